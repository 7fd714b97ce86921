package org.fletchck.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.DependencyGraph;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Status;
import org.fletchck.spi.Transition;
import org.fletchck.spi.Types;
import org.fletchck.state.SiteListener;
import org.jspecify.annotations.Nullable;

/** Prints a line for each change between pass and fail. */
final class ChangeLog implements SiteListener {

  private final Console screen;
  private final Types types;
  private volatile Configuration configured;
  private volatile @Nullable Site site;

  ChangeLog(Console screen, Types types, SiteConfig config) {
    this.screen = screen;
    this.types = types;
    this.configured = new Configuration(config, DependencyGraph.of(config, types));
  }

  @Override
  public void configured(SiteConfig config, List<Problem> problems) {
    configured = new Configuration(config, DependencyGraph.of(config, types));
  }

  /** Sets the running site, which knows the checks that can't run. */
  void site(Site running) {
    site = running;
  }

  @Override
  public void changed(String check, String type, Transition t) {
    String name = check + " (" + type + ")  ";
    boolean failed = t.before().judged() == Status.FAIL;
    if (t.after().status() == Status.FAIL && !failed) {
      screen.fail(name + reason(t.after()) + because(check, t.after()));
    } else if (t.after().status() == Status.FAIL && !sameMembers(t)) {
      screen.fail(name + members(t.before().members(), t.after().members()));
    } else if (t.after().status() == Status.PASS && failed) {
      screen.pass(name + "failed for " + Phrases.lasting(lasted(t)));
    }
  }

  private static boolean sameMembers(Transition t) {
    return t.before().memberSet().equals(t.after().memberSet());
  }

  private static String reason(CheckState state) {
    String reason = state.lastRun().reason();
    return reason == null ? "failed" : reason;
  }

  private static Duration lasted(Transition t) {
    Instant from = t.before().times().fail();
    Instant to = t.after().times().pass();
    return from == null || to == null ? Duration.ZERO : Duration.between(from, to);
  }

  private static String members(List<String> before, List<String> after) {
    String text = "";
    text += part("new: ", after.stream().filter(m -> !before.contains(m)).toList());
    text += part("still: ", after.stream().filter(before::contains).toList());
    text += part("back: ", before.stream().filter(m -> !after.contains(m)).toList());
    return text.isEmpty() ? "" : text.substring(2);
  }

  private static String part(String word, List<String> names) {
    return names.isEmpty() ? "" : "; " + word + String.join(", ", names);
  }

  /**
   * Counts the checks that are unreachable because of a failing one; a trust failure blocks none.
   */
  private String because(String check, CheckState state) {
    if (state.trustFailure() != null) {
      return "";
    }
    Configuration now = configured;
    Instant at = Instant.now();
    long count =
        now.graph().allDependents(check).stream().filter(d -> now.runs(d, at, site)).count();
    return count == 0
        ? ""
        : " (" + Phrases.count((int) count, "check") + " unreachable because of it)";
  }

  private record Configuration(SiteConfig config, DependencyGraph graph) {
    boolean runs(String name, Instant at, @Nullable Site site) {
      CheckConfig check = config.checks().get(name);
      boolean misconfigured = site != null && site.isMisconfigured(name);
      return check != null && !misconfigured && !check.pausedAt(at);
    }
  }
}
