package org.fletchck.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.Test;

class LiveTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private static List<String> open(Web web, String address) throws Exception {
    List<String> events = new ArrayList<>();
    Response response = web.ask(address, Web.READER);
    assertThat(response.headers()).containsEntry("Content-Type", "text/event-stream");
    response.stream().orElseThrow().open((name, data) -> events.add(name));
    return events;
  }

  @Test
  void tellsOfEachChangeAndNotOfEachRun() throws Exception {
    try (Web web = Web.of(Web.check("a"), Web.check("b"))) {
      web.pass(HOUR);
      List<String> events = open(web, "/events");
      web.pass(HOUR);
      assertThat(events).isEmpty();
      web.breaks("a", "x").pass(HOUR);
      assertThat(events).containsExactly("change");
      web.site.apply(web.site.config());
      assertThat(events).containsExactly("change", "change");
    }
  }

  @Test
  void tellsOfTheRunsOfTheCheckThatIsLookedAt() throws Exception {
    try (Web web = Web.of(Web.check("a b"), Web.check("c"))) {
      web.pass(HOUR);
      List<String> events = open(web, "/events?check=a+b");
      web.pass(Duration.ofMinutes(10));
      assertThat(events).hasSize(10);
    }
  }

  @Test
  void forgetsWhoIsGone() throws Exception {
    try (Web web = Web.of(Web.check("a"))) {
      List<String> events = new ArrayList<>();
      web.ask("/events", Web.READER).stream()
          .orElseThrow()
          .open(
              (name, data) -> {
                events.add(name);
                return false;
              });
      web.site.apply(web.site.config());
      web.site.apply(web.site.config());
      assertThat(events).hasSize(1);
    }
  }
}
