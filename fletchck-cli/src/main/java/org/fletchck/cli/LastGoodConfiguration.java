package org.fletchck.cli;

import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.config.SiteFileException;
import org.fletchck.state.Store;

/** Keeps the last good configuration in the store, in case the file is broken at a later start. */
final class LastGoodConfiguration {

  private static final String NOTE = "config";

  private LastGoodConfiguration() {}

  static void keep(Store store, SiteConfig config) {
    String text = SiteFile.format(config.raw());
    if (!text.equals(store.snapshot().metadata().get(NOTE))) {
      store.commit(Store.Commit.metadata(NOTE, text));
    }
  }

  /**
   * Returns the stored configuration, and prints a loud warning.
   *
   * @throws SiteFileException the given one, if none is stored
   */
  static SiteConfig instead(Store store, SiteFileException broken, SiteOptions site, Console screen)
      throws SiteFileException {
    String text = store.snapshot().metadata().get(NOTE);
    if (text == null) {
      throw broken;
    }
    screen.error(String.valueOf(broken.getMessage()));
    screen.error(
        "THE SITE FILE CAN'T BE USED: running on the last good configuration; correct the file, and"
            + " it is applied at once");
    return SiteConfig.of(SiteFile.parse(text)).inFolder(site.folder());
  }
}
