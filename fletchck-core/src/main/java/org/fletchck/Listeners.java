package org.fletchck;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifies all listeners, even if one of them throws. */
final class Listeners {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<SiteListener> all = new CopyOnWriteArrayList<>();

  void add(SiteListener listener) {
    all.add(listener);
  }

  void notify(Consumer<SiteListener> event) {
    for (SiteListener listener : all) {
      try {
        event.accept(listener);
      } catch (RuntimeException | Error e) { // a listener must not stop the engine
        LOG.error("listener {} failed", listener.getClass().getName(), e);
      }
    }
  }
}
