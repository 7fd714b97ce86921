package org.fletchck;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.config.SiteConfig;
import org.fletchck.schedule.Scheduler;
import org.fletchck.spi.Types;
import org.jspecify.annotations.Nullable;

/** What a site is made of; everything has a default but the types. */
public final class SiteBuilder {

  private final Types types;
  private final List<SiteListener> listeners = new ArrayList<>();
  private Store store = Store.inMemory();
  private @Nullable Scheduler scheduler;
  private boolean scheduled = true;

  SiteBuilder(Types types) {
    this.types = types;
  }

  /** Keeps states there; without this they are forgotten at the end. The site closes it. */
  public SiteBuilder store(Store place) {
    store = place;
    return this;
  }

  /** Takes time and threads from there; without this, the machine's. The site closes it. */
  public SiteBuilder scheduler(Scheduler source) {
    scheduler = source;
    return this;
  }

  /** Adds a listener that hears everything from the start. */
  public SiteBuilder listener(SiteListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Runs checks only when asked to, and judges a failure at once. */
  public SiteBuilder onDemand() {
    scheduled = false;
    return this;
  }

  /** Starts the site. Problems of the configuration don't keep it from starting. */
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
