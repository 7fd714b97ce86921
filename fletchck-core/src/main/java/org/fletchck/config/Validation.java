package org.fletchck.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fletchck.spi.Problem;

/** Everything that is wrong with a site, as a value. */
public final class Validation {

  /** The message of a warning that may occur many times, for code that shows them together. */
  public static final String NOTIFIES_NOBODY = "nobody is notified of its failure";

  private final List<Problem> problems;
  private final Map<String, List<Problem>> byCheck;
  private final Map<String, List<Problem>> byAction;
  private final Set<String> inertChecks;
  private final Set<String> inertActions;

  private Validation(Collector found) {
    problems = List.copyOf(found.problems);
    byCheck = found.byCheck;
    byAction = found.byAction;
    inertChecks = found.inertChecks;
    inertActions = found.inertActions;
  }

  /**
   * Returns all problems: of the site, of the actions and of the checks in order, then those of the
   * relations between checks.
   */
  public List<Problem> problems() {
    return problems;
  }

  /** Returns whether any of the problems is an error. */
  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }

  /** Returns whether a check has errors and can't run. */
  public boolean isMisconfiguredCheck(String name) {
    return inertChecks.contains(name);
  }

  /** Returns whether an action has errors, or is incomplete, and can't send. */
  public boolean isMisconfiguredAction(String name) {
    return inertActions.contains(name);
  }

  /** Returns the problems of one check. */
  public List<Problem> checkProblems(String name) {
    return List.copyOf(byCheck.getOrDefault(name, List.of()));
  }

  /** Returns the problems of one action. */
  public List<Problem> actionProblems(String name) {
    return List.copyOf(byAction.getOrDefault(name, List.of()));
  }

  /** Collects problems as they are found. */
  static final class Collector {
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, List<Problem>> byCheck = new LinkedHashMap<>();
    private final Map<String, List<Problem>> byAction = new LinkedHashMap<>();
    private final Set<String> inertChecks = new LinkedHashSet<>();
    private final Set<String> inertActions = new LinkedHashSet<>();

    void site(Problem problem) {
      problems.add(problem);
    }

    void check(String name, Problem problem) {
      problems.add(problem);
      byCheck.computeIfAbsent(name, n -> new ArrayList<>()).add(problem);
    }

    void action(String name, Problem problem) {
      problems.add(problem);
      byAction.computeIfAbsent(name, n -> new ArrayList<>()).add(problem);
    }

    void misconfiguredCheck(String name) {
      inertChecks.add(name);
    }

    void misconfiguredAction(String name) {
      inertActions.add(name);
    }

    boolean isMisconfiguredCheck(String name) {
      return inertChecks.contains(name);
    }

    boolean isMisconfiguredAction(String name) {
      return inertActions.contains(name);
    }

    Validation done() {
      return new Validation(this);
    }
  }
}
