package org.fletchck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.jspecify.annotations.Nullable;

/** A type of actions that fail while a test wants them to, and keep what they are sent else. */
public final class ScriptedActionType implements ActionType {

  public final List<Notification> sent = Collections.synchronizedList(new ArrayList<>());
  public volatile @Nullable Exception trouble;
  volatile Step before = () -> {};

  private final String name;

  public ScriptedActionType(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String summary() {
    return "Fails when it is asked to.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of();
  }

  @Override
  public Action create(Options options) {
    return (notification, context) -> {
      before.run();
      Exception now = trouble;
      if (now != null) {
        throw now;
      }
      sent.add(notification);
    };
  }

  public List<String> headlines() {
    synchronized (sent) {
      return sent.stream().map(Notification::headline).toList();
    }
  }

  /** What comes before telling. */
  interface Step {
    void run() throws Exception;
  }
}
