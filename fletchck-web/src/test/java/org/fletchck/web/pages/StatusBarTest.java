package org.fletchck.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.Status;
import org.fletchck.state.History.StatusChange;
import org.fletchck.state.Uptime.Span;
import org.fletchck.web.layout.Markup;
import org.fletchck.web.pages.RecentChanges.ObservedPeriod;
import org.junit.jupiter.api.Test;

class StatusBarTest {

  private static final Instant END = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant BEGIN = END.minus(Duration.ofHours(24));

  private static StatusChange statusChange(int minute, Status status) {
    return new StatusChange(BEGIN.plus(Duration.ofMinutes(minute)), status);
  }

  private static String draw(Status now, List<Span> watched, StatusChange... turns) {
    Markup drawn = new Markup();
    StatusBar.of(new ObservedPeriod(BEGIN, END, Map.of(), watched), List.of(turns), 144, now)
        .draw(drawn);
    return drawn.toString();
  }

  private static final List<Span> ALWAYS = List.of(new Span(BEGIN, END));

  @Test
  void drawsSingleElementWhenAlwaysPassing() {
    assertThat(draw(Status.PASS, ALWAYS, statusChange(-500, Status.PASS))).isEqualTo("<i></i>");
  }

  @Test
  void showsEvenShortFailures() {
    String strip =
        draw(
            Status.PASS,
            ALWAYS,
            statusChange(-1, Status.PASS),
            statusChange(601, Status.FAIL),
            statusChange(602, Status.PASS));
    assertThat(strip)
        .isEqualTo(
            "<svg><path class=pass d=\"M0 8h60M61 8h83\"/><path class=fail d=\"M60 8h1\"/></svg>");
  }

  @Test
  void leavesUncoveredTimeBlank() {
    List<Span> watched =
        List.of(
            new Span(BEGIN, BEGIN.plus(Duration.ofHours(2))),
            new Span(END.minus(Duration.ofHours(1)), END));
    assertThat(draw(Status.PASS, watched, statusChange(-1, Status.PASS)))
        .isEqualTo("<svg><path class=pass d=\"M0 8h12M138 8h6\"/></svg>");
    assertThat(draw(Status.PENDING, ALWAYS)).isEqualTo("<svg></svg>");
  }

  @Test
  void showsCurrentStatusBeforeItIsInHistory() {
    assertThat(draw(Status.UNREACHABLE, ALWAYS, statusChange(-1, Status.PASS)))
        .contains("<path class=unreachable d=\"M143 8h1\"/>");
  }
}
