package org.fletchck.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.spi.Option;
import org.fletchck.spi.PluginType;

/** The beginning of a type's section in the documents, as the type declares itself. */
record TypeSection(PluginType<?> type) {

  private static final String NO_OPTIONS = "It has no options.";

  /** Puts this in place of what a document says of the type, or at its end. */
  String into(String document) {
    Matcher present =
        Pattern.compile(
                "(?m)^## %s\\n\\n[^\\n]+\\n\\n((\\|[^\\n]*\\n)+|%s\\n)"
                    .formatted(Pattern.quote(type.name()), Pattern.quote(NO_OPTIONS)))
            .matcher(document);
    return present.find()
        ? document.substring(0, present.start()) + text() + document.substring(present.end())
        : document + "\n" + text();
  }

  private String text() {
    List<String> lines = new ArrayList<>(List.of("## " + type.name(), "", type.summary(), ""));
    if (type.options().isEmpty()) {
      lines.add(NO_OPTIONS);
    } else {
      lines.add("| Option | Value | Default | Meaning |");
      lines.add("|---|---|---|---|");
      type.options().forEach(option -> lines.add(row(option)));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String row(Option<?> option) {
    List<String> names = option.names().stream().map(name -> "`" + name + "`").toList();
    OptionText text = new OptionText(option);
    List<String> cells =
        List.of(String.join(" or ", names), text.value(), text.fallback(), option.description());
    return "| " + String.join(" | ", cells.stream().map(TypeSection::cell).toList()) + " |";
  }

  private static String cell(String text) {
    return text.isEmpty() ? "-" : text.replace("|", "\\|").replace("*", "\\*");
  }
}
