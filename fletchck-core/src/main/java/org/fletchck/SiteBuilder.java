package org.fletchck;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.config.SiteConfig;
import org.fletchck.schedule.Scheduler;
import org.fletchck.spi.Types;
import org.fletchck.state.SiteListener;
import org.fletchck.state.Store;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Site}; everything but the types has a default. */
public final class SiteBuilder {

  private final Types types;
  private final List<SiteListener> listeners = new ArrayList<>();
  private Store store = Store.inMemory();
  private @Nullable Scheduler scheduler;
  private boolean scheduled = true;

  SiteBuilder(Types types) {
    this.types = types;
  }

  /** Sets where states are kept; by default they are lost at the end. The site closes the store. */
  public SiteBuilder store(Store place) {
    store = place;
    return this;
  }

  /** Sets the source of time and threads, by default the machine's. The site closes it. */
  public SiteBuilder scheduler(Scheduler source) {
    scheduler = source;
    return this;
  }

  /** Adds a listener, which receives all events from the start. */
  public SiteBuilder listener(SiteListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Makes the site run checks only on request, and judge a failure at once. */
  public SiteBuilder onDemand() {
    scheduled = false;
    return this;
  }

  /** Starts the site. Problems in the configuration don't keep it from starting. */
  public Site open(SiteConfig config) {
    Site site = new Site(this);
    site.begin(config);
    return site;
  }

  Types types() {
    return types;
  }

  Store store() {
    return store;
  }

  Scheduler scheduler() {
    if (scheduler == null) {
      scheduler = Scheduler.system(InstantSource.system());
    }
    return scheduler;
  }

  List<SiteListener> listeners() {
    return listeners;
  }

  boolean isScheduled() {
    return scheduled;
  }
}
