package org.fletchck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogApiTest {

  private final ExampleSite example = new ExampleSite();

  @AfterEach
  void close() {
    example.close();
  }

  private static List<?> lines(Response answer) {
    return (List<?>) ExampleSite.values(answer).get("lines");
  }

  @Test
  void returnsLatestLogLines() {
    example.after(Duration.ofMinutes(30));

    List<?> lines = lines(example.get("/log"));

    assertThat(lines).hasSizeGreaterThan(1);
    assertThat((Map<?, ?>) lines.get(lines.size() - 1))
        .hasToString(
            "{at=2026-11-21T12:00:00Z, kind=site, subject=,"
                + " text=configuration applied: 4 checks, 1 action}");
    assertThat(lines(example.get("/log?limit=1"))).isEqualTo(List.of(lines.get(0)));
    assertThat(example.get("/log?limit=0").status()).isEqualTo(400);
  }

  @Test
  void clearsLog() {
    assertThat(lines(example.ask("DELETE", "/log", "", Map.of()))).isEmpty();
    assertThat(lines(example.get("/log"))).isEmpty();
  }
}
