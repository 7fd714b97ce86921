package org.fletchck.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One option of a type, declared once: its name, kind, meaning, default and limits. From it come
 * reading, validation, forms, help, schema and documentation.
 *
 * <p>Begin with a factory named after the kind and add what is needed; each method returns a new
 * value:
 *
 * <pre>{@code
 * Option<Integer> PORT = Option.integer("port", "TCP port").between(1, 65535).orElse(443);
 * }</pre>
 *
 * @param <T> the type of its values
 */
public final class Option<T> {

  /** What an option's values look like in a file or form. */
  public enum Kind {
    /** A text. */
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
    /** A list of texts. */
    LIST,
    /** Names with texts. */
    MAP,
    /** A list of names of checks: follows when a check is renamed. */
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

  /** Declares a text. Numbers in a file are taken as they are spelled. */
  public static Option<String> text(String name, String description) {
    return new Option<>(new Spec<>(name, Kind.TEXT, description, OptionValues::text));
  }

  /** Declares a text that is never shown, logged or sent to a browser. */
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

  /** Declares a time in seconds, above zero; decimals are allowed. */
  public static Option<Duration> seconds(String name, String description) {
    return new Option<>(new Spec<>(name, Kind.SECONDS, description, OptionValues::seconds));
  }

  /** Declares the usual {@code timeout}: the limit of one try. The engine enforces it. */
  public static Option<Duration> timeout(int seconds) {
    return seconds("timeout", "Limit of one try in seconds, all of it together")
        .between(0.001, 86_400)
        .orElse(Duration.ofSeconds(seconds));
  }

  /** Declares true or false. */
  public static Option<Boolean> flag(String name, String description) {
    return new Option<>(new Spec<>(name, Kind.FLAG, description, OptionValues::flag));
  }

  /** Declares one of a few words. */
  public static Option<String> choice(String name, String description, String... words) {
    Spec<String> spec = new Spec<>(name, Kind.CHOICE, description, OptionValues::choice);
    spec.choices = List.of(words);
    return new Option<>(spec);
  }

  /** Declares a list of texts. */
  public static Option<List<String>> list(String name, String description) {
    return new Option<>(new Spec<>(name, Kind.LIST, description, OptionValues::list));
  }

  /** Declares names with texts, such as headers. */
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

  /** Describes, for people, a default that depends on other options. */
  public Option<T> describeDefault(String description) {
    return with(s -> s.fallbackText = description);
  }

  /** Accepts, for a list of one, the text alone. */
  public Option<T> acceptSingle() {
    return with(s -> s.oneAllowed = true);
  }

  /** Makes a value necessary. */
  public Option<T> required() {
    return with(s -> s.required = true);
  }

  /** Limits numbers, both ends included. */
  public Option<T> between(double least, double most) {
    return with(
        s -> {
          s.least = least;
          s.most = most;
        });
  }

  /** Adds a rule that throws {@link IllegalArgumentException} saying what it expected. */
  public Option<T> check(Consumer<? super T> rule) {
    return with(s -> s.rule = rule);
  }

  /**
   * Accepts another name for this option too. Of a list it is a singular, such as {@code
   * recipient}: the text alone may stand for a list of one.
   */
  public Option<T> alias(String name) {
    return with(
        s -> {
          s.aliases = new ArrayList<>(s.aliases);
          s.aliases.add(name);
          s.oneAllowed = s.kind == Kind.LIST;
        });
  }

  /** Lets true and false stand for two of the words of a choice. */
  public Option<T> booleanWords(String whenTrue, String whenFalse) {
    return with(s -> s.flagWords = List.of(whenTrue, whenFalse));
  }

  /**
   * Sets what a new entry that is made on a page, or taken over from elsewhere, gets where it says
   * nothing: for a value that is better than the default, which must stay for the files there are.
   */
  public Option<T> defaultForNew(T value) {
    return with(s -> s.whenNew = value);
  }

  /** Gives texts room for several lines in a form. */
  public Option<T> multiline() {
    return with(s -> s.multiline = true);
  }

  /**
   * Lets values be set only in the file, unless it says {@code allowExec}: for what runs programs.
   */
  public Option<T> guarded() {
    return with(s -> s.guarded = true);
  }

  /** Makes the values secret. */
  public Option<T> secret() {
    return with(s -> s.secret = true);
  }

  /** Returns the key in the file. */
  public String name() {
    return spec.name;
  }

  /** Returns the other names that are accepted. */
  public List<String> aliases() {
    return List.copyOf(spec.aliases);
  }

  /** Returns all names that are accepted, the key first. */
  public List<String> names() {
    return names;
  }

  /**
   * Returns what stands in an object of the file under the name, or under one of the others; null
   * if nothing does. Of lists that stand under several names it is all of them together.
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

  /** Returns what the values look like. */
  public Kind kind() {
    return spec.kind;
  }

  /** Returns what the option means, for people. */
  public String description() {
    return spec.description;
  }

  /** Returns the default, if there is one that depends on nothing. */
  public Optional<T> fallback() {
    return Optional.ofNullable(spec.fallback);
  }

  /** Returns what a new entry gets where it says nothing, if that isn't the default. */
  public Optional<T> whenNew() {
    return Optional.ofNullable(spec.whenNew);
  }

  /** Tells whether a text may well have several lines. */
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

  /** Tells whether a value is necessary. */
  public boolean isRequired() {
    return spec.required;
  }

  /** Tells whether a text alone may stand for a list of one. */
  public boolean isOneAllowed() {
    return spec.oneAllowed;
  }

  /** Tells whether values may be set only in the file, unless it says {@code allowExec}. */
  public boolean isGuarded() {
    return spec.guarded;
  }

  /** Tells whether values are never shown. */
  public boolean isSecret() {
    return spec.secret;
  }

  /** Returns the words of a choice. */
  public List<String> choices() {
    return spec.choices;
  }

  /** Returns the least number allowed, or null. */
  public @Nullable Double least() {
    return spec.least;
  }

  /** Returns the greatest number allowed, or null. */
  public @Nullable Double most() {
    return spec.most;
  }

  /** Returns the words that true and false stand for, or an empty list. */
  public List<String> flagWords() {
    return spec.flagWords;
  }

  /**
   * Reads a value as it stands in a file: a plain Java value, not null.
   *
   * @param warn is given words if the value was taken although it isn't of the right kind
   * @throws IllegalArgumentException saying what was expected and what was found
   */
  public T read(Object raw, Consumer<String> warn) {
    T value = spec.reader.read(this, raw, warn);
    spec.rule.accept(value);
    return value;
  }

  /** Returns a value as it stands in a file: what {@link #read} makes this value of. */
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

  /** The fields; changed only while an option is being made. */
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
