package org.fletchck.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An option of a type, declared once: its name, kind, description, default and limits. Reading,
 * validation, forms, help, schema and documentation all follow from it.
 *
 * <p>Start with the factory method for the kind and add what is needed; each method returns a new
 * instance:
 *
 * <pre>{@code
 * Option<Integer> PORT = Option.integer("port", "TCP port").between(1, 65535).orElse(443);
 * }</pre>
 *
 * @param <T> the Java type of its values
 */
public final class Option<T> {

  /** The form of an option's values in a file or on a page. */
  public enum Kind {
    /** A string. */
    TEXT,
    /** A whole number. */
    INTEGER,
    /** A number. */
    NUMBER,
    /** A number of seconds. */
    SECONDS,
    /** True or false. */
    FLAG,
    /** One of a few words. */
    CHOICE,
    /** A list of strings. */
    LIST,
    /** An object of names and strings. */
    MAP,
    /** A list of names of checks, which follows when a check is renamed. */
    CHECKS
  }

  private final Spec<T> spec;
  private final List<String> names;

  private Option(Spec<T> spec) {
    this.spec = spec;
    List<String> all = new ArrayList<>(spec.aliases);
    all.add(0, spec.name);
    names = List.copyOf(all);
  }

  /** Declares a string. Numbers and booleans in a file are accepted as they are spelled. */
  public static Option<String> text(String name, String description) {
    return new Option<>(new Spec<>(name, Kind.TEXT, description, OptionValues::text));
  }

  /** Declares a string that is never shown, logged or sent to a browser. */
  public static Option<String> secret(String name, String description) {
    return text(name, description).secret();
  }

  /** Declares a whole number. */
  public static Option<Integer> integer(String name, String description) {
    return new Option<>(new Spec<>(name, Kind.INTEGER, description, OptionValues::integer));
  }

  /** Declares a number. */
  public static Option<Double> number(String name, String description) {
    return new Option<>(new Spec<>(name, Kind.NUMBER, description, OptionValues::number));
  }

  /** Declares a duration in seconds, greater than zero; decimals are allowed. */
  public static Option<Duration> seconds(String name, String description) {
    return new Option<>(new Spec<>(name, Kind.SECONDS, description, OptionValues::seconds));
  }

  /** Declares {@code timeout}, the time limit of one attempt, which the engine enforces. */
  public static Option<Duration> timeout(int seconds) {
    return seconds("timeout", "Time limit of one attempt in seconds, everything included")
        .between(0.001, 86_400)
        .orElse(Duration.ofSeconds(seconds));
  }

  /** Declares a boolean. */
  public static Option<Boolean> flag(String name, String description) {
    return new Option<>(new Spec<>(name, Kind.FLAG, description, OptionValues::flag));
  }

  /** Declares one of a few words, given in lower case. */
  public static Option<String> choice(String name, String description, String... words) {
    Spec<String> spec = new Spec<>(name, Kind.CHOICE, description, OptionValues::choice);
    spec.choices = List.of(words);
    return new Option<>(spec);
  }

  /** Declares a list of strings. */
  public static Option<List<String>> list(String name, String description) {
    return new Option<>(new Spec<>(name, Kind.LIST, description, OptionValues::list));
  }

  /** Declares an object of names and strings, such as headers. */
  public static Option<Map<String, String>> map(String name, String description) {
    return new Option<>(new Spec<>(name, Kind.MAP, description, OptionValues::map));
  }

  /** Declares a list of names of checks that this one runs. */
  public static Option<List<String>> checks(String name, String description) {
    return new Option<>(new Spec<>(name, Kind.CHECKS, description, OptionValues::list));
  }

  /** Sets the default. */
  public Option<T> orElse(T value) {
    return with(s -> s.fallback = value);
  }

  /** Describes a default that depends on other options, for people. */
  public Option<T> describeDefault(String description) {
    return with(s -> s.fallbackText = description);
  }

  /** Accepts a single string for a list of one. */
  public Option<T> acceptSingle() {
    return with(s -> s.oneAllowed = true);
  }

  /** Makes a value required. */
  public Option<T> required() {
    return with(s -> s.required = true);
  }

  /** Limits a number to a range, both ends included. */
  public Option<T> between(double least, double most) {
    return with(
        s -> {
          s.least = least;
          s.most = most;
        });
  }

  /**
   * Sets a rule that values must satisfy. It throws {@link IllegalArgumentException} with a message
   * that says what it expected.
   */
  public Option<T> check(Consumer<? super T> rule) {
    return with(s -> s.rule = rule);
  }

  /**
   * Accepts another name for this option too. For a list it is typically the singular, such as
   * {@code recipient}, and a single string is accepted for a list of one.
   */
  public Option<T> alias(String name) {
    return with(
        s -> {
          s.aliases = new ArrayList<>(s.aliases);
          s.aliases.add(name);
          s.oneAllowed = s.kind == Kind.LIST;
        });
  }

  /** Accepts true and false for two of the words of a choice. */
  public Option<T> booleanWords(String whenTrue, String whenFalse) {
    return with(s -> s.flagWords = List.of(whenTrue, whenFalse));
  }

  /**
   * Sets the value for new entries that are added on a page, or adopted from elsewhere, and don't
   * set this option: for a value better than the default, which must stay for the sake of existing
   * files.
   */
  public Option<T> defaultForNew(T value) {
    return with(s -> s.whenNew = value);
  }

  /** Lets a string have several lines in a form. */
  public Option<T> multiline() {
    return with(s -> s.multiline = true);
  }

  /**
   * Lets values be set only in the file, unless the file sets {@code allowExec}: for options that
   * run programs.
   */
  public Option<T> guarded() {
    return with(s -> s.guarded = true);
  }

  /** Makes values secret: they are never shown, logged or sent to a browser. */
  public Option<T> secret() {
    return with(s -> s.secret = true);
  }

  /** Returns the name, which is the key in the file. */
  public String name() {
    return spec.name;
  }

  /** Returns the other accepted names. */
  public List<String> aliases() {
    return List.copyOf(spec.aliases);
  }

  /** Returns all accepted names, the key first. */
  public List<String> names() {
    return names;
  }

  /**
   * Returns the value that an object of the file has under the name or else under another accepted
   * one; null if it has none. Lists under several names are combined.
   */
  public @Nullable Object given(Map<String, ?> raw) {
    Object found = null;
    for (String name : names) {
      Object value = raw.get(name);
      if (found == null) {
        found = value;
      } else if (value != null && spec.kind == Kind.LIST) {
        found = together(found, value);
      }
    }
    return found;
  }

  private static List<Object> together(Object first, Object second) {
    List<Object> all = new ArrayList<>();
    for (Object part : List.of(first, second)) {
      List<?> items = part instanceof List<?> list ? list : List.of(part);
      items.stream().filter(item -> !all.contains(item)).forEach(all::add);
    }
    return all;
  }

  /** Returns the kind of the values. */
  public Kind kind() {
    return spec.kind;
  }

  /** Returns the description, for people. */
  public String description() {
    return spec.description;
  }

  /** Returns the default, if there is one that doesn't depend on other options. */
  public Optional<T> fallback() {
    return Optional.ofNullable(spec.fallback);
  }

  /** Returns the value for new entries that don't set this option, if it isn't the default. */
  public Optional<T> whenNew() {
    return Optional.ofNullable(spec.whenNew);
  }

  /** Returns whether a string may have several lines. */
  public boolean isMultiline() {
    return spec.multiline;
  }

  /** Returns the default in words; empty if there is none. */
  public String fallbackText() {
    if (spec.fallbackText != null) {
      return spec.fallbackText;
    }
    return spec.fallback == null ? "" : OptionValues.format(spec.fallback);
  }

  /** Returns whether a value is required. */
  public boolean isRequired() {
    return spec.required;
  }

  /** Returns whether a single string is accepted for a list of one. */
  public boolean isOneAllowed() {
    return spec.oneAllowed;
  }

  /** Returns whether values can be set only in the file, unless it sets {@code allowExec}. */
  public boolean isGuarded() {
    return spec.guarded;
  }

  /** Returns whether values are secret. */
  public boolean isSecret() {
    return spec.secret;
  }

  /** Returns the words of a choice. */
  public List<String> choices() {
    return spec.choices;
  }

  /** Returns the smallest number allowed; null if there is no limit. */
  public @Nullable Double least() {
    return spec.least;
  }

  /** Returns the largest number allowed; null if there is no limit. */
  public @Nullable Double most() {
    return spec.most;
  }

  /** Returns the words that true and false stand for, in this order, or an empty list. */
  public List<String> flagWords() {
    return spec.flagWords;
  }

  /**
   * Reads a value from a file, given as a plain Java value, not null.
   *
   * @param warn receives a message if the value was accepted although it isn't of the right kind
   * @throws IllegalArgumentException if the value is invalid; the message says what was expected
   *     and what was found
   */
  public T read(Object raw, Consumer<String> warn) {
    T value = spec.reader.read(this, raw, warn);
    spec.rule.accept(value);
    return value;
  }

  /** Returns a value as it is written to a file, so that {@link #read} returns it. */
  public Object write(T value) {
    return OptionValues.plain(value);
  }

  private Option<T> with(Consumer<Spec<T>> change) {
    Spec<T> copy = new Spec<>(spec);
    change.accept(copy);
    return new Option<>(copy);
  }

  @Override
  public String toString() {
    return spec.name;
  }

  @FunctionalInterface
  interface Reader<T> {
    T read(Option<T> option, Object raw, Consumer<String> warn);
  }

  /** The fields; changed only while an option is being created. */
  private static final class Spec<T> {
    final String name;
    final Kind kind;
    final String description;
    final Reader<T> reader;
    @Nullable T fallback;
    @Nullable String fallbackText;
    @Nullable T whenNew;
    boolean multiline;
    boolean guarded;
    boolean oneAllowed;
    boolean required;
    boolean secret;
    @Nullable Double least;
    @Nullable Double most;
    List<String> choices = List.of();
    List<String> aliases = List.of();
    List<String> flagWords = List.of();
    Consumer<? super T> rule = value -> {};

    Spec(String name, Kind kind, String description, Reader<T> reader) {
      this.name = name;
      this.kind = kind;
      this.description = description;
      this.reader = reader;
    }

    Spec(Spec<T> s) {
      this(s.name, s.kind, s.description, s.reader);
      fallback = s.fallback;
      fallbackText = s.fallbackText;
      whenNew = s.whenNew;
      multiline = s.multiline;
      guarded = s.guarded;
      oneAllowed = s.oneAllowed;
      required = s.required;
      secret = s.secret;
      least = s.least;
      most = s.most;
      choices = s.choices;
      aliases = s.aliases;
      flagWords = s.flagWords;
      rule = s.rule;
    }
  }
}
