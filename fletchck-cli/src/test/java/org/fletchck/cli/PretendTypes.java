package org.fletchck.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Types;

/** The types of the distribution, with their options, that find and send nothing in truth. */
final class PretendTypes {

  /** The options that say where a check looks. */
  private static final List<String> PLACES = List.of("hostname", "volume", "serialPort");

  /** What an action fails with, by its type. */
  final Map<String, String> broken = new ConcurrentHashMap<>();

  private final Script script;
  private final Consumer<Duration> passing;

  /** What a check finds. */
  interface Script {
    /** Looks at a place: a host, a volume or a port. */
    CheckResult look(String type, String place, CheckContext context);
  }

  /**
   * Makes them.
   *
   * @param passing is sent how long a run takes
   */
  PretendTypes(Script script, Consumer<Duration> passing) {
    this.script = script;
    this.passing = passing;
  }

  Types all() {
    Types real = Types.discover();
    List<PluginType<?>> all = new ArrayList<>();
    real.checks().stream()
        .filter(type -> !isOfTests(type))
        .map(type -> type.name().equals("sequence") ? type : new PretendCheck(type))
        .forEach(all::add);
    real.actions().stream()
        .filter(type -> !isOfTests(type))
        .map(PretendAction::new)
        .forEach(all::add);
    return Types.of(all);
  }

  private static boolean isOfTests(PluginType<?> type) {
    return type.getClass().getPackage() == PretendTypes.class.getPackage();
  }

  /** Is described as the real one. */
  private abstract static class Pretend<P> implements PluginType<P> {
    final PluginType<P> real;

    Pretend(PluginType<P> real) {
      this.real = real;
    }

    @Override
    public String name() {
      return real.name();
    }

    @Override
    public String summary() {
      return real.summary();
    }

    @Override
    public List<Option<?>> options() {
      return real.options();
    }
  }

  private final class PretendCheck extends Pretend<Check> implements CheckType {
    PretendCheck(CheckType real) {
      super(real);
    }

    @Override
    public Check create(Options options) {
      String place = place(options);
      return context -> {
        long millis = 8 + Math.abs(place.hashCode() % 40) + context.clock().millis() / 1000 % 23;
        if (place.contains(".")) {
          context.phase("resolve", Duration.ofMillis(2));
          context.phase("connect", Duration.ofMillis(millis / 4));
          context.phase("tls", Duration.ofMillis(millis / 2));
          context.phase("first", Duration.ofMillis(millis / 4));
          context.phase("total", Duration.ofMillis(millis + 2));
        }
        passing.accept(Duration.ofMillis(millis + 2));
        return script.look(name(), place, context);
      };
    }

    private String place(Options options) {
      for (String name : PLACES) {
        for (Option<?> option : real.options()) {
          if (option.name().equals(name)) {
            return options.find(option).map(String::valueOf).orElse("");
          }
        }
      }
      return "";
    }
  }

  private final class PretendAction extends Pretend<Action> implements ActionType {
    PretendAction(ActionType real) {
      super(real);
    }

    @Override
    public Action create(Options options) {
      return (notification, context) -> {
        String why = broken.get(real.name());
        if (why != null) {
          throw new IOException(why);
        }
      };
    }
  }
}
