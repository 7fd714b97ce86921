package org.fletchck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fletchck.Site;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Types;
import org.fletchck.state.Store;

/**
 * A site with a check that fails, or passes, as it is sent, and an action that keeps what it is
 * sent.
 */
final class Alerts implements AutoCloseable {

  static final String CHECK = "thing";

  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final Site site;
  private volatile boolean broken;

  Alerts(Store store) {
    site =
        Site.with(Types.of(new AlertCheckType(), new Box()))
            .store(store)
            .onDemand()
            .open(
                SiteConfig.empty()
                    .withAction(ActionConfig.of("box", "box"))
                    .withCheck(CheckConfig.of(CHECK, CHECK).actions("box")));
  }

  Site site() {
    return site;
  }

  /** Runs the check and returns all that was sent until then. */
  List<String> run(boolean fails) throws InterruptedException {
    broken = fails;
    site.run(CHECK);
    assertThat(site.awaitDeliveries(Duration.ofSeconds(30))).isTrue();
    return sent;
  }

  @Override
  public void close() {
    site.close();
  }

  private final class AlertCheckType implements CheckType {
    @Override
    public String name() {
      return CHECK;
    }

    @Override
    public String summary() {
      return "Fails while it is broken.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of();
    }

    @Override
    public Check create(Options options) {
      return context -> broken ? CheckResult.fail("broken") : CheckResult.pass();
    }
  }

  private final class Box implements ActionType {
    @Override
    public String name() {
      return "box";
    }

    @Override
    public String summary() {
      return "Keeps what is reported.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of();
    }

    @Override
    public Action create(Options options) {
      return (notification, context) -> sent.add(notification.change().word());
    }
  }
}
