package org.fletchck.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.web.http.EventStream;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.Test;

class LiveUpdatesTest {

  private static final Duration HOUR = Duration.ofHours(1);

  /** Keeps the names of events until it is closed, and counts how often it is asked. */
  private static final class Page implements EventStream.Sink {
    final List<String> events = new ArrayList<>();
    boolean isOpen = true;
    int asked;

    @Override
    public boolean send(String name, String data) {
      events.add(name);
      return isOpen;
    }

    @Override
    public boolean isOpen() {
      asked++;
      return isOpen;
    }
  }

  private static Page openPage(Web web, String address) throws Exception {
    Page page = new Page();
    Response response = web.ask(address, Web.READER);
    assertThat(response.headers()).containsEntry("Content-Type", "text/event-stream");
    response.stream().orElseThrow().open(page);
    return page;
  }

  private static List<String> open(Web web, String address) throws Exception {
    return openPage(web, address).events;
  }

  @Test
  void sendsEventsForChangesButNotForRuns() throws Exception {
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
  void sendsEventsForRunsOfViewedCheck() throws Exception {
    try (Web web = Web.of(Web.check("a b"), Web.check("c"))) {
      web.pass(HOUR);
      List<String> events = open(web, "/events?check=a+b");
      web.pass(Duration.ofMinutes(10));
      assertThat(events).hasSize(10);
    }
  }

  @Test
  void dropsClosedStreamOnNextEvent() throws Exception {
    try (Web web = Web.of(Web.check("a"))) {
      Page page = openPage(web, "/events");
      page.isOpen = false;
      web.site.apply(web.site.config());
      web.site.apply(web.site.config());
      assertThat(page.events).hasSize(1);
    }
  }

  @Test
  void dropsClosedStreamWhenAnotherOpens() throws Exception {
    try (Web web = Web.of(Web.check("a"))) {
      Page gone = openPage(web, "/events");
      gone.isOpen = false;
      openPage(web, "/events");
      openPage(web, "/events");
      assertThat(gone.asked).as("asked by the first page that came after it alone").isEqualTo(1);
      assertThat(gone.events).isEmpty();
    }
  }
}
