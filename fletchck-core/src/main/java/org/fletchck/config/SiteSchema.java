package org.fletchck.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.schedule.TriggerSchema;
import org.fletchck.spi.Option;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Types;

/**
 * Describes the site file as a JSON Schema, derived from the declared keys and types, for editors
 * and other programs.
 *
 * <p>It rejects what {@link SiteConfig#validate} reports as an error, as far as a schema can. It
 * can't check whether referenced names exist, what types and keys check by code, or how values go
 * together. Unknown keys are allowed everywhere, as they are in the file.
 */
public final class SiteSchema {

  /** The keyword under which an object of options lists the required ones. */
  private static final String NEEDED = "allOf";

  private static final List<String> OBJECT = List.of("object", "null");

  private SiteSchema() {}

  /**
   * Returns the schema (2020-12) as plain Java values, to be written by {@link SiteFile#format}.
   *
   * @param types the types that a file may name
   */
  public static Map<String, Object> of(Types types) {
    Map<String, Object> properties = OptionSchema.properties(SiteKeys.ALL);
    for (String key : SiteKeys.OBJECTS) {
      List<Option<?>> options = SiteRules.SECTIONS.get(key);
      properties.put(key, options == null ? named(key) : section(options));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Site file of fletchck");
    schema.put("type", "object");
    schema.put("properties", properties);
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("checks", check(types));
    parts.put("actions", action(types));
    parts.put("trigger", TriggerSchema.of());
    parts.putAll(OptionSchema.definitions());
    schema.put("$defs", parts);
    return schema;
  }

  /** Returns the schema of a map of names; names that mark a comment may have any value. */
  private static Map<String, Object> named(String part) {
    return OptionSchema.keywords(
        Map.of(
            "type",
            OBJECT,
            "patternProperties",
            Map.of("^//", true),
            "additionalProperties",
            OptionSchema.ref(part)));
  }

  private static Map<String, Object> check(Types types) {
    Map<String, Object> keys = OptionSchema.properties(CheckKeys.ALL);
    keys.put("type", typeNames(types.checks()));
    keys.put("trigger", OptionSchema.ref("trigger"));
    List<Object> rules = new ArrayList<>();
    for (PluginType<?> type : types.checks()) {
      Map<String, Object> options = section(Entry.declared(type, CheckKeys.COMMON_OPTIONS));
      rules.add(rule(type, options));
    }
    return entry(keys, rules);
  }

  /** An incomplete action can't send, which is not an error as long as nothing uses it. */
  private static Map<String, Object> action(Types types) {
    Map<String, Object> keys = OptionSchema.properties(ActionKeys.ALL);
    keys.put("type", typeNames(types.actions()));
    List<Object> rules = new ArrayList<>();
    for (PluginType<?> type : types.actions()) {
      List<Option<?>> options = Entry.declared(type, ActionKeys.COMMON_OPTIONS);
      rules.add(rule(type, object(OptionSchema.properties(options))));
    }
    return entry(keys, rules);
  }

  private static Map<String, Object> entry(Map<String, Object> keys, List<Object> rules) {
    keys.put("options", Map.of("type", OBJECT));
    Map<String, Object> schema = object(keys);
    schema.put("required", List.of("type"));
    if (!rules.isEmpty()) {
      schema.put("allOf", rules);
    }
    return schema;
  }

  private static Map<String, Object> rule(PluginType<?> type, Map<String, Object> options) {
    Map<String, Object> then = new LinkedHashMap<>();
    then.put("description", type.summary());
    then.put("properties", Map.of("options", options));
    if (options.containsKey(NEEDED)) {
      options.put("type", "object");
      then.put("required", List.of("options"));
    }
    Map<String, Object> named = Map.of("type", Map.of("const", type.name()));
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("if", OptionSchema.keywords(Map.of("properties", named, "required", List.of("type"))));
    rule.put("then", then);
    return rule;
  }

  private static Map<String, Object> typeNames(Collection<? extends PluginType<?>> types) {
    return Map.of("enum", types.stream().map(PluginType::name).distinct().toList());
  }

  /** Returns the schema of an object of options, some of which may be required. */
  private static Map<String, Object> section(List<Option<?>> options) {
    Map<String, Object> schema = object(OptionSchema.properties(options));
    List<Map<String, Object>> needed =
        options.stream().filter(Option::isRequired).map(OptionSchema::given).toList();
    if (!needed.isEmpty()) {
      schema.put(NEEDED, needed);
    }
    return schema;
  }

  private static Map<String, Object> object(Map<String, Object> properties) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", OBJECT);
    schema.put("properties", properties);
    return schema;
  }
}
