package org.fletchck.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;

/** Reads keys of an entry; an invalid value counts as missing. */
final class LenientView {

  private final Options options;

  LenientView(List<Option<?>> keys, Map<String, Object> raw, Path folder) {
    options = Options.of(keys, raw).resolvedBy(new ValueReferences(folder));
  }

  /** Returns the value or the default; only for keys that have one. */
  <T> T get(Option<T> key) {
    return find(key).or(key::fallback).orElseThrow();
  }

  <T> Optional<T> find(Option<T> key) {
    try {
      return options.find(key);
    } catch (IllegalArgumentException wrong) {
      // Reported by validation; here the default is used.
      return key.fallback();
    }
  }
}
