package org.fletchck.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Appends headlines to a file, so that a test can see what was sent. */
@PluginApi(PluginApi.VERSION)
public final class FileActionType implements ActionType {

  private static final Option<String> PATH = Option.text("path", "Path of the file").required();

  @Override
  public String name() {
    return "append";
  }

  @Override
  public String summary() {
    return "Appends to a file.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(PATH);
  }

  @Override
  public Action create(Options options) {
    Path file = options.path(PATH);
    return (notification, context) ->
        Files.writeString(
            file,
            notification.headline() + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
  }
}
