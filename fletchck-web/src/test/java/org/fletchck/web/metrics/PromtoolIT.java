package org.fletchck.web.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.fletchck.Site;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckResult;
import org.fletchck.web.Stubs;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Routes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromtoolIT {

  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
  private static final int LIMIT = 30;

  @TempDir private Path folder;

  @Test
  void passesPromtoolCheck() throws Exception {
    assumeTrue(Files.isExecutable(PROMTOOL), "promtool is missing: install prometheus");
    Stubs stubs = new Stubs();
    stubs.at(
        "web",
        CheckResult.fail("broken")
            .withLevel("12 days")
            .withDetail("notAfter", "2027-01-01T00:00:00Z"));
    SiteConfig config =
        SiteConfig.empty()
            .with("grace", 0)
            .withAction(ActionConfig.of("mail", "box"))
            .withCheck(
                CheckConfig.of("we\"b\n\\", "https")
                    .option("hostname", "web")
                    .every(Duration.ofMinutes(10))
                    .actions("mail"));
    try (Site site = Site.with(stubs.types()).open(config)) {
      site.run("we\"b\n\\");
      Routes routes = new Routes();
      new Metrics(site).addTo(routes);
      byte[] text = routes.handle(Request.get("/metrics")).body();

      assertThat(new String(text, UTF_8)).contains("fletchck_check_level{");
      assertThat(check(text)).isEmpty();
    }
  }

  /** Returns what promtool says, and its exit code unless that is 0. */
  private String check(byte[] text) throws IOException, InterruptedException {
    Path input = Files.write(folder.resolve("metrics"), text);
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(LIMIT, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(output);
    return process.exitValue() == 0 ? said : said + "exit " + process.exitValue();
  }
}
