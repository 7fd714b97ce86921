package org.fletchck;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.ActionKeys;
import org.fletchck.config.AtomicFile;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.config.SiteFileException;
import org.fletchck.spi.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Changes the configuration of a running site: first in its file, if it has one, then in the site.
 * Every change to a part of the configuration goes through here, one after the other, so that no
 * change undoes another. Safe for use by multiple threads.
 */
public final class SiteEditor {

  private final Site site;
  private final @Nullable Path path;

  private SiteEditor(Site site, @Nullable Path path) {
    this.site = site;
    this.path = path;
  }

  /** Returns an editor for a site whose configuration is not in a file. */
  public static SiteEditor inMemory(Site site) {
    return new SiteEditor(site, null);
  }

  /**
   * Returns an editor for a site whose configuration is in this JSON file, which may be invalid
   * now.
   */
  public static SiteEditor inFile(Site site, Path file) {
    return new SiteEditor(site, file);
  }

  /** Returns why the configuration can't be changed here; empty if it can. */
  public Optional<String> readOnly() {
    return path == null ? Optional.empty() : AtomicFile.obstacle(path);
  }

  /**
   * Changes the configuration as it is in the file now, with what others have changed there in the
   * meantime, saves it and applies it.
   *
   * @param change gets the current configuration and returns the new one; if it throws, nothing is
   *     changed
   * @return the problems of the site afterwards, as {@link Site#problems}
   * @throws SiteFileException if the file can't be read or saved; then nothing is changed
   * @throws IllegalStateException if the site is closed
   */
  public List<Problem> edit(UnaryOperator<SiteConfig> change) throws SiteFileException {
    return edit(change, Map.of());
  }

  /**
   * Renames a check. References to it are updated; its state, history and pending notifications are
   * kept.
   *
   * @return the problems of the site afterwards, as {@link Site#problems}
   * @throws IllegalArgumentException if there is no such check, or already one with the new name
   * @throws SiteFileException as {@link #edit}
   */
  public List<Problem> renameCheck(String from, String to) throws SiteFileException {
    return edit(config -> config.renamedCheck(from, to, site.types()), Map.of(to, from));
  }

  /**
   * Renames an action. References to it are updated; what it was sent about failures is still
   * known, and what it has not delivered yet is sent under the new name in the same order, which
   * {@code was} in its entry ensures.
   *
   * @return the problems of the site afterwards, as {@link Site#problems}
   * @throws IllegalArgumentException if there is no such action, or already one with the new name
   * @throws SiteFileException as {@link #edit}
   */
  public List<Problem> renameAction(String from, String to) throws SiteFileException {
    return edit(
        config -> {
          SiteConfig renamed = config.renamedAction(from, to);
          ActionConfig action = renamed.actions().get(to);
          return action == null
              ? renamed
              : renamed.withAction(action.with(ActionKeys.WAS.name(), from));
        });
  }

  private synchronized List<Problem> edit(
      UnaryOperator<SiteConfig> change, Map<String, String> renamed) throws SiteFileException {
    if (path == null) {
      return site.apply(change.apply(site.config()), renamed);
    }
    SiteFile file = SiteFile.read(path);
    return site.apply(file.save(change.apply(file.config())).config(), renamed);
  }

  /**
   * Applies the configuration that is in the file now.
   *
   * @param evenIfUnchanged whether to do so even if it is the current one, because what it refers
   *     to may have changed
   * @return the file, if its configuration was applied
   * @throws SiteFileException if the file can't be read; then the current configuration stays
   */
  public synchronized Optional<SiteFile> reload(boolean evenIfUnchanged) throws SiteFileException {
    if (path == null) {
      return Optional.empty();
    }
    SiteFile file = SiteFile.read(path);
    if (!evenIfUnchanged && file.config().equals(site.config())) {
      return Optional.empty();
    }
    site.apply(file.config());
    return Optional.of(file);
  }
}
