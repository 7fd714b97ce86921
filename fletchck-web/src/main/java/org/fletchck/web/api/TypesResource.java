package org.fletchck.web.api;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fletchck.config.SiteSchema;
import org.fletchck.spi.Option;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Types;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.jspecify.annotations.Nullable;

/** The types of checks and actions that this program knows. */
record TypesResource(Types types) {

  List<Operation> operations() {
    return List.of(
        Operation.get(
            "/types",
            "Returns the types of checks and actions with their options.",
            "Types",
            this::list),
        Operation.get(
            "/schema",
            "Returns the JSON Schema of the site file, with each type's options.",
            "Anything",
            this::schema));
  }

  private Response list(Request request) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("checks", values(types.checks()));
    values.put("actions", values(types.actions()));
    return JsonBodies.answer(values);
  }

  private Response schema(Request request) {
    return JsonBodies.answer(SiteSchema.of(types)).with("Content-Type", "application/schema+json");
  }

  private static List<Map<String, Object>> values(Collection<? extends PluginType<?>> types) {
    return types.stream().map(TypesResource::values).toList();
  }

  private static Map<String, Object> values(PluginType<?> type) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", type.name());
    values.put("summary", type.summary());
    values.put("options", type.options().stream().map(TypesResource::values).toList());
    return values;
  }

  private static Map<String, @Nullable Object> values(Option<?> option) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("name", option.name());
    values.put("aliases", option.aliases());
    values.put("kind", option.kind().name().toLowerCase(Locale.ROOT));
    values.put("description", option.description());
    values.put("required", option.isRequired());
    values.put("secret", option.isSecret());
    values.put("inFileOnly", option.isGuarded());
    values.put("default", option.fallbackText());
    values.put("choices", option.choices());
    values.put("least", option.least());
    values.put("most", option.most());
    return values;
  }
}
