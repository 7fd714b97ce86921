package org.fletchck.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Passes while a file exists: something that a test can break and mend. */
@PluginApi(PluginApi.VERSION)
public final class FileCheckType implements CheckType {

  private static final Option<String> PATH = Option.text("path", "Path of the file").required();
  private static final Option<List<String>> TAGS = Option.list("tags", "Words to log");
  private static final Option<String> PASSWORD = Option.secret("password", "What to fail with");
  private static final Option<Boolean> LOUD = Option.flag("loud", "Log more").orElse(false);

  @Override
  public String name() {
    return "file";
  }

  @Override
  public String summary() {
    return "Passes while a file exists.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(PATH, TAGS, PASSWORD, LOUD, Option.timeout(5));
  }

  @Override
  public Check create(Options options) {
    return context -> {
      context.log("looked at " + options.get(PATH));
      options.find(TAGS).ifPresent(tags -> context.log("tags " + tags));
      context.phase("look", Duration.ofMillis(3));
      if (options.has(PASSWORD)) {
        IOException cause = new IOException("bad login");
        throw new IllegalStateException("can't use " + options.get(PASSWORD), cause);
      }
      return Files.exists(options.path(PATH))
          ? CheckResult.pass().withLevel("there")
          : CheckResult.fail(options.get(PATH) + " is missing").withLevel("gone");
    };
  }
}
