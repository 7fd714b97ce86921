package org.fletchck.web.pages;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Transition;
import org.fletchck.state.RunReport;
import org.fletchck.state.SiteListener;
import org.fletchck.web.http.EventStream.Sink;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;

/**
 * Notifies open pages of changes. A page then requests itself again, so there is only one way to
 * render it.
 */
final class LiveUpdates implements SiteListener {

  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

  /** Streams an event per change, and with {@code check} also one per run of that check. */
  Response events(Request request) {
    Optional<String> check = request.query("check");
    return Response.events(
        sink -> {
          listeners.removeIf(listener -> !listener.sink().isOpen()); // even if nothing changes
          listeners.add(new Listener(sink, check));
        });
  }

  @Override
  public void configured(SiteConfig config, java.util.List<Problem> problems) {
    send(listener -> true);
  }

  @Override
  public void changed(String check, String type, Transition transition) {
    send(listener -> true);
  }

  @Override
  public void ran(RunReport report) {
    send(listener -> listener.check().filter(report.check()::equals).isPresent());
  }

  @Override
  public void actionFails(String action, String reason) {
    send(listener -> true);
  }

  @Override
  public void actionWorks(String action) {
    send(listener -> true);
  }

  private void send(Predicate<Listener> concerned) {
    listeners.removeIf(l -> concerned.test(l) && !l.sink().send("change", ""));
  }

  /** An open page. */
  private record Listener(Sink sink, Optional<String> check) {}
}
