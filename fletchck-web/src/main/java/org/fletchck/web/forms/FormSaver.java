package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.EditRules;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFileException;
import org.fletchck.spi.Problem;
import org.fletchck.web.forms.Attempt.End;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves changes from pages, but only if nobody else has changed the same part since the form was
 * made, the rules for edits from outside the file allow it, and it introduces no new errors.
 */
final class FormSaver {

  private static final Logger LOG = LoggerFactory.getLogger(FormSaver.class);

  private final Site site;
  private final SiteEditor editor;

  FormSaver(Site site, SiteEditor editor) {
    this.site = site;
    this.editor = editor;
  }

  /**
   * Saves a form.
   *
   * @param note who did what, for the log
   */
  Attempt save(String note, EditForm form, FormInput formInput) {
    String mark = formInput.text(FormView.MARK).orElse("");
    return attempt(
        note,
        now -> {
          Draft draft = form.draft(now, formInput);
          if (!draft.mark().equals(mark)) {
            throw new SaveException(new Attempt(End.CONFLICT, now, List.of()));
          }
          return draft;
        });
  }

  /** Makes a change without a form, which may refuse it by an IllegalArgumentException. */
  Attempt change(String note, UnaryOperator<SiteConfig> change) {
    return attempt(note, now -> new Draft("", change.apply(now), List.of(), Set.of()));
  }

  /** A change with a method of its own in the editor, such as a rename. */
  @FunctionalInterface
  interface SpecialChange {
    void run() throws SiteFileException;
  }

  /** Makes a special change. */
  Attempt special(String note, SpecialChange change) {
    try {
      refuseIfReadOnly();
      change.run();
      LOG.info("{}", note);
      return new Attempt(End.SAVED, site.config(), List.of());
    } catch (SaveException stop) {
      return stop.attempt;
    } catch (SiteFileException | IllegalArgumentException e) {
      return refused(e);
    }
  }

  private Attempt attempt(String note, Function<SiteConfig, Draft> draft) {
    try {
      refuseIfReadOnly();
      editor.edit(now -> checked(now, draft.apply(now)));
      LOG.info("{}", note);
      return new Attempt(End.SAVED, site.config(), List.of());
    } catch (SaveException stop) {
      return stop.attempt;
    } catch (SiteFileException | IllegalArgumentException e) {
      return refused(e);
    }
  }

  private void refuseIfReadOnly() {
    editor
        .readOnly()
        .ifPresent(
            why -> {
              throw new SaveException(refused(why));
            });
  }

  private SiteConfig checked(SiteConfig now, Draft draft) {
    List<Problem> problems = new ArrayList<>(draft.wrong());
    if (problems.isEmpty() && draft.after().equals(now)) {
      throw new SaveException(new Attempt(End.SAVED, now, List.of()));
    }
    problems.addAll(EditRules.refusals(now, draft.after(), site.types(), draft.given()));
    if (!problems.isEmpty()) {
      throw new SaveException(new Attempt(End.REFUSED, now, problems));
    }
    return draft.after();
  }

  private Attempt refused(Exception e) {
    return refused(String.valueOf(e.getMessage()));
  }

  private Attempt refused(String why) {
    return new Attempt(End.REFUSED, site.config(), List.of(Problem.error("", why, "")));
  }

  /** Aborts an edit. */
  private static final class SaveException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Attempt attempt;

    SaveException(Attempt attempt) {
      super(null, null, false, false);
      this.attempt = attempt;
    }
  }
}
