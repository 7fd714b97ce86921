package org.fletchck.web.api;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.EditRules;
import org.fletchck.config.EntryKind;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFileException;
import org.fletchck.spi.Problem;
import org.fletchck.web.http.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the changes of the configuration that callers of the API ask for. */
final class ConfigurationEdits {

  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationEdits.class);

  private final Site site;
  private final SiteEditor editor;

  ConfigurationEdits(Site site, SiteEditor editor) {
    this.site = site;
    this.editor = editor;
  }

  /**
   * Makes a change, saves it and applies it.
   *
   * @param what the change in words, for the log
   * @param change may throw a refusal, which is passed on
   * @return what is wrong with the whole configuration afterwards
   * @throws Refusal if the change can't be made, or would cause new errors
   */
  List<Problem> make(Request request, String what, Function<SiteConfig, EditResult> change) {
    return save(
        request,
        what,
        () ->
            editor.edit(
                before -> {
                  EditResult edited = change.apply(before);
                  refuse(before, edited.after(), edited.given());
                  return edited.after();
                }));
  }

  /** Makes a change, such as a pause, even if the result has errors. */
  List<Problem> makeAnyway(Request request, String what, UnaryOperator<SiteConfig> change) {
    return save(request, what, () -> editor.edit(change));
  }

  /** Renames a check or an action; throws what the editor throws. */
  List<Problem> rename(Request request, EntryKind kind, String from, String to) {
    return save(
        request,
        "renamed " + kind.word() + " " + from + " to " + to,
        () ->
            kind == EntryKind.CHECK ? editor.renameCheck(from, to) : editor.renameAction(from, to));
  }

  private List<Problem> save(Request request, String what, Saving saving) {
    editor
        .readOnly()
        .ifPresent(
            why -> {
              throw new Refusal(403, "the configuration is read-only: " + why);
            });
    List<Problem> problems;
    try {
      problems = saving.save();
    } catch (SiteFileException e) {
      throw new Refusal(409, "not saved: " + e.getMessage());
    }
    LOG.info("{} {}", oneLine(request.caller().name()), oneLine(what));
    return problems;
  }

  private void refuse(SiteConfig before, SiteConfig after, Set<String> given) {
    List<Problem> wrong = EditRules.refusals(before, after, site.types(), given);
    if (!wrong.isEmpty()) {
      throw Refusal.wrong(wrong);
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  /**
   * The result of a change.
   *
   * @param after the changed configuration
   * @param given the paths of values that were given again; see {@link EditRules}
   */
  record EditResult(SiteConfig after, Set<String> given) {}

  /** Changes the configuration. */
  @FunctionalInterface
  private interface Saving {
    List<Problem> save() throws SiteFileException;
  }
}
