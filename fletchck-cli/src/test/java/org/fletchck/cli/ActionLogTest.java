package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.fletchck.Site;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Types;
import org.fletchck.testing.ManualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log says of actions that fail. */
class ActionLogTest {

  private static final Logger LOG = Logger.getLogger("org.fletchck");

  private final ManualScheduler time =
      new ManualScheduler(Instant.parse("2026-11-21T00:00:00Z"), 1);
  private final List<String> lines = new ArrayList<>();
  private final Handler handler = new Lines();
  private boolean broken = true;
  private boolean down = true;

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
  }

  @AfterEach
  void leave() {
    LOG.removeHandler(handler);
  }

  @Test
  void logsFailureLongFailureAndRecoveryOncePerAction() {
    SiteConfig config =
        SiteConfig.empty()
            .with("grace", 0)
            .withAction(ActionConfig.of("mail", "mail"))
            .withAction(ActionConfig.of("sms", "mail"));
    for (int i = 0; i < 20; i++) {
      config =
          config.withCheck(
              CheckConfig.of("c" + i, "thing").every(Duration.ofMinutes(1)).actions("mail"));
    }
    Types types =
        Types.of(
                CheckType.of(
                    "thing",
                    "Fails.",
                    context -> broken ? CheckResult.fail("broken") : CheckResult.pass()))
            .and(Types.of(new Mail()));
    try (Site site = Site.with(types).scheduler(time).open(config)) {
      time.advance(Duration.ofHours(3));
      assertThat(lines)
          .containsExactly(
              "action mail fails; undelivered notifications will be retried: connection refused",
              "action mail has been failing for 5 minutes: connection refused",
              "action sms fails; undelivered notifications will be retried: connection refused",
              "action sms has been failing for 5 minutes: connection refused");
      lines.clear();
      down = false;
      time.advance(Duration.ofMinutes(16));
      assertThat(lines)
          .containsExactlyInAnyOrder("action mail works again", "action sms works again");
      assertThat(site.undelivered()).isEmpty();
    }
  }

  private final class Mail implements ActionType {
    @Override
    public String name() {
      return "mail";
    }

    @Override
    public String summary() {
      return "Fails while it is down.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of();
    }

    @Override
    public Action create(Options options) {
      return (notification, context) -> {
        if (down) {
          throw new IOException("connection refused");
        }
      };
    }
  }

  private final class Lines extends Handler {
    @Override
    public void publish(LogRecord line) {
      if (line.getMessage().contains("action") && isLoggable(line)) {
        lines.add(new SimpleFormatter().formatMessage(line));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
