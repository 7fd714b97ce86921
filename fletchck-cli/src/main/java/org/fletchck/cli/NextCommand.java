package org.fletchck.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.schedule.Trigger;
import org.fletchck.schedule.TriggerText;
import org.fletchck.schedule.ZoneNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows when checks run next, or when a trigger would. */
@Command(
    name = "next",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Shows when checks run next by their triggers, without jitter.",
    footer = {
      "",
      "Examples:",
      "  fletchck next \"Home Cert\" --count 3",
      "  fletchck next --trigger \"cron 9-17 hr mon-fri weekday\" --timezone Europe/Berlin",
      "  fletchck next --json --after 2026-11-22T00:00:00Z"
    })
final class NextCommand implements Callable<Integer> {
  private static final String NEVER = "never again";

  @Spec private CommandSpec spec;
  @Mixin private SiteOptions site;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Checks. Default: all.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--after",
      paramLabel = "INSTANT",
      description =
          "Show the first times at or after this: 2026-11-22T09:00:00+10:30, with Z, or without an"
              + " offset in the zone of the check. Default: now.")
  private @Nullable String after;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "5",
      description = "Number of times to show. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(names = "--json", description = "Print a line of JSON for each check.")
  private boolean json;

  @Option(
      names = "--trigger",
      paramLabel = "TEXT",
      description = "Show the times of this trigger; no site file is read.")
  private @Nullable String trigger;

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      description = "The zone of --trigger. Default: the host's.")
  private @Nullable String timezone;

  @Override
  public Integer call() throws IOException {
    if (count < 1 || count > 100_000) {
      throw wrong("--count: expected a number from 1 to 100000, found " + count);
    }
    if (trigger != null) {
      ofTrigger(trigger);
    } else if (timezone != null) {
      throw wrong("--timezone needs --trigger; a site's time zone is set in its file");
    } else {
      ofSite(site.read().config());
    }
    return 0;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void ofTrigger(String text) {
    if (!names.isEmpty()) {
      throw wrong("expected either names of checks or --trigger, found both");
    }
    try {
      ZoneId zone = timezone == null ? ZoneId.systemDefault() : ZoneNames.of(timezone);
      Map<String, Object> fields =
          TriggerText.parse(text)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "--trigger: expected a trigger, found an empty string"));
      print("", times(Trigger.of(fields, zone, ""), FireTimes.zone(fields, zone)), NEVER);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  private void ofSite(SiteConfig config) {
    Map<String, CheckConfig> checks = config.checks();
    for (String name : names) {
      if (!checks.containsKey(name)) {
        throw Phrases.noSuchCheck(name, checks.keySet());
      }
    }
    for (CheckConfig check : checks.values()) {
      if (names.isEmpty() || names.contains(check.name())) {
        ofCheck(check, config.zone());
      }
    }
  }

  private void ofCheck(CheckConfig check, ZoneId siteZone) {
    Optional<Trigger> found;
    try {
      found = check.trigger(siteZone);
    } catch (IllegalArgumentException e) {
      refused(check.name(), "trigger: " + e.getMessage());
      return;
    }
    ZoneId zone = FireTimes.zone(check.raw().get("trigger"), check.zone(siteZone));
    String otherwise = found.isEmpty() ? "no trigger: runs on demand" : NEVER;
    print(check.name(), found.map(t -> times(t, zone)).orElse(List.of()), otherwise);
  }

  private List<String> times(Trigger of, ZoneId zone) {
    Instant from = after == null ? Instant.now() : FireTimes.instant("--after", after, zone);
    return FireTimes.of(of, from, count, zone);
  }

  private void print(String name, List<String> times, String otherwise) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(line(name, "next", times));
      return;
    }
    if (!name.isEmpty()) {
      out.println(name);
    }
    String indent = name.isEmpty() ? "" : "  ";
    times.forEach(time -> out.println(indent + time));
    if (times.isEmpty()) {
      out.println(indent + otherwise);
    }
  }

  private void refused(String name, String problem) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(line(name, "problem", problem));
    } else {
      out.println(name);
      out.println("  " + problem);
    }
  }

  private static String line(String name, String key, Object value) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (!name.isEmpty()) {
      values.put("name", name);
    }
    values.put(key, value);
    return Phrases.json(values);
  }
}
