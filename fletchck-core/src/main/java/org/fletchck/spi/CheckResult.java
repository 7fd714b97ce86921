package org.fletchck.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The result of one run. Start with the factory method for the outcome and add to it; each method
 * returns a new instance.
 */
public final class CheckResult {

  /** The kind of trust failure when a certificate isn't trusted. */
  public static final String CERTIFICATE = "certificate";

  /** The kind of trust failure when a host key isn't the known one. */
  public static final String HOSTKEY = "hostkey";

  private final Verdict verdict;
  private final @Nullable String reason;
  private final List<String> members;
  private final @Nullable String level;
  private final @Nullable String trustFailure;
  private final Map<String, String> details;
  private final Map<String, String> learned;

  private CheckResult(Draft d) {
    verdict = d.verdict;
    reason = d.reason;
    members = List.copyOf(d.members);
    level = d.level;
    trustFailure = d.trustFailure;
    details = Collections.unmodifiableMap(d.details);
    learned = Collections.unmodifiableMap(d.learned);
  }

  /** Returns a result that passed. */
  public static CheckResult pass() {
    return new CheckResult(new Draft(Verdict.PASSED, null, List.of()));
  }

  /** Returns a result that passed, with a short text that says more, such as {@code HTTP 200}. */
  public static CheckResult pass(String reason) {
    return new CheckResult(new Draft(Verdict.PASSED, reason, List.of()));
  }

  /** Returns a result that failed, with the cause for people. */
  public static CheckResult fail(String reason) {
    return new CheckResult(new Draft(Verdict.FAILED, reason, List.of()));
  }

  /** Returns a result that failed because of these members, given in the order of their runs. */
  public static CheckResult failing(List<String> members) {
    return new CheckResult(
        new Draft(Verdict.FAILED, "failing: " + String.join(", ", members), members));
  }

  /** Returns an unknown result, because these members can't be judged. */
  public static CheckResult unreachable(List<String> members) {
    return new CheckResult(
        new Draft(Verdict.UNKNOWN, "cannot be judged: " + String.join(", ", members), members));
  }

  /** Returns this result with other failing members and the reason of {@link #failing}. */
  public CheckResult withFailing(List<String> names) {
    CheckResult now = failing(names);
    Draft d = new Draft(now);
    d.level = level;
    d.details.putAll(details);
    d.learned.putAll(learned);
    return new CheckResult(d);
  }

  /** Adds a short text shown beside the status, such as {@code 91%} or {@code 23 days}. */
  public CheckResult withLevel(String text) {
    Draft d = new Draft(this);
    d.level = text;
    return new CheckResult(d);
  }

  /**
   * Marks this as a trust failure: {@link #CERTIFICATE} or {@link #HOSTKEY}. Trust failures don't
   * block other checks.
   */
  public CheckResult withTrustFailure(String kind) {
    Draft d = new Draft(this);
    d.trustFailure = kind;
    return new CheckResult(d);
  }

  /** Adds a fact that is kept with the run, such as the issuer of a certificate. */
  public CheckResult withDetail(String name, String value) {
    Draft d = new Draft(this);
    d.details.put(name, value);
    return new CheckResult(d);
  }

  /**
   * Proposes something to remember for later runs; see {@link CheckState#learned()}. It is kept and
   * shown unmasked, so it must not contain a secret.
   */
  public CheckResult learned(String name, String value) {
    Draft d = new Draft(this);
    d.learned.put(name, value);
    return new CheckResult(d);
  }

  /**
   * Returns this result with a function applied to its texts: reason, level, details, and the trust
   * failure unless it is one of the known kinds. What was learned stays unchanged.
   */
  public CheckResult withTexts(UnaryOperator<String> change) {
    Draft d = new Draft(verdict, changed(reason, change), members);
    d.level = changed(level, change);
    d.trustFailure = isTrustFailure(trustFailure) ? trustFailure : changed(trustFailure, change);
    details.forEach((name, value) -> d.details.put(change.apply(name), changed(value, change)));
    d.learned.putAll(learned);
    return new CheckResult(d);
  }

  /** Returns whether this is a known kind of trust failure; false for null. */
  public static boolean isTrustFailure(@Nullable String kind) {
    return CERTIFICATE.equals(kind) || HOSTKEY.equals(kind);
  }

  private static @Nullable String changed(@Nullable String text, UnaryOperator<String> change) {
    return text == null ? null : change.apply(text);
  }

  /** Returns the outcome. */
  public Verdict verdict() {
    return verdict;
  }

  /** Returns the cause of a failure, or a remark about a pass. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /** Returns the members that fail or can't be judged, in the order of their runs. */
  public List<String> members() {
    return members;
  }

  /** Returns the short text shown beside the status. */
  public Optional<String> level() {
    return Optional.ofNullable(level);
  }

  /** Returns the kind of trust failure. */
  public Optional<String> trustFailure() {
    return Optional.ofNullable(trustFailure);
  }

  /** Returns the facts kept with the run, in the order in which they were added. */
  public Map<String, String> details() {
    return details;
  }

  /** Returns what the check proposes to remember. */
  public Map<String, String> learned() {
    return learned;
  }

  @Override
  public String toString() {
    return verdict + (reason == null ? "" : ": " + reason);
  }

  private static final class Draft {
    final Verdict verdict;
    final @Nullable String reason;
    final List<String> members;
    @Nullable String level;
    @Nullable String trustFailure;
    final Map<String, String> details = new LinkedHashMap<>();
    final Map<String, String> learned = new LinkedHashMap<>();

    Draft(Verdict verdict, @Nullable String reason, List<String> members) {
      this.verdict = verdict;
      this.reason = reason;
      this.members = members;
    }

    Draft(CheckResult r) {
      this(r.verdict, r.reason, r.members);
      level = r.level;
      trustFailure = r.trustFailure;
      details.putAll(r.details);
      learned.putAll(r.learned);
    }
  }
}
