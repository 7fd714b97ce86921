package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Problem;
import org.junit.jupiter.api.Test;

/** What holds for every check type. */
abstract class CheckTypeContract {

  /** Returns the type, made as a program makes it. */
  abstract CheckType type();

  /** Returns values for the options that have no default, and no others. */
  abstract Map<String, Object> required();

  /** Returns all options in their order with their documented defaults; "" for none. */
  abstract Map<String, String> defaults();

  @Test
  void hasNameAndSummary() {
    assertThat(type().name()).matches("[a-z]+");
    assertThat(type().summary()).endsWith(".").doesNotContain("\n");
  }

  @Test
  void describesEachOption() {
    assertThat(type().options()).allSatisfy(o -> assertThat(o.description()).isNotBlank());
  }

  @Test
  void hasTheDocumentedOptionsAndDefaults() {
    Map<String, String> found = new LinkedHashMap<>();
    type().options().forEach(o -> found.put(o.name(), o.fallbackText()));
    assertThat(found).containsExactlyEntriesOf(defaults());
  }

  @Test
  void marksExpectedOptionsAsRequired() {
    assertThat(type().options().stream().filter(Option::isRequired).map(Option::name))
        .containsExactlyInAnyOrderElementsOf(required().keySet());
  }

  @Test
  void createsCheckFromRequiredOptionsAlone() {
    Options options = Options.of(type().options(), required());
    assertThat(options.problems("")).isEmpty();
    assertThat(type().create(options)).isNotNull();
  }

  @Test
  void reportsEachMissingOption() {
    assertThat(Options.of(type().options(), Map.of()).problems("").stream().map(Problem::path))
        .containsExactlyInAnyOrderElementsOf(required().keySet());
  }

  @Test
  void masksSecrets() {
    Map<String, Object> raw = new LinkedHashMap<>(required());
    List<String> secrets =
        type().options().stream().filter(Option::isSecret).map(Option::name).toList();
    secrets.forEach(name -> raw.put(name, "hidden"));
    assertThat(Options.of(type().options(), raw).masked().values()).doesNotContain("hidden");
  }

  @Test
  void hasAPublicConstantForEachOption() {
    assertThat(type().getClass().getFields())
        .extracting(constant -> constant.get(null))
        .containsAll(type().options());
  }

  @Test
  void isRegisteredWithServiceLoader() {
    assertThat(ServiceLoader.load(CheckType.class).stream().map(ServiceLoader.Provider::type))
        .contains(type().getClass());
  }
}
