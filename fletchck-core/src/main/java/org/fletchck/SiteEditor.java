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
 * Whatever changes a part of the configuration goes through here, one after the other, so that no
 * change undoes another. Safe for use by several threads.
 */
public final class SiteEditor {

  private final Site site;
  private final @Nullable Path path;

  private SiteEditor(Site site, @Nullable Path path) {
    this.site = site;
    this.path = path;
  }

  /** Changes a site whose configuration stands in no file. */
  public static SiteEditor inMemory(Site site) {
    return new SiteEditor(site, null);
  }

  /** Changes a site whose configuration stands in this JSON file, which may be broken now. */
  public static SiteEditor inFile(Site site, Path file) {
    return new SiteEditor(site, file);
  }

  /** Returns why the configuration can't be changed here; empty if it can. */
  public Optional<String> readOnly() {
    return path == null ? Optional.empty() : AtomicFile.obstacle(path);
  }

  /**
   * Makes a change to the configuration as it stands in the file now, with what others have changed
   * there meanwhile, saves it and puts it in place.
   *
   * @param change gets the present configuration; what it throws ends this, and nothing is changed
   * @return what is wrong with the configuration then
   * @throws SiteFileException if the file can't be read or saved; nothing is changed then
   * @throws IllegalStateException if the site is closed
   */
  public List<Problem> edit(UnaryOperator<SiteConfig> change) throws SiteFileException {
    return edit(change, Map.of());
  }

  /**
   * Gives a check another name. What names it follows, and its state, history and what is to be
   * sent of it stay.
   *
   * @return what is wrong with the configuration then
   * @throws IllegalArgumentException if there is no such check, or one of the new name
   * @throws SiteFileException as {@link #edit}
   */
  public List<Problem> renameCheck(String from, String to) throws SiteFileException {
    return edit(config -> config.renamedCheck(from, to, site.types()), Map.of(to, from));
  }

  /**
   * Gives an action another name. What names it follows; what it was sent of failures is still
   * known, and what it has not delivered yet goes out under the new name in its order, which {@code
   * was} in its entry sees to.
   *
   * @return what is wrong with the configuration then
   * @throws IllegalArgumentException if there is no such action, or one of the new name
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
   * Puts the configuration in place that stands in the file now.
   *
   * @param evenIfUnchanged whether to do so also when it is the present one, for what it refers to
   *     may have changed
   * @return the file, if its configuration was put in place
   * @throws SiteFileException if the file can't be read; the present configuration stays then
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
