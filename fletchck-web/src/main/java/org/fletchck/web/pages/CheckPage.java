package org.fletchck.web.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fletchck.Site;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.state.History.Incident;
import org.fletchck.state.History.Run;
import org.fletchck.state.Uptime;
import org.fletchck.web.http.RefusedRequest;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.layout.Page;
import org.fletchck.web.layout.Templates;
import org.fletchck.web.layout.TimeFormat;
import org.fletchck.web.pages.Chart.Range;
import org.fletchck.web.pages.Overview.RootCause;

/** The page of a check. */
public final class CheckPage {

  private static final int INCIDENTS = 20;
  private static final int RUNS_SHOWN = 30;
  private static final int RUNS_DRAWN = 2_000;

  private final Site site;
  private final Templates templates;
  private final RecentChanges day;

  CheckPage(Site site, Templates templates, RecentChanges day) {
    this.site = site;
    this.templates = templates;
    this.day = day;
  }

  /** Shows the check in the path; {@code range} is the time that the charts span. */
  Response show(Request request) {
    Overview overview = Overview.of(site, day.seen());
    CheckView check = overview.checks().get(request.segment("name"));
    if (check == null) {
      throw RefusedRequest.notFound("check named " + request.segment("name"));
    }
    TimeFormat times = TimeFormat.of(site);
    String id = overview.ids().getOrDefault(check.name(), "");
    Range range = Range.of(request.query("range"));
    List<Run> runs = site.history().runs(id, RUNS_DRAWN);
    CheckHistory past =
        new CheckHistory(
            uptimes(id, times.now()),
            runs.subList(0, Math.min(RUNS_SHOWN, runs.size())),
            site.history().incidents(id, INCIDENTS),
            decisions(check.name()));
    List<Chart> charts = new ArrayList<>();
    Instant from = range.from(times.now());
    Chart.durations(site.history().series(id, from, times.now(), range.step()), range, times)
        .ifPresent(charts::add);
    Chart.levels(runs, range, times).ifPresent(charts::add);
    Model model =
        new Model(
            check,
            times,
            Phases.of(check.state().lastRun().phases()),
            past,
            Neighbours.of(overview, check),
            charts,
            range);
    Page page = Page.of(request, site, check.name(), "checks");
    return templates.page("check", page, model);
  }

  private List<UptimeFigure> uptimes(String id, Instant now) {
    List<UptimeFigure> figures = new ArrayList<>();
    for (Range range : Range.values()) {
      Uptime uptime = site.history().uptime(id, range.from(now), now);
      figures.add(UptimeFigure.of(range.word(), uptime));
    }
    return figures;
  }

  private List<Decision> decisions(String check) {
    List<Decision> decisions = new ArrayList<>();
    for (String line : site.explain(check)) {
      int space = line.indexOf(' ');
      decisions.add(
          0, new Decision(Instant.parse(line.substring(0, space)), line.substring(space + 1)));
    }
    return decisions;
  }

  /**
   * What the page shows.
   *
   * @param phases the phases of the last run
   * @param near the related checks
   * @param range how much of the past the charts show
   */
  public record Model(
      CheckView check,
      TimeFormat times,
      Phases phases,
      CheckHistory past,
      Neighbours near,
      List<Chart> charts,
      Range range) {

    /** Returns the state of the check. */
    public CheckState state() {
      return check.state();
    }

    /** Returns the details that the last run found. */
    public Map<String, String> details() {
      return check.state().lastRun().details();
    }

    /** Returns whether the check is paused. */
    public boolean isPaused() {
      return check.state().status() == Status.PAUSED || check.config().pausedAt(times.now());
    }

    /** Returns whether the check fails because the host key has changed. */
    public boolean isDistrusted() {
      return CheckResult.HOSTKEY.equals(check.state().trustFailure())
          && check.state().status() == Status.FAIL;
    }
  }

  /**
   * The history of the check.
   *
   * @param uptimes the uptime over several periods
   * @param runs the last runs, newest first
   * @param incidents the last incidents, newest first
   * @param decisions the last decisions, newest first
   */
  public record CheckHistory(
      List<UptimeFigure> uptimes,
      List<Run> runs,
      List<Incident> incidents,
      List<Decision> decisions) {}

  /**
   * Why somebody was notified, or wasn't.
   *
   * @param at when it was decided
   * @param text the decision
   */
  public record Decision(Instant at, String text) {}

  /**
   * The checks related to a check.
   *
   * @param uplink the checks of the uplink, if there are several and the check needs it
   * @param uplinkRule how many of them must pass, in words
   */
  public record Neighbours(
      List<CheckView> waitsFor,
      List<CheckView> neededBy,
      List<CheckView> uplink,
      String uplinkRule,
      List<CheckView> members,
      List<CheckView> sequences,
      List<CheckView> unreachable) {

    static Neighbours of(Overview overview, CheckView check) {
      String name = check.name();
      List<CheckView> behind =
          overview.causes().stream()
              .filter(cause -> cause.check().name().equals(name))
              .findFirst()
              .map(RootCause::behind)
              .orElse(List.of());
      return new Neighbours(
          all(overview, overview.graph().dependencies(name)),
          all(overview, overview.graph().dependents(name)),
          all(overview, overview.graph().uplink().sharedBy(name)),
          "Uplink: " + UplinkText.rule(overview.graph().uplink()),
          all(overview, overview.graph().members(name)),
          all(overview, overview.graph().holders(name)),
          behind);
    }

    private static List<CheckView> all(Overview overview, List<String> names) {
      return names.stream()
          .map(name -> Optional.ofNullable(overview.checks().get(name)))
          .flatMap(Optional::stream)
          .toList();
    }
  }
}
