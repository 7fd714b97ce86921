package org.fletchck.web.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteKeys;
import org.fletchck.config.UplinkKeys;
import org.jspecify.annotations.Nullable;

/**
 * The fields for the uplink: its checks, and how many of them must pass. The file has either just
 * the checks, or an object with both.
 *
 * @param site the current site
 */
record UplinkFields(SiteConfig site) {

  private static final String KEY = SiteKeys.UPLINK.name();
  private static final String CHECKS = UplinkKeys.CHECKS.name();

  /** Returns the checks as they are written in the file; null for none. */
  @Nullable Object checks() {
    return site.section(KEY).map(uplink -> uplink.get(CHECKS)).orElse(plain());
  }

  private @Nullable Object plain() {
    return site.section(KEY).isPresent() ? null : site.raw().get(KEY);
  }

  /** Returns the top level of the file with just the checks as the uplink. */
  Map<String, Object> topLevel() {
    Object checks = checks();
    Map<String, Object> all = new LinkedHashMap<>(site.raw());
    if (checks == null) {
      all.remove(KEY);
    } else {
      all.put(KEY, checks);
    }
    return all;
  }

  /** Returns the field for how many must pass. */
  FieldGroup need() {
    return new FieldGroup(
        KEY + ".", List.of(UplinkKeys.NEED), option -> Optional.empty(), site.allowExec());
  }

  /** Returns the uplink if it is an object; otherwise an empty map. */
  Map<String, Object> object() {
    return site.section(KEY).orElse(Map.of());
  }

  /** Returns the value for the file with fewer checks; null for none. */
  @Nullable Object withOnly(@Nullable Object checks) {
    if (checks == null) {
      return null;
    }
    Map<String, Object> object = new LinkedHashMap<>(object());
    int left = FieldGroup.items(checks).size();
    object.computeIfPresent(
        UplinkKeys.NEED.name(), (key, need) -> site.uplinkNeed() > left ? left : need);
    return with(checks, object);
  }

  /** Returns the value for the file with the input applied; null for none. */
  @Nullable Object with(@Nullable Object checks, FormInput formInput) {
    Map<String, Object> typedIn = need().apply(object(), formInput);
    boolean isCounted = typedIn.get(UplinkKeys.NEED.name()) != null;
    return checks == null && !isCounted ? null : with(checks, typedIn);
  }

  private static @Nullable Object with(@Nullable Object checks, Map<String, Object> object) {
    if (object.isEmpty()) {
      return checks;
    }
    Map<String, Object> all = new LinkedHashMap<>();
    if (checks != null && !object.containsKey(CHECKS)) {
      all.put(CHECKS, checks);
    }
    all.putAll(object);
    if (checks == null) {
      all.remove(CHECKS);
    } else {
      all.put(CHECKS, checks);
    }
    return all;
  }
}
