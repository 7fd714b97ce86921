package org.fletchck.web.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Addresses of host names, resolved from time to time and never while somebody waits. A name that
 * can't be resolved keeps its previous addresses. Safe for use by several threads.
 */
public final class HostNames {

  private static final Logger LOG = LoggerFactory.getLogger(HostNames.class);

  /** The maximum number of names, and of addresses per name. */
  private static final int MOST = 50;

  private final Resolver resolver;
  private final AtomicBoolean isBusy = new AtomicBoolean();
  private volatile Map<String, Set<InetAddress>> known = Map.of();

  /** Resolves a name. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String name) throws UnknownHostException;
  }

  /** Creates an instance that uses the system's resolver. */
  public HostNames() {
    this(InetAddress::getAllByName);
  }

  HostNames(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Returns the last known addresses of a name; never blocks. */
  Set<InetAddress> of(String name) {
    return known.getOrDefault(name, Set.of());
  }

  /** Resolves names again and forgets all others; blocks, but only one thread at a time. */
  public void refresh(Collection<String> names) {
    if (!isBusy.compareAndSet(false, true)) {
      return;
    }
    try {
      Map<String, Set<InetAddress>> before = known;
      Map<String, Set<InetAddress>> now = new LinkedHashMap<>();
      names.stream().distinct().limit(MOST).forEach(name -> now.put(name, resolved(name, before)));
      known = Map.copyOf(now);
    } finally {
      isBusy.set(false);
    }
  }

  private Set<InetAddress> resolved(String name, Map<String, Set<InetAddress>> before) {
    try {
      return Set.copyOf(Arrays.stream(resolver.resolve(name)).limit(MOST).toList());
    } catch (UnknownHostException e) {
      Set<InetAddress> kept = before.get(name);
      if (kept == null) {
        LOG.warn("webui.proxies: unknown host {}; will look it up again", name);
      }
      return kept == null ? Set.of() : kept;
    }
  }
}
