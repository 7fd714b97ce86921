package org.fletchck.mqtt;

import org.jspecify.annotations.Nullable;

/** The connection of the running site, for actions that use it; set by the bridge. */
final class SiteConnection {

  private volatile @Nullable ReconnectingClient link;

  void set(@Nullable ReconnectingClient now) {
    link = now;
  }

  @Nullable ReconnectingClient get() {
    return link;
  }
}
