package org.fletchck.actions;

import java.util.List;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;
import org.slf4j.LoggerFactory;

/** Writes a line to fletchck's own log, at level WARN: {@code NAME (TYPE): FAIL reason}. */
@PluginApi(PluginApi.VERSION)
public final class LogActionType implements ActionType {

  @Override
  public String name() {
    return "log";
  }

  @Override
  public String summary() {
    return "Writes a line to fletchck's own log.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of();
  }

  @Override
  public Action create(Options options) {
    return new LogAction(LoggerFactory.getLogger(LogAction.class));
  }
}
