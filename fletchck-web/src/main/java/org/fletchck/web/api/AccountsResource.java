package org.fletchck.web.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.Site;
import org.fletchck.config.WebuiKeys;
import org.fletchck.spi.Option;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;

/** Who may log in or ask, by name. Made and changed on the Users page only. */
record AccountsResource(Site site) {

  List<Operation> operations() {
    return List.of(
        Operation.get("/users", "Returns the names of those who may log in.", "Users", this::users),
        Operation.get(
            "/tokens",
            "Returns the names of tokens and what they may do.",
            "Tokens",
            this::tokens));
  }

  private Response users(Request request) {
    // The original's user with the empty name is a dummy, who never logs in.
    return Json.answer(
        Map.of(
            "users",
            section(WebuiKeys.USERS).keySet().stream().filter(n -> !n.isEmpty()).toList()));
  }

  private Response tokens(Request request) {
    List<Map<String, String>> tokens = new ArrayList<>();
    section(WebuiKeys.TOKENS)
        .forEach(
            (name, token) -> {
              Map<String, String> values = new LinkedHashMap<>();
              values.put("name", name);
              values.put("access", token.replaceFirst("(?s):.*", ""));
              tokens.add(values);
            });
    return Json.answer(Map.of("tokens", tokens));
  }

  private Map<String, String> section(Option<Map<String, String>> key) {
    try {
      return site.config().webui().flatMap(webui -> webui.find(key)).orElse(Map.of());
    } catch (IllegalArgumentException wrong) {
      return Map.of(); // told with the configuration
    }
  }
}
