package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fletchck.config.ActionKeys;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.MqttKeys;
import org.fletchck.config.SiteKeys;
import org.fletchck.config.Validation;
import org.fletchck.config.WebuiKeys;
import org.fletchck.spi.Option;
import org.fletchck.spi.PluginType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gives every option that is declared anywhere values of all kinds. */
class OptionSchemaTest {

  /** Values of all kinds, some of which each option takes. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "1",
          "2.0",
          "2.5",
          "-1",
          "60",
          "1e9",
          "''",
          "' '",
          "'x'",
          "'1'",
          "' 60 '",
          "'1.5'",
          "'2e1'",
          "'TRUE'",
          "'no'",
          "'/'",
          "'a@b.c'",
          "'smtp'",
          "'UTC'",
          "'2026-11-21T18:00:00Z'",
          "'${env:NOT_SET_HERE}'",
          "'${file:missing}'",
          "'${x}'",
          "[]",
          "[null]",
          "['x', 1]",
          "[[]]",
          "{}",
          "{'a': 1}",
          "{'a': []}");

  static Stream<String> placesOfEveryOption() {
    List<String> places = new ArrayList<>();
    SiteKeys.ALL.forEach(key -> places.add("{'" + key + "': %s}"));
    WebuiKeys.ALL.forEach(key -> places.add("{'webui': {'" + key + "': %s}}"));
    MqttKeys.ALL.forEach(key -> places.add("{'mqtt': {'" + key + "': %s}}"));
    CheckKeys.ALL.forEach(
        key -> places.add("{'checks': {'a': {'type': 'disk', '" + key + "': %s}}}"));
    ActionKeys.ALL.forEach(
        key -> places.add("{'actions': {'a': {'type': 'log', '" + key + "': %s}}}"));
    Schemas.TYPES.checks().forEach(type -> placesOf(type, "checks", places));
    Schemas.TYPES.actions().forEach(type -> placesOf(type, "actions", places));
    return places.stream().distinct();
  }

  /** Puts an option beside those that some type requires, but for itself under another name. */
  private static void placesOf(PluginType<?> type, String section, List<String> places) {
    List<String> needed =
        List.of("hostname 'h'", "port 1", "command ['x']", "path 'x'", "recipients ['a@b.c']");
    for (Option<?> option : type.options()) {
      String others =
          needed.stream()
              .map(other -> other.split(" ", 2))
              .filter(other -> !option.names().contains(other[0]))
              .map(other -> "'%s': %s, ".formatted(other[0], other[1]))
              .collect(Collectors.joining());
      for (String name : option.names()) {
        places.add(
            "{'%s': {'a': {'type': '%s', 'options': {%s'%s': %%s}}}}"
                .formatted(section, type.name(), others, name));
      }
    }
  }

  /** The other way round a rule of a key or type may refuse what its schema doesn't. */
  @ParameterizedTest
  @MethodSource("placesOfEveryOption")
  void acceptsEveryValueThatValidationAccepts(String place) {
    for (String value : VALUES) {
      String site = place.formatted(value);
      Validation found = Schemas.validation(site);
      if (!found.hasErrors() && !found.isMisconfiguredAction("a")) {
        assertThat(Schemas.errors(site)).as(site).isEmpty();
      }
    }
  }
}
