package org.fletchck.cli;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.NearMiss;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.Validation;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Types;

/**
 * A check given on the command line.
 *
 * @param name its name: the hostname it checks, else its type
 * @param config a site with only this check
 */
record AdHocCheck(String name, SiteConfig config) {

  /**
   * Creates a check from options such as {@code hostname=example.com}.
   *
   * @throws InputException if there is no such type, a word isn't {@code KEY=VALUE}, or the value
   *     of a list or a map can't be parsed
   */
  static AdHocCheck of(String typeName, List<String> words, Types types) {
    CheckType type =
        types.check(typeName).orElseThrow(() -> new InputException(unknown(typeName, types)));
    Map<String, Object> options = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new InputException(
            "expected an option such as hostname=example.com, found \"" + word + "\"");
      }
      String key = word.substring(0, equals);
      options.put(key, value(type, key, word.substring(equals + 1)));
    }
    String name = options.getOrDefault("hostname", typeName).toString();
    CheckConfig check = CheckConfig.of(name, typeName).with("options", options);
    return new AdHocCheck(name, SiteConfig.empty().withCheck(check));
  }

  /** Returns the problems, with paths as on the command line. */
  List<Problem> problems(Validation found) {
    return found.checkProblems(name).stream()
        .map(p -> new Problem(p.severity(), shortened(p.path()), p.message(), p.remedy()))
        .filter(p -> p.isError() || !p.path().isEmpty())
        .toList();
  }

  private static String shortened(String path) {
    int options = path.lastIndexOf(".options.");
    return options < 0 ? "" : path.substring(options + ".options.".length());
  }

  private static String unknown(String name, Types types) {
    List<String> known = types.checks().stream().map(CheckType::name).toList();
    Optional<String> near = NearMiss.nearest(name, known);
    return "there is no check type \""
        + name
        + "\"; "
        + near.map(found -> "did you mean \"" + found + "\"?")
            .orElse("known types: " + String.join(", ", known));
  }

  private static Object value(CheckType type, String key, String text) {
    return Stream.concat(type.options().stream(), CheckKeys.COMMON_OPTIONS.stream())
        .filter(option -> option.names().contains(key))
        .findFirst()
        .map(option -> plain(option, text))
        .orElse(text);
  }

  /** Returns the value as it would be in a file; validation reports invalid ones. */
  private static Object plain(Option<?> option, String text) {
    return switch (option.kind()) {
      case INTEGER, NUMBER, SECONDS -> number(text);
      case FLAG -> flag(text);
      case LIST, CHECKS -> CommaList.items(option, text);
      case MAP -> CommaList.entries(option, text);
      case TEXT, CHOICE -> text;
    };
  }

  private static Object number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private static Object flag(String text) {
    return text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
  }
}
