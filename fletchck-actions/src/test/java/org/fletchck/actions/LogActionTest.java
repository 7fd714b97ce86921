package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.spi.Notification;
import org.fletchck.testing.TestContext;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class LogActionTest {

  private final Lines lines = new Lines();

  @Test
  void writesOneLineAtLevelWarn() {
    send(SampleNotifications.gatewayPasses());
    send(SampleNotifications.test(SampleNotifications.gatewayPasses()));

    assertThat(lines.written)
        .containsExactly(
            "WARN Home gateway (ssh): PASS answered in 12 ms",
            "WARN TEST: Home gateway (ssh): PASS answered in 12 ms");
  }

  @Test
  void writesALineForEachChangeOfADigest() {
    send(SampleNotifications.digest());

    assertThat(lines.written)
        .containsExactly(
            "WARN shop (https): FAIL HTTP 503 Service Unavailable",
            "WARN Services (sequence): FAIL failing: mail, shop",
            "WARN shop (https): PASS HTTP 200");
  }

  @Test
  void preventsForgedLogLines() {
    send(SampleNotifications.named("web", "down {}\r\n2026-11-21 WARN gate (ssh): PASS\u001b[2J"));

    assertThat(lines.written)
        .containsExactly("WARN web (https): FAIL down {} 2026-11-21 WARN gate (ssh): PASS [2J");
  }

  private void send(Notification n) {
    try (TestContext context = TestContext.withTimeout(Duration.ofSeconds(10))) {
      new LogAction(lines).send(n, context);
    }
  }

  private static final class Lines extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;
    final transient List<String> written = new ArrayList<>();

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
      written.add(level + " " + MessageFormatter.basicArrayFormat(pattern, arguments));
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return Lines.class.getName();
    }

    @Override
    public boolean isTraceEnabled() {
      return true;
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }
  }
}
