package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Options;
import org.fletchck.spi.Verdict;
import org.fletchck.testing.TestContext;

/** One run of a check in a test, where an exception has become a failure as in the engine. */
record Ran(CheckResult result, List<String> log, Map<String, Duration> phases, Duration took) {

  /** Runs a check of this type with these names and values. */
  static Ran check(CheckType type, Object... options) {
    return check(type, map(options));
  }

  static Ran check(CheckType type, Map<String, Object> options) {
    Duration limit = Duration.ofSeconds(10);
    if (options.get("timeout") instanceof Number seconds) {
      limit = Duration.ofMillis((long) (seconds.doubleValue() * 1000));
    }
    return check(type.create(Options.of(type.options(), options)), limit, CheckState.UNKNOWN);
  }

  static Ran check(Check check, Duration limit, CheckState previous) {
    long start = System.nanoTime();
    try (TestContext context = TestContext.withTimeout(limit).previous(previous)) {
      CheckResult result = run(check, context);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Ran(result, context.lines(), context.phases(), took);
    }
  }

  private static CheckResult run(Check check, TestContext context) {
    try {
      return check.run(context);
    } catch (Exception e) {
      return CheckResult.fail(String.valueOf(e.getMessage()));
    }
  }

  static Map<String, Object> map(Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }

  boolean passed() {
    return result.verdict() == Verdict.PASSED;
  }

  String reason() {
    return result.reason().orElse("");
  }

  /** Asserts that it ended at this timeout, which bounds all its steps together, and not twice. */
  void assertEndedAt(Duration timeout) {
    Duration early = Duration.ofMillis(10);
    assertThat(took).isBetween(timeout.minus(early), timeout.multipliedBy(2).minus(early));
  }
}
