package org.fletchck.internal.plan;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.fletchck.state.SiteListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifies all listeners, even if one of them throws. */
public final class Listeners {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<SiteListener> all = new CopyOnWriteArrayList<>();

  public void add(SiteListener listener) {
    all.add(listener);
  }

  public void notify(Consumer<SiteListener> event) {
    for (SiteListener listener : all) {
      try {
        event.accept(listener);
      } catch (RuntimeException | Error e) { // a listener must not stop the engine
        LOG.error("listener {} failed", listener.getClass().getName(), e);
      }
    }
  }
}
