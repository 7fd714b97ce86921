package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.cli.Browser.Scheme;
import org.fletchck.cli.Browser.Screen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does on the pages of the packaged program, in a browser. */
@Tag("once")
class BrowserIT {

  @TempDir private static Path profile;
  private static Browser browser;

  @TempDir private Path folder;

  @BeforeAll
  static void openTheBrowser() {
    browser = Browser.open(profile);
  }

  @AfterAll
  static void closeTheBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void resetBrowser() {
    browser.show(Screen.DESKTOP, Scheme.LIGHT);
    browser.allowScripts(true);
  }

  @Test
  void updatesCheckStatusWithoutReload() throws Exception {
    Cli.site(folder, "{'grace': 0}");
    try (Nginx nginx = new Nginx(folder.resolve("nginx"));
        Launched program = Launched.fletchck(folder, "run", "--port", "0")) {
      nginx.start(204);
      browser.go(address(program));
      browser.press("Log in");
      browser.press("Add the first check");
      browser.press("https");
      fillIn("Office", nginx.port());
      browser.press("Save");

      browser.await("h1", "Office");
      browser.await("#state .state", "Pass");

      browser.press("Dashboard");
      browser.await("#checks", "Pass");
      mark();
      nginx.stop();
      browser.await("h1", "1 check fails");
      browser.await(".cause", "refused");
      browser.await("#checks", "refused");
      assertThat(isMarked()).as("the page is the same").isTrue();

      browser.press("Office");
      browser.await("#state .state", "Fail");
      browser.await("#state .reason", "refused");
      browser.await("#incidents", "Ongoing");
      mark();
      nginx.start(204);
      browser.await("#state .state", "Pass");
      assertThat(isMarked()).as("the page is the same").isTrue();

      browser.press("Delete");
      browser.await("h1", "Delete Office?");
      browser.press("Delete");
      browser.await("main", "Nothing is monitored yet");
      assertThat(folder.resolve("fletchck.conf")).content().doesNotContain("Office");
    }
  }

  @Test
  void worksWithoutJavaScript() throws Exception {
    Cli init = Cli.in(folder, "init", "--host", "localhost");
    String password = init.out().replaceFirst("(?s).*password +(\\S+).*", "$1");
    try (Nginx nginx = new Nginx(folder.resolve("nginx"));
        Launched program = Launched.fletchck(folder, "run", "--port", "0")) {
      nginx.start(204);
      browser.allowScripts(false);
      browser.go(address(program));
      browser.type("Name", "admin");
      browser.type("Password", password);
      browser.press("Log in");
      browser.await("h1", "No checks yet");
      assertThat(browser.run("return document.documentElement.className"))
          .as("what the script of the pages sets")
          .isEqualTo("");

      browser.press("New check");
      browser.press("tcp");
      browser.choose("type", "https");
      browser.press("Show the options of this type");
      fillIn("Office", nginx.port());
      browser.type("port", "many");
      browser.press("Save");
      browser.await(".field .error", "many");
      assertThat(browser.typed("hostname")).isEqualTo("127.0.0.1");

      browser.type("port", String.valueOf(nginx.port()));
      browser.press("Save");
      browser.await("h1", "Office");
      browser.press("Run now");
      browser.await("main", "passed");
      nginx.stop();
      browser.press("Continue");
      browser.press("Run now");
      browser.await("main", "refused");
      browser.press("Continue");

      browser.press("Pause");
      browser.await("#state .state", "Paused");
      browser.press("Unpause");
      browser.press("Rename");
      browser.type("New name", "Head office");
      browser.press("Rename");
      browser.await("h1", "Head office");
      browser.press("Delete");
      browser.press("Delete");
      browser.await("h1", "No checks yet");
      browser.press("Log out");
      browser.await("h1", "Log in");
    }
  }

  @Test
  void hasNoAccessibilityViolations() throws Exception {
    List<String> found = new ArrayList<>();
    try (ExampleWorks works = new ExampleWorks(Duration.ofDays(2))) {
      Axe axe = new Axe(browser);
      browser.go(works.url() + "/login");
      found.addAll(axe.findings("login"));
      works.logIn(browser);
      for (ExampleWorks.Page page : ExampleWorks.PAGES) {
        browser.go(works.url() + page.path());
        found.addAll(axe.findings(page.name()));
      }
      for (String more : List.of("/checks/Old%20printer/edit", "/checks/Wiki/rename", "/nowhere")) {
        browser.go(works.url() + more);
        found.addAll(axe.findings(more));
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void updatesRelativeTimesAndShowsFullTimesInSiteZone() throws Exception {
    try (ExampleWorks works = new ExampleWorks(Duration.ofDays(2))) {
      works.logIn(browser);
      browser.go(works.url() + "/");
      browser.await("#checks", "58 s"); // the time of the site stands still; it says 1 min
      browser.run(
          "document.querySelector('time.near')"
              + ".dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))");
      assertThat(browser.run("return document.querySelector('time.near').title").toString())
          .matches("2026-11-21 13:\\d\\d:\\d\\d Europe/Berlin");
    }
  }

  private static String address(Launched program) throws InterruptedException {
    return program.out().await("web pages at").replaceFirst(".*?(https?://\\S+).*", "$1");
  }

  private static void fillIn(String name, int port) {
    browser.type("name", name);
    browser.type("trigger", "1 sec");
    browser.type("hostname", "127.0.0.1");
    browser.type("port", String.valueOf(port));
    browser.choose("tls", "false");
  }

  /** A page that is loaded again forgets this. */
  private static void mark() {
    browser.run("window.marked = true");
  }

  private static boolean isMarked() {
    return Boolean.TRUE.equals(browser.run("return window.marked === true"));
  }
}
