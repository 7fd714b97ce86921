package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.fletchck.cli.Browser.Scheme;
import org.fletchck.cli.Browser.Screen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures of docs/screenshots when it is asked for by name; see CONTRIBUTING.md. */
class Screenshots {

  private static final Path FOLDER = Path.of("../docs/screenshots");
  private static final Duration PAST = Duration.ofDays(90);
  private static final int MOST_BYTES = 120_000;

  @TempDir private Path profile;

  @Test
  void takesScreenshotsOfEveryPage() throws IOException {
    Files.createDirectories(FOLDER);
    try (ExampleWorks works = new ExampleWorks(PAST);
        Browser browser = Browser.open(profile)) {
      browser.go(works.url() + "/login");
      take(browser, "login");
      works.logIn(browser);
      for (ExampleWorks.Page page : ExampleWorks.PAGES) {
        browser.go(works.url() + page.path());
        take(browser, page.name());
      }
    }
  }

  @Test
  void takesPictureOfReadme() throws IOException {
    try (DeadRouter site = new DeadRouter();
        Browser browser = Browser.open(profile)) {
      browser.show(Screen.DESKTOP, Scheme.LIGHT);
      site.show(browser);
      Files.write(FOLDER.resolve("root-cause.png"), SmallPng.of(browser.picture()));
    }
  }

  private static void take(Browser browser, String page) throws IOException {
    for (Screen screen : Screen.values()) {
      for (Scheme scheme : Scheme.values()) {
        browser.show(screen, scheme);
        String name = (page + "-" + screen + "-" + scheme + ".png").toLowerCase(Locale.ROOT);
        byte[] picture = SmallPng.of(browser.picture());
        assertThat(picture.length).as(name).isLessThan(MOST_BYTES);
        Files.write(FOLDER.resolve(name), picture);
      }
    }
  }
}
