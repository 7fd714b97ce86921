package org.fletchck.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.config.EntryKind;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.Validation;
import org.fletchck.spi.Problem;
import org.fletchck.web.layout.Links;
import org.jspecify.annotations.Nullable;

/**
 * The problems of the monitor itself.
 *
 * @param errors the errors
 * @param silent checks that notify nobody, if there are several
 * @param warnings the other warnings
 */
public record MonitorProblems(
    ProblemsOfKind errors, ProblemsOfKind silent, ProblemsOfKind warnings) {

  private static final int ENOUGH_ERRORS = 20;
  private static final int ENOUGH_SILENT = 12;
  private static final int ENOUGH_WARNINGS = 50;

  private static final Pattern PLACE =
      Pattern.compile(
          "(?:checks|actions)\\.(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*)\"|(?<plain>[^.\"]+))");

  /**
   * Sorts problems by kind.
   *
   * @param base the prefix of every path in links
   */
  static MonitorProblems of(List<Problem> problems, SiteConfig config, String base) {
    List<Problem> errors = new ArrayList<>();
    List<Problem> silent = new ArrayList<>();
    List<Problem> warnings = new ArrayList<>();
    for (Problem problem : problems) {
      if (problem.isError()) {
        errors.add(problem);
      } else if (problem.message().equals(Validation.NOTIFIES_NOBODY)) {
        silent.add(problem);
      } else {
        warnings.add(problem);
      }
    }
    if (silent.size() == 1) {
      warnings.addAll(0, silent);
      silent.clear();
    }
    return new MonitorProblems(
        some(errors, ENOUGH_ERRORS, config, base),
        some(silent, ENOUGH_SILENT, config, base),
        some(warnings, ENOUGH_WARNINGS, config, base));
  }

  private static ProblemsOfKind some(
      List<Problem> all, int enough, SiteConfig config, String base) {
    List<ProblemEntry> first =
        all.stream()
            .limit(enough)
            .map(p -> new ProblemEntry(p, named(p.path(), config, base)))
            .toList();
    return new ProblemsOfKind(first, all.size());
  }

  /** Returns the check or action that a path belongs to; null if there is none. */
  private static @Nullable NamedEntry named(String path, SiteConfig config, String base) {
    Matcher place = PLACE.matcher(path);
    if (!place.lookingAt()) {
      return null;
    }
    String plain = place.group("plain");
    String name = plain != null ? plain : place.group("quoted").replaceAll("\\\\(.)", "$1");
    boolean isCheck = path.startsWith(EntryKind.CHECK.key());
    EntryKind kind = isCheck ? EntryKind.CHECK : EntryKind.ACTION;
    return kind.names(config).contains(name) ? new NamedEntry(name, kind, base) : null;
  }

  /**
   * The problems of one kind.
   *
   * @param first those that are shown
   * @param all the number of all of them
   */
  public record ProblemsOfKind(List<ProblemEntry> first, int all) {

    /** Returns how many aren't shown. */
    public int more() {
      return all - first.size();
    }
  }

  /**
   * A check or action.
   *
   * @param base the prefix of every path in links
   */
  public record NamedEntry(String name, EntryKind kind, String base) {
    /** Returns the address of its page. */
    public String link() {
      return kind == EntryKind.CHECK ? Links.check(base, name) : Links.action(base, name);
    }
  }

  /**
   * A problem.
   *
   * @param about the check or action that it belongs to; null if there is none
   */
  public record ProblemEntry(Problem problem, @Nullable NamedEntry about) {

    /** Returns what is wrong and what would work. */
    public String text() {
      String remedy = problem.remedy();
      return problem.message() + (remedy.isEmpty() ? "" : "; " + remedy);
    }
  }
}
