package org.fletchck.web.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.fletchck.Site;
import org.fletchck.config.SiteConfig;
import org.fletchck.web.auth.Accounts;
import org.fletchck.web.auth.PasswordCheck;
import org.fletchck.web.auth.Passwords;
import org.fletchck.web.auth.Tokens;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;

/** Who may log in: people with passwords, programs with tokens. */
record AccountsResource(Site site, ConfigurationEdits edits, PasswordCheck passwords) {

  private static final String USER = "/users/{name}";

  List<Operation> operations() {
    return List.of(
        Operation.get("/users", "Returns the names of the users.", "Users", this::users),
        Operation.change("POST", "/users", "Adds a user.", this::addUser)
            .takes("NewUser")
            .answers(201, "Changed")
            .refuses(400, 403, 409, 422),
        Operation.change(
                "PUT",
                USER + "/password",
                "Changes a password and ends all sessions of the user. In a session of that user,"
                    + " the current password is required too.",
                this::changePassword)
            .takes("NewPassword")
            .refuses(400, 403, 404, 409, 422),
        Operation.change("DELETE", USER, "Deletes a user, but not the last one.", this::deleteUser)
            .refuses(403, 404, 409, 422),
        Operation.get(
            "/tokens", "Returns the names of the tokens and their access.", "Tokens", this::tokens),
        Operation.change(
                "POST",
                "/tokens",
                "Creates a token, which only this response contains.",
                this::addToken)
            .takes("NewToken")
            .answers(201, "CreatedToken")
            .refuses(400, 403, 409, 422),
        Operation.change("DELETE", "/tokens/{name}", "Revokes a token.", this::deleteToken)
            .refuses(403, 404, 409, 422));
  }

  private Response users(Request request) {
    return JsonBodies.answer(Map.of("users", List.copyOf(accounts().users().keySet())));
  }

  private Response addUser(Request request) {
    BodyFields fields = new BodyFields(JsonBodies.body(request));
    String name = fields.newName().orElse("");
    String password = fields.needed("password");
    fields.done();
    refuseTaken("user", accounts().users().keySet(), name);
    return made(
        request, "added user " + name, name, s -> Accounts.withNewUser(s, name, hash(password)));
  }

  private Response changePassword(Request request) throws InterruptedException {
    String name = known(request, "user", accounts().users().keySet());
    BodyFields fields = new BodyFields(JsonBodies.body(request));
    String password = fields.needed("password");
    String present = fields.text("present").orElse("");
    fields.done();
    try {
      passwords.confirm(request.caller(), name, present);
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong("present", String.valueOf(e.getMessage()));
    }
    String what = "changed the password of user " + name;
    UnaryOperator<SiteConfig> change = s -> Accounts.withPassword(s, name, hash(password));
    if (!request.caller().name().equals(name)) {
      return changed(request, what, name, change);
    }
    make(request, what, change);
    return JsonBodies.changed(name, List.of());
  }

  private Response deleteUser(Request request) {
    String name = known(request, "user", accounts().users().keySet());
    return changed(
        request,
        "deleted user " + name,
        name,
        s -> Accounts.withoutUser(s, name, request.caller()));
  }

  private Response tokens(Request request) {
    List<Map<String, String>> tokens = new ArrayList<>();
    accounts()
        .tokens()
        .forEach(
            (name, entry) -> tokens.add(token(name, StateJson.lower(Tokens.access(entry).name()))));
    return JsonBodies.answer(Map.of("tokens", tokens));
  }

  private Response addToken(Request request) {
    BodyFields fields = new BodyFields(JsonBodies.body(request));
    String name = fields.newName().orElse("");
    String access = fields.needed("access");
    if (!access.isEmpty() && !access.equals("read") && !access.equals("write")) {
      fields.wrong("access", "expected read or write");
    }
    fields.done();
    refuseTaken("token", accounts().tokens().keySet(), name);
    Tokens.CreatedToken created =
        Tokens.create(access.equals("write") ? Access.WRITE : Access.READ);
    change(request, "created token " + name, s -> Accounts.withNewToken(s, name, created));
    Map<String, String> values = token(name, access);
    values.put("token", created.token());
    return JsonBodies.answer(values).withStatus(201);
  }

  private Response deleteToken(Request request) {
    String name = known(request, "token", accounts().tokens().keySet());
    return changed(request, "revoked token " + name, name, s -> Accounts.withoutToken(s, name));
  }

  private static Map<String, String> token(String name, String access) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("access", access);
    return values;
  }

  private static String hash(String password) {
    try {
      return Passwords.hash(password);
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong("password", String.valueOf(e.getMessage()));
    }
  }

  private Response made(
      Request request, String what, String name, UnaryOperator<SiteConfig> change) {
    return changed(request, what, name, change).withStatus(201);
  }

  private Response changed(
      Request request, String what, String name, UnaryOperator<SiteConfig> change) {
    change(request, what, change);
    return JsonBodies.changed(name, List.of());
  }

  private void change(Request request, String what, UnaryOperator<SiteConfig> change) {
    if (!accounts().mayBeChangedBy(request.caller())) {
      throw new Refusal(403, Accounts.OF_ADMIN);
    }
    make(request, what, change);
  }

  private void make(Request request, String what, UnaryOperator<SiteConfig> change) {
    edits.make(
        request,
        what,
        before -> {
          try {
            return new ConfigurationEdits.EditResult(change.apply(before), Set.of());
          } catch (IllegalArgumentException e) {
            throw Refusal.wrong("", String.valueOf(e.getMessage()));
          }
        });
  }

  private static String known(Request request, String kind, Set<String> names) {
    String name = request.segment("name");
    if (!names.contains(name)) {
      throw Refusal.notFound(kind, name);
    }
    return name;
  }

  private static void refuseTaken(String kind, Set<String> names, String name) {
    if (names.contains(name)) {
      throw Refusal.taken(kind, name);
    }
  }

  private Accounts accounts() {
    return Accounts.of(site.config());
  }
}
