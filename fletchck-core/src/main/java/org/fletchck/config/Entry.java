package org.fletchck.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginType;
import org.jspecify.annotations.Nullable;

/** The common part of checks and actions: a name and an object with a type and options. */
final class Entry {

  static final String OPTIONS = "options";

  private final String name;
  private final Map<String, Object> raw;
  private final Path folder;
  private final boolean anObject;

  private Entry(String name, Map<String, Object> raw, Path folder, boolean anObject) {
    this.name = name;
    this.raw = raw;
    this.folder = folder;
    this.anObject = anObject;
  }

  static Entry of(String name, Map<String, ?> raw) {
    return new Entry(checked(name), RawValues.copy(raw), Path.of(""), true);
  }

  /**
   * Returns the name of a new entry.
   *
   * @throws IllegalArgumentException if it would mark a comment
   */
  static String checked(String name) {
    if (name.startsWith("//")) {
      throw new IllegalArgumentException(
          "expected a name that doesn't begin with //, the mark of a comment, found \""
              + name
              + '"');
    }
    return name;
  }

  /** Creates an entry from a value of a tree that is already unmodifiable. */
  @SuppressWarnings("unchecked") // keys of a copied tree are strings
  static Entry in(String name, @Nullable Object value, Path folder) {
    return value instanceof Map<?, ?> map
        ? new Entry(name, (Map<String, Object>) map, folder, true)
        : new Entry(name, Map.of(), folder, false);
  }

  String name() {
    return name;
  }

  Map<String, Object> raw() {
    return raw;
  }

  Path folder() {
    return folder;
  }

  /** Returns whether the file has an object here. */
  boolean isAnObject() {
    return anObject;
  }

  Map<String, Object> rawOptions() {
    return RawValues.object(raw, OPTIONS).orElse(Map.of());
  }

  Options options(List<Option<?>> declared, ValueReferences references) {
    return Options.of(declared, rawOptions()).resolvedBy(references).inFolder(folder);
  }

  Entry with(String key, @Nullable Object value) {
    return new Entry(name, RawValues.with(raw, key, value), folder, true);
  }

  Entry withOption(String option, @Nullable Object value) {
    return with(OPTIONS, RawValues.with(rawOptions(), option, value));
  }

  Entry named(String other) {
    return new Entry(other, raw, folder, anObject);
  }

  Entry inFolder(Path other) {
    return new Entry(name, raw, other, anObject);
  }

  /** Returns the options of a type, then the common options that it doesn't declare itself. */
  static List<Option<?>> declared(PluginType<?> type, List<Option<?>> common) {
    List<Option<?>> all = new ArrayList<>(type.options());
    common.stream()
        .filter(option -> all.stream().noneMatch(own -> own.name().equals(option.name())))
        .forEach(all::add);
    return all;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Entry entry && name.equals(entry.name) && raw.equals(entry.raw);
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + raw.hashCode();
  }
}
