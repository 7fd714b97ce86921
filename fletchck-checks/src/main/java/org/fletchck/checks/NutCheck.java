package org.fletchck.checks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.jspecify.annotations.Nullable;

/** Reads the variables of a UPS and judges its status. */
record NutCheck(Target server, String ups, NutTalk.@Nullable Login login, Duration timeout)
    implements Check {

  private static final String STATUS = "ups.status";
  private static final String CHARGE = "battery.charge";
  private static final List<String> TOLD =
      List.of(STATUS, CHARGE, "battery.runtime", "battery.voltage", "input.voltage", "ups.load");

  @Override
  public CheckResult run(CheckContext context) throws IOException {
    Steps steps = new Steps(context, timeout);
    Map<String, String> variables;
    try (Connection connection = Connection.open(steps, server)) {
      variables =
          steps.time(
              "first",
              () -> {
                NutTalk talk = new NutTalk(new LineDialogue(steps, connection));
                if (login != null) {
                  talk.identify(login);
                }
                return talk.variables(ups);
              });
    }
    steps.total();
    CheckResult result = judge(variables.getOrDefault(STATUS, ""));
    for (String name : TOLD) {
      @Nullable String value = variables.get(name);
      if (value != null) {
        context.log(name + " " + value);
        result = result.withDetail(name, value);
      }
    }
    @Nullable String charge = variables.get(CHARGE);
    return charge == null ? result : result.withLevel(charge + "%");
  }

  private CheckResult judge(String status) {
    List<String> words = List.of(status.split(" "));
    List<String> troubles = new ArrayList<>();
    if (words.contains("OB")) {
      troubles.add("is on battery");
    }
    if (words.contains("RB")) {
      troubles.add("needs a new battery");
    }
    if (!troubles.isEmpty()) {
      return CheckResult.fail("UPS " + ups + " " + String.join(" and ", troubles));
    }
    return status.isEmpty()
        ? CheckResult.fail("the server tells no status of UPS " + ups)
        : CheckResult.pass(status);
  }
}
