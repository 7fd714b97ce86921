package org.fletchck.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.config.EntryKind;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.Validation;
import org.fletchck.spi.Problem;
import org.fletchck.web.view.Links;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the monitor itself.
 *
 * @param errors what can't be used
 * @param silent checks whose failure would tell nobody, if there are several
 * @param warnings the other ones
 */
public record Troubles(List<Trouble> errors, List<Trouble> silent, List<Trouble> warnings) {

  private static final Pattern PLACE =
      Pattern.compile(
          "(?:checks|actions)\\.(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*)\"|(?<plain>[^.\"]+))");

  /**
   * Sorts problems.
   *
   * @param base what stands before every path in links
   */
  static Troubles of(List<Problem> problems, SiteConfig config, String base) {
    List<Trouble> errors = new ArrayList<>();
    List<Trouble> silent = new ArrayList<>();
    List<Trouble> warnings = new ArrayList<>();
    for (Problem problem : problems) {
      Named named = named(problem.path(), config, base);
      Trouble trouble = new Trouble(problem, named);
      if (problem.isError()) {
        errors.add(trouble);
      } else if (named != null && problem.message().equals(Validation.TELLS_NOBODY)) {
        silent.add(trouble);
      } else {
        warnings.add(trouble);
      }
    }
    if (silent.size() == 1) {
      warnings.addAll(0, silent);
      silent.clear();
    }
    return new Troubles(errors, silent, warnings);
  }

  /** Returns what a path is about; null if that is neither a check nor an action, or is gone. */
  private static @Nullable Named named(String path, SiteConfig config, String base) {
    Matcher place = PLACE.matcher(path);
    if (!place.lookingAt()) {
      return null;
    }
    String plain = place.group("plain");
    String name = plain != null ? plain : place.group("quoted").replaceAll("\\\\(.)", "$1");
    boolean isCheck = path.startsWith(EntryKind.CHECK.key());
    EntryKind kind = isCheck ? EntryKind.CHECK : EntryKind.ACTION;
    return kind.names(config).contains(name) ? new Named(name, kind, base) : null;
  }

  /**
   * A check or action.
   *
   * @param base what stands before every path in links
   */
  public record Named(String name, EntryKind kind, String base) {
    /** Returns the address of its page. */
    public String link() {
      return kind == EntryKind.CHECK ? Links.check(base, name) : Links.action(base, name);
    }
  }

  /**
   * One of them.
   *
   * @param about the check or action that its path names; null if that is neither
   */
  public record Trouble(Problem problem, @Nullable Named about) {

    /** Returns what is wrong and what would work. */
    public String text() {
      String remedy = problem.remedy();
      return problem.message() + (remedy.isEmpty() ? "" : "; " + remedy);
    }
  }
}
