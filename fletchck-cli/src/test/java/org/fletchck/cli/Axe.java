package org.fletchck.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fletchck.cli.Browser.Scheme;
import org.fletchck.cli.Browser.Screen;

/** Looks for what keeps people from using a page, with axe-core. */
final class Axe {

  private static final String SCRIPT = script();

  private static final String SERIOUS =
      """
      const [rules, done] = arguments;
      const only = rules.length ? { runOnly: { type: "rule", values: rules } } : {};
      axe.run(document, { resultTypes: ["violations"], ...only }).then(
        (result) => done(result.violations
          .filter((found) => ["serious", "critical"].includes(found.impact))
          .flatMap((found) => found.nodes.map((node) =>
            found.id + ": " + node.target.join(" ") + ": " + node.failureSummary))),
        (error) => done(["axe failed: " + error]));
      """;

  private final Browser browser;

  Axe(Browser browser) {
    this.browser = browser;
  }

  /** Returns what is serious or critical on the page that is shown, on each screen and scheme. */
  List<String> findings(String page) {
    browser.run(SCRIPT);
    List<String> all = new ArrayList<>();
    for (Screen screen : Screen.values()) {
      for (Scheme scheme : Scheme.values()) {
        browser.show(screen, scheme);
        // Everything but the colours is the same in both schemes.
        List<String> rules = scheme == Scheme.LIGHT ? List.of() : List.of("color-contrast");
        List<?> found = (List<?>) browser.runUntilCalled(SERIOUS, rules);
        found.forEach(one -> all.add(page + " " + screen + " " + scheme + ": " + one));
      }
    }
    return all;
  }

  private static String script() {
    try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
