package org.fletchck.checks;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;

/** Requests a sensor's readings and compares the first with a level. */
record TempCheck(Endpoint sensor, Level level, Duration timeout) implements Check {

  private static final HttpRequest REQUEST = new HttpRequest("GET", "/event.xml", Map.of(), null);
  private static final int OK = 200;

  @Override
  public CheckResult run(CheckContext context) throws IOException {
    TimedSteps steps = new TimedSteps(context, timeout);
    String document = document(steps);
    steps.total();
    double degrees = SensorReading.degrees(document);
    String shown = ValueTexts.number(degrees) + " \u00b0C";
    context.log("temperature " + shown);
    CheckResult result =
        level.isExceeded(degrees, context.previous())
            ? CheckResult.fail("temperature " + shown + ", " + level.complaint(degrees, " \u00b0C"))
            : CheckResult.pass();
    return result.withLevel(shown);
  }

  private String document(TimedSteps steps) throws IOException {
    try (CheckConnection connection = CheckConnection.open(steps, sensor)) {
      HttpInput in = REQUEST.send(steps, connection, new UrlOrigin(false, sensor), true);
      return steps.take("reading the response from " + sensor, () -> content(in));
    }
  }

  private static String content(HttpInput in) throws IOException {
    HttpHead head = HttpHead.read(in);
    if (head.status() != OK) {
      throw new IOException(head + " for " + REQUEST.path() + ": is this a Comet web sensor?");
    }
    return HttpBody.read(head, in).text();
  }
}
