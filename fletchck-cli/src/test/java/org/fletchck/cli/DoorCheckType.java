package org.fletchck.cli;

import java.nio.file.Files;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Learns what stands in a file as a host key, and fails when that changes. */
@PluginApi(PluginApi.VERSION)
public final class DoorCheckType implements CheckType {

  private static final Option<String> PATH = Option.text("path", "Path of the file").required();
  private static final Option<String> HOSTKEY = Option.text("hostkey", "The key it must be");

  @Override
  public String name() {
    return "door";
  }

  @Override
  public String summary() {
    return "Passes while a file holds the same key.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(PATH, HOSTKEY);
  }

  @Override
  public Check create(Options options) {
    return context -> {
      String key = Files.readString(options.path(PATH));
      context.log("the key is " + key);
      return known(options, context).equals(key) || known(options, context).isEmpty()
          ? CheckResult.pass().learned("hostkey", key)
          : CheckResult.fail("host key changed").withTrustFailure(CheckResult.HOSTKEY);
    };
  }

  private static String known(Options options, CheckContext context) {
    String learned = context.previous().learned().getOrDefault("hostkey", "");
    return options.find(HOSTKEY).orElse(learned);
  }
}
