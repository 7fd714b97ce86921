package org.fletchck.mqtt;

import org.jspecify.annotations.Nullable;

/** The connection of the running site, for actions that use it; the bridge puts it here. */
final class SiteLink {

  private volatile @Nullable Link link;

  void set(@Nullable Link now) {
    link = now;
  }

  @Nullable Link get() {
    return link;
  }
}
