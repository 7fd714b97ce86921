package org.fletchck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.config.SiteFile;
import org.fletchck.spi.Option;

/**
 * Finds an example of a type: for a built-in type the first one in its section of the documents,
 * which are part of the jar; for others one with the required options.
 */
final class Examples {

  private static final Pattern EXAMPLE = Pattern.compile("(?s)\n```json\n(.*?)\n```\n");

  private Examples() {}

  /** Returns one or more entries for the object of the site file that holds such types. */
  static String of(TypeText text) {
    Optional<String> written =
        Plugins.origin(text.type()).isPresent() ? Optional.empty() : written(text);
    return written.orElseGet(() -> made(text));
  }

  private static Optional<String> written(TypeText text) {
    String document = document(text.kind().key + ".md");
    int start = document.indexOf("\n## " + text.type().name() + "\n");
    int end = document.indexOf("\n## ", start + 1);
    String section = start < 0 ? "" : document.substring(start, end < 0 ? document.length() : end);
    Matcher example = EXAMPLE.matcher(section);
    return example.find() ? Optional.of(example.group(1)) : Optional.empty();
  }

  private static String document(String name) {
    try (InputStream in = Examples.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String made(TypeText text) {
    Map<String, Object> options = new LinkedHashMap<>();
    text.type().options().stream()
        .filter(Option::isRequired)
        .forEach(option -> options.put(option.name(), placeholder(option)));
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("type", text.type().name());
    if (text.kind() == TypeText.Kind.CHECK) {
      entry.put("trigger", Map.of("interval", Map.of("minutes", 5)));
    }
    entry.put("options", options);
    String site = SiteFile.format(Map.of("my " + text.type().name(), entry));
    return site.strip().replaceAll("(?m)^  ", "").replaceAll("^\\{\\n|\\n}$", "");
  }

  private static Object placeholder(Option<?> option) {
    String name = option.name().toUpperCase(Locale.ROOT);
    Double least = option.least();
    return switch (option.kind()) {
      case TEXT -> option.name().equals("hostname") ? "host.example.com" : name;
      case INTEGER, NUMBER, SECONDS -> least == null ? 1 : Math.max(1, (int) Math.ceil(least));
      case FLAG -> true;
      case CHOICE -> option.choices().get(0);
      case LIST, CHECKS -> List.of(name);
      case MAP -> Map.of("NAME", "TEXT");
    };
  }
}
