package org.fletchck.actions;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fletchck.Site;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteKeys;
import org.fletchck.schedule.Scheduler;
import org.fletchck.spi.Options;
import org.fletchck.spi.Problem;
import org.fletchck.state.SiteListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a GET request to the URL of {@code heartbeat} while the site is healthy, so that somebody
 * notices when it isn't. It runs on the site's own scheduler, and ends with it.
 */
public final class HeartbeatPing implements SiteListener {

  private static final Logger LOG = LoggerFactory.getLogger(HeartbeatPing.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final double SECONDS = 60;

  private final Site site;
  private final Scheduler scheduler;
  private Map<String, Object> section = Map.of();
  private @Nullable PingTarget beat;
  private String trouble = "";

  private HeartbeatPing(Site site, Scheduler scheduler) {
    this.site = site;
    this.scheduler = scheduler;
  }

  /**
   * Starts the heartbeat as configured, now and whenever the configuration changes.
   *
   * @param scheduler the scheduler that the site runs on
   */
  public static void begin(Site site, Scheduler scheduler) {
    HeartbeatPing heartbeat = new HeartbeatPing(site, scheduler);
    site.listen(heartbeat);
    heartbeat.configured(site.config(), List.of());
  }

  @Override
  public synchronized void configured(SiteConfig config, List<Problem> problems) {
    Map<String, Object> now = config.section("heartbeat").orElse(Map.of());
    if (now.equals(section)) {
      return;
    }
    section = now;
    beat = config.heartbeat().flatMap(this::read).orElse(null);
    if (beat != null) {
      PingTarget first = beat;
      scheduler.execute(() -> beat(first));
    }
  }

  /** Reports a malformed address only; other problems are reported with the configuration. */
  private Optional<PingTarget> read(Options options) {
    try {
      URI address = HttpAddress.parse(options.get(SiteKeys.HEARTBEAT_URL));
      double seconds = options.get(SiteKeys.HEARTBEAT_MINUTES) * SECONDS;
      return Optional.of(new PingTarget(address, Duration.ofSeconds(Math.round(seconds))));
    } catch (IllegalArgumentException e) {
      LOG.error("heartbeat: {}; no heartbeat is sent", e.getMessage());
      return Optional.empty();
    }
  }

  private void beat(PingTarget due) {
    if (!isPresent(due)) {
      return;
    }
    List<String> reasons = site.health();
    logOutcome(reasons.isEmpty() ? call(due.address()) : String.join(", ", reasons));
    scheduler.after(due.pause(), () -> beat(due));
  }

  @SuppressWarnings("ReferenceEquality") // an equal one may have been there in between
  private synchronized boolean isPresent(PingTarget due) {
    return due == beat;
  }

  /** Calls the address and returns what went wrong; empty if it worked. */
  private static String call(URI address) {
    HttpRequest request = HttpAddress.request(address).timeout(LIMIT).GET().build();
    CompletableFuture<HttpResponse<Void>> coming =
        WebService.shared().client().get().sendAsync(request, BodyHandlers.discarding());
    try {
      HttpResponse<Void> answer = coming.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      int status = answer.statusCode();
      return switch (status / 100) {
        case 2 -> "";
        case 3 -> "got HTTP status " + status + redirection(address, answer);
        default -> "got HTTP status " + status;
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "was interrupted";
    } catch (TimeoutException e) {
      return "got no response within " + LIMIT.toSeconds() + " s";
    } catch (ExecutionException e) {
      return "failed: " + PlainLine.oneLine(FailureReason.of(e, false), 500);
    } finally {
      coming.cancel(true);
    }
  }

  private static String redirection(URI address, HttpResponse<?> answer) {
    String target = WebService.leadsTo(answer);
    String path = address.getRawPath();
    return target == null
        ? ""
        : ", a redirect to "
            + (path.length() > 1 ? target.replace(path, "/" + Options.MASK) : target)
            + "; set url to that address";
  }

  /** Logs a problem once, and when it is over; never the address, which is secret. */
  private synchronized void logOutcome(String now) {
    if (!now.equals(trouble)) {
      if (now.isEmpty()) {
        LOG.info("heartbeat: called again");
      } else {
        LOG.warn("heartbeat: {}", now);
      }
      trouble = now;
    }
  }

  /** Where to call, and how often. */
  private record PingTarget(URI address, Duration pause) {}
}
