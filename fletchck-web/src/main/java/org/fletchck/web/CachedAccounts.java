package org.fletchck.web;

import java.util.function.Supplier;
import org.fletchck.Site;
import org.fletchck.config.SiteConfig;
import org.fletchck.web.auth.Accounts;

/** The accounts of a site, read once for each configuration. */
final class CachedAccounts implements Supplier<Accounts> {

  private final Site site;
  private volatile Entry kept;

  CachedAccounts(Site site) {
    this.site = site;
    this.kept = read(site.config());
  }

  private record Entry(SiteConfig config, Accounts accounts) {}

  // A configuration is a value, but comparing two takes longer than reading the accounts of one.
  @SuppressWarnings("ReferenceEquality")
  @Override
  public Accounts get() {
    SiteConfig now = site.config();
    Entry last = kept;
    if (last.config != now) {
      last = read(now);
      kept = last;
    }
    return last.accounts;
  }

  private static Entry read(SiteConfig config) {
    return new Entry(config, Accounts.of(config));
  }
}
