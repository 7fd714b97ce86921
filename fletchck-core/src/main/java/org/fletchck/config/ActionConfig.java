package org.fletchck.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.jspecify.annotations.Nullable;

/** A named way to notify somebody, as a value. Reading never fails: see {@link CheckConfig}. */
public final class ActionConfig {

  private final Entry entry;

  ActionConfig(Entry entry) {
    this.entry = entry;
  }

  /** Creates an action without options. */
  public static ActionConfig of(String name, ActionType type) {
    return of(name, type.name());
  }

  /** Creates an action without options, given the name of its type. */
  public static ActionConfig of(String name, String type) {
    return new ActionConfig(Entry.of(name, Map.of("type", type)));
  }

  /** Creates an action from an object of plain Java values. */
  public static ActionConfig of(String name, Map<String, ?> raw) {
    return new ActionConfig(Entry.of(name, raw));
  }

  /** Returns a copy with a key of the entry, such as {@code was}, set; null removes it. */
  public ActionConfig with(String key, @Nullable Object value) {
    return new ActionConfig(entry.with(key, value));
  }

  /** Returns a copy with an option that its type declares; null removes it. */
  public <T> ActionConfig option(Option<T> option, @Nullable T value) {
    return option(option.name(), value == null ? null : option.write(value));
  }

  /** Returns a copy with an option of its type set to a plain Java value; null removes it. */
  public ActionConfig option(String option, @Nullable Object value) {
    return new ActionConfig(entry.withOption(option, value));
  }

  /**
   * Returns a copy that collects the notifications of this time into one message; zero for none.
   *
   * @throws IllegalArgumentException if it isn't a number of whole seconds from 0 to 86400
   */
  public ActionConfig group(Duration time) {
    long seconds = time.toSeconds();
    if (time.toNanosPart() != 0 || seconds < 0 || seconds > 86_400) {
      throw new IllegalArgumentException(
          "group of action " + name() + ": expected whole seconds from 0 to 86400, found " + time);
    }
    return with(ActionKeys.GROUP.name(), (int) seconds);
  }

  /** Returns the name. */
  public String name() {
    return entry.name();
  }

  /** Returns the name of the type; empty if none is given. */
  public String type() {
    return view().find(ActionKeys.TYPE).orElse("");
  }

  /** Returns its name before it was renamed in the file. */
  public Optional<String> was() {
    return view().find(ActionKeys.WAS);
  }

  /**
   * Returns how long notifications are collected into one message, zero for not at all. The option
   * takes precedence over the key.
   */
  public Duration group() {
    boolean asOption = entry.rawOptions().get(ActionKeys.GROUP.name()) != null;
    LenientView view =
        asOption
            ? new LenientView(ActionKeys.COMMON_OPTIONS, entry.rawOptions(), entry.folder())
            : view();
    return Duration.ofSeconds(view.get(ActionKeys.GROUP));
  }

  /** Returns the entry as written in the file. */
  public Map<String, Object> raw() {
    return entry.raw();
  }

  /**
   * Returns the options as declared by the type. References in them are resolved when they are
   * read, relative to the site's folder.
   */
  public Options options(ActionType type) {
    return entry.options(
        Entry.declared(type, ActionKeys.COMMON_OPTIONS), new ValueReferences(entry.folder()));
  }

  Entry entry() {
    return entry;
  }

  ActionConfig inFolder(Path folder) {
    return new ActionConfig(entry.inFolder(folder));
  }

  private LenientView view() {
    return new LenientView(ActionKeys.ALL, raw(), entry.folder());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ActionConfig action && entry.equals(action.entry);
  }

  @Override
  public int hashCode() {
    return entry.hashCode();
  }

  /** Returns the name and type, without values. */
  @Override
  public String toString() {
    return name() + " (" + type() + ")";
  }
}
