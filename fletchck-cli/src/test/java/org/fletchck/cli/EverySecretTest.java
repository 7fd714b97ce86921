package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No secret option of the distribution's types is shown, and none that sounds like one isn't. */
class EverySecretTest {

  private static final String SECRET = "s3cret/+\"word";

  static Stream<PluginType<?>> types() {
    Types types = Types.discover();
    return Stream.concat(types.checks().stream(), types.actions().stream());
  }

  @ParameterizedTest
  @MethodSource("types")
  void masksValuesOfSecretOptionsOnly(PluginType<?> type) {
    for (Option<?> option : type.options()) {
      for (String name : option.names()) {
        String shown = options(type, name, value(option)).withoutSecrets("said: " + SECRET + "!");
        assertThat(shown)
            .as(type.name() + " " + name)
            .isEqualTo("said: " + (option.isSecret() ? Options.MASK : SECRET) + "!");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void declaresPasswordsAndTokensAsSecret(PluginType<?> type) {
    assertThat(type.options())
        .filteredOn(option -> option.name().matches("(?i).*(password|token|apikey|secret).*"))
        .allMatch(Option::isSecret);
  }

  private static Object value(Option<?> option) {
    return option.kind() == Option.Kind.MAP ? Map.of("X-Key", SECRET) : SECRET;
  }

  private static Options options(PluginType<?> type, String name, Object value) {
    return type instanceof CheckType check
        ? CheckConfig.of("a", type.name()).option(name, value).options(check)
        : ActionConfig.of("a", type.name()).option(name, value).options((ActionType) type);
  }
}
