package org.fletchck;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each listener; one that throws doesn't keep the others from hearing. */
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
      } catch (RuntimeException | Error e) { // what hears must not stop what runs
        LOG.error("listener {} failed", listener.getClass().getName(), e);
      }
    }
  }
}
