package org.fletchck.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionValuesTest {

  private static final Option<Duration> WAIT = Option.seconds("wait", "Seconds to wait");
  private static final Option<List<String>> NAMES = Option.list("names", "Names").required();

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1e30", "1e-999999999", "1e999999999", "x", ""})
  void rejectsInvalidDurations(String wrong) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WAIT.read(wrong, warning -> {}))
        .withMessage("expected a number of seconds above 0, found \"" + wrong + '"');
  }

  @Test
  void acceptsFractionalSeconds() {
    assertThat(WAIT.read(1.5, warning -> {})).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void acceptsSingleStringAsListWithWarningUnlessAllowed() {
    Option<List<String>> singular = NAMES.alias("name");
    Options plural = Options.of(List.of(NAMES), Map.of("names", "a"));
    Options single = Options.of(List.of(singular), Map.of("name", "a"));
    Options either = Options.of(List.of(NAMES.acceptSingle()), Map.of("names", "a"));

    assertThat(plural.get(NAMES)).containsExactly("a");
    assertThat(plural.problems("")).hasSize(1);
    assertThat(single.get(singular)).containsExactly("a");
    assertThat(single.problems("")).isEmpty();
    assertThat(either.problems("")).isEmpty();
  }

  @Test
  void rejectsNonIntegersAndNumbersOutOfRange() {
    Option<Integer> port = Option.integer("port", "Port").between(1, 9);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> port.read("x", warning -> {}))
        .withMessage("expected a number from 1 to 9, found \"x\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> port.read(1.5, warning -> {}))
        .withMessage("expected a whole number from 1 to 9, found 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> port.read(10, warning -> {}))
        .withMessage("expected a whole number from 1 to 9, found 10");
  }

  @Test
  void treatsEmptyValueOfRequiredOptionAsMissing() {
    Options empty = Options.of(List.of(NAMES), Map.of("names", List.of()));

    assertThat(empty.missing()).extracting(Option::name).containsExactly("names");
    assertThat(empty.problems("x"))
        .extracting(Problem::toString)
        .containsExactly("x.names: is missing; needed: names");
  }

  @Test
  void keepsAbbreviationsWhenNamingMissingOptions() {
    Option<String> url = Option.text("url", "URL to call").required();
    Option<String> both = Option.text("both", "UDP and TCP port").required();
    Option<String> name = Option.text("name", "X").required();

    assertThat(Options.of(List.of(url, both, name), Map.of()).problems(""))
        .extracting(Problem::toString)
        .containsExactly(
            "url: is missing; needed: URL to call",
            "both: is missing; needed: UDP and TCP port",
            "name: is missing; needed: x");
  }

  @Test
  void resolvesPathsRelativeToSiteFolder() {
    Option<String> file = Option.text("file", "Path");
    Options options = Options.of(List.of(file), Map.of("file", "key")).inFolder(Path.of("/etc"));

    assertThat(options.path(file)).isEqualTo(Path.of("/etc/key"));
  }

  @Test
  void doesNotRevealReferencedValuesInMessages() {
    Option<Integer> port = Option.integer("port", "Port").between(1, 9);
    Options options =
        Options.of(List.of(port), Map.of("port", "${env:X}")).resolvedBy(text -> "hidden");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.get(port))
        .withMessage("option port: expected a number from 1 to 9")
        .withNoCause();
  }
}
