package org.fletchck.web.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.Where;
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

  private static final String TELLS_NOBODY = "its failure would tell nobody";
  private static final Pattern PLACE =
      Pattern.compile("(?:checks|actions)\\.(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^.\"]+)");

  /**
   * Sorts problems.
   *
   * @param base what stands before every path in links
   */
  static Troubles of(List<Problem> problems, SiteConfig config, String base) {
    Map<String, Named> places = problems.isEmpty() ? Map.of() : places(config, base);
    List<Trouble> errors = new ArrayList<>();
    List<Trouble> silent = new ArrayList<>();
    List<Trouble> warnings = new ArrayList<>();
    for (Problem problem : problems) {
      Matcher place = PLACE.matcher(problem.path());
      Named named = place.lookingAt() ? places.get(place.group()) : null;
      Trouble trouble = new Trouble(problem, named);
      if (problem.isError()) {
        errors.add(trouble);
      } else if (named != null && problem.message().equals(TELLS_NOBODY)) {
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

  /** Returns the checks and actions by their paths. */
  private static Map<String, Named> places(SiteConfig config, String base) {
    Map<String, Named> places = new HashMap<>();
    for (String name : config.checks().keySet()) {
      places.put(Where.check(name), new Named(name, Links.check(base, name)));
    }
    for (String name : config.actions().keySet()) {
      places.put(Where.action(name), new Named(name, Links.action(base, name)));
    }
    return places;
  }

  /** A check or action, with the address of its page. */
  public record Named(String name, String link) {}

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
