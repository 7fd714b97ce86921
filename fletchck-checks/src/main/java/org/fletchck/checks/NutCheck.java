package org.fletchck.checks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.jspecify.annotations.Nullable;

/** Reads the variables of a UPS and judges its status. */
record NutCheck(Endpoint server, String ups, NutDialogue.@Nullable Login login, Duration timeout)
    implements Check {

  private static final String STATUS = "ups.status";
  private static final String ALARM = "ups.alarm";
  private static final String CHARGE = "battery.charge";
  private static final List<String> REPORTED =
      List.of(
          STATUS, ALARM, CHARGE, "battery.runtime", "battery.voltage", "input.voltage", "ups.load");

  @Override
  public CheckResult run(CheckContext context) throws IOException {
    TimedSteps steps = new TimedSteps(context, timeout);
    Map<String, String> variables;
    try (CheckConnection connection = CheckConnection.open(steps, server)) {
      variables =
          steps.time(
              "first",
              () -> {
                NutDialogue talk = new NutDialogue(new LineDialogue(steps, connection));
                if (login != null) {
                  talk.identify(login);
                }
                return talk.variables(ups);
              });
    }
    steps.total();
    CheckResult result =
        judge(variables.getOrDefault(STATUS, ""), variables.getOrDefault(ALARM, ""));
    for (String name : REPORTED) {
      @Nullable String value = variables.get(name);
      if (value != null) {
        context.log(name + " " + value);
        result = result.withDetail(name, value);
      }
    }
    @Nullable String charge = variables.get(CHARGE);
    return charge == null ? result : result.withLevel(charge + "%");
  }

  private CheckResult judge(String status, String alarm) {
    if (status.isBlank()) {
      return CheckResult.fail("the server reports no status for UPS " + ups);
    }
    Set<NutWord> words = NutWord.in(status);
    if (!alarm.isBlank()) {
      words.add(NutWord.ALARM); // status and alarm aren't set at the same time
    }
    if (words.isEmpty()) {
      return CheckResult.fail("UPS " + ups + " reports an unknown status: " + status);
    }
    List<String> troubles =
        words.stream().map(NutWord::trouble).filter(trouble -> !trouble.isEmpty()).toList();
    if (troubles.isEmpty()) {
      return CheckResult.pass(status);
    }
    String last = troubles.get(troubles.size() - 1);
    String others = String.join(", ", troubles.subList(0, troubles.size() - 1));
    return CheckResult.fail(
        "UPS "
            + ups
            + " "
            + (others.isEmpty() ? "" : others + " and ")
            + last
            + (alarm.isBlank() ? "" : ": " + alarm));
  }
}
