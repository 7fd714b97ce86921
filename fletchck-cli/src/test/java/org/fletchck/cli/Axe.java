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
      const [options, done] = arguments;
      axe.run(document, { resultTypes: ["violations"], ...JSON.parse(options) }).then(
        (result) => done(result.violations
          .filter((found) => ["serious", "critical"].includes(found.impact))
          .flatMap((found) => found.nodes.map((node) =>
            found.id + ": " + node.target.join(" ") + ": " + node.failureSummary))),
        (error) => done(["axe failed: " + error]));
      """;

  // Colours depend on the scheme alone, everything else on the screen alone; colours take longest.
  private static final String CONTRAST_ONLY =
      "{\"runOnly\": {\"type\": \"rule\", \"values\": [\"color-contrast\"]}}";
  private static final String NO_CONTRAST =
      "{\"rules\": {\"color-contrast\": {\"enabled\": false}}}";

  private final Browser browser;

  Axe(Browser browser) {
    this.browser = browser;
  }

  /** Returns what is serious or critical on the page that is shown, on both screens and schemes. */
  List<String> findings(String page) {
    browser.run(SCRIPT);
    List<String> all = new ArrayList<>();
    all.addAll(findings(page, Screen.DESKTOP, Scheme.LIGHT, "{}"));
    all.addAll(findings(page, Screen.DESKTOP, Scheme.DARK, CONTRAST_ONLY));
    all.addAll(findings(page, Screen.PHONE, Scheme.LIGHT, NO_CONTRAST));
    return all;
  }

  private List<String> findings(String page, Screen screen, Scheme scheme, String options) {
    browser.show(screen, scheme);
    List<?> found = (List<?>) browser.runUntilCalled(SERIOUS, options);
    return found.stream().map(one -> page + " " + screen + " " + scheme + ": " + one).toList();
  }

  private static String script() {
    try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
