package org.fletchck.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium without a window, used as a person does: by labels, buttons and words. */
final class Browser implements AutoCloseable {

  private static final String CHROMIUM = "/usr/bin/chromium";
  private static final String DRIVER = "/usr/bin/chromedriver";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ChromeDriver driver;

  /** What a page is shown on. */
  enum Screen {
    DESKTOP(1280, 800),
    PHONE(390, 844);

    private final int width;
    private final int height;

    Screen(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  /** The colours that a person prefers. */
  enum Scheme {
    LIGHT,
    DARK
  }

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one with a profile in a folder; skips the test if there is none on this machine. */
  static Browser open(Path profile) {
    assumeTrue(
        Files.isExecutable(Path.of(CHROMIUM)) && Files.isExecutable(Path.of(DRIVER)),
        "no browser is installed; install Debian's packages chromium and chromium-driver");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM);
    options.setAcceptInsecureCerts(true);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--hide-scrollbars",
        "--no-first-run",
        "--user-data-dir=" + profile);
    System.setProperty(ChromeDriverService.CHROME_DRIVER_EXE_PROPERTY, DRIVER);
    return new Browser(new ChromeDriver(options));
  }

  /** Shows pages so from now on, without colours that change slowly. */
  void show(Screen screen, Scheme scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            screen.width,
            "height",
            screen.height,
            "deviceScaleFactor",
            1,
            "mobile",
            screen == Screen.PHONE));
    List<Map<String, String>> wishes =
        List.of(
            Map.of("name", "prefers-color-scheme", "value", scheme.name().toLowerCase(Locale.ROOT)),
            Map.of("name", "prefers-reduced-motion", "value", "reduce"));
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", wishes));
  }

  /** Lets pages run scripts from now on, or not. */
  void allowScripts(boolean allowed) {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
  }

  void go(String url) {
    driver.get(url);
  }

  String url() {
    return driver.getCurrentUrl();
  }

  /** Follows the link or presses the button that says this. */
  void press(String word) {
    String says = "[normalize-space(.)=" + quoted(word) + " and not(@aria-hidden)]";
    By place = By.xpath("//button" + says + "|//a" + says);
    awaiting(word).until(ExpectedConditions.elementToBeClickable(place)).click();
  }

  /** Types into the field of a label. */
  void type(String label, String text) {
    WebElement field = field(label);
    field.clear();
    field.sendKeys(text);
  }

  void choose(String label, String word) {
    new Select(field(label)).selectByVisibleText(word);
  }

  String typed(String label) {
    return String.valueOf(field(label).getDomProperty("value"));
  }

  private WebElement field(String label) {
    String says = "normalize-space(.)=" + quoted(label);
    String required = "normalize-space(.)=" + quoted(label + " (required)");
    By place = By.xpath("//*[@id=//label[" + says + " or " + required + "]/@for]");
    return awaiting(label).until(ExpectedConditions.visibilityOfElementLocated(place));
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  /** Waits until an element contains a text; fails with what is there instead. */
  void await(String css, String text) {
    By place = By.cssSelector(css);
    awaiting(text + " in " + css)
        .until(ExpectedConditions.textToBePresentInElementLocated(place, text));
  }

  /** Returns a wait for something, which shows the page when that doesn't come. */
  private FluentWait<WebDriver> awaiting(String what) {
    return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(100))
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> what + ", at " + url() + ":\n" + text("body"));
  }

  String text(String css) {
    return driver.findElement(By.cssSelector(css)).getText();
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Runs a script that calls its last argument with the result. */
  Object runUntilCalled(String script, Object... arguments) {
    return driver.executeAsyncScript(script, arguments);
  }

  /** Returns what is seen now, as PNG. */
  byte[] picture() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
