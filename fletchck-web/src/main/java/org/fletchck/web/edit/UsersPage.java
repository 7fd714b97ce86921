package org.fletchck.web.edit;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Problem;
import org.fletchck.web.auth.Accounts;
import org.fletchck.web.auth.Passwords;
import org.fletchck.web.auth.Sessions;
import org.fletchck.web.auth.Tokens;
import org.fletchck.web.edit.Kit.Shown;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.view.Menu;

/** The page of those who may come in: people by password, programs by token. */
final class UsersPage {

  private static final String PATH = "/users";

  private final Kit kit;
  private final Sessions sessions;

  UsersPage(Kit kit, Sessions sessions) {
    this.kit = kit;
    this.sessions = sessions;
  }

  void addTo(Routes routes) {
    routes
        .get(PATH, Access.WRITE, request -> show(request, UsersView.Entered.NOTHING, List.of()))
        .post(PATH, Access.WRITE, this::add)
        .post(PATH + "/{name}/password", Access.WRITE, this::password)
        .post(PATH + "/{name}/delete", Access.WRITE, this::delete)
        .post("/tokens", Access.WRITE, this::token)
        .post("/tokens/{name}/delete", Access.WRITE, this::revoke);
  }

  private Response show(Request request, UsersView.Entered entered, List<Problem> problems) {
    Accounts accounts = Accounts.of(kit.site().config());
    UsersView view =
        new UsersView(
            accounts.users().keySet().stream()
                .map(name -> new UsersView.User(name, name.equals(request.caller().name())))
                .toList(),
            accounts.tokens().entrySet().stream().map(UsersPage::token).toList(),
            entered,
            problems.stream().map(Told::here).toList(),
            kit.readOnly(request));
    return kit.page(request, Menu.USERS, "Users", new Shown("users", view));
  }

  private static UsersView.Token token(Map.Entry<String, String> entry) {
    return new UsersView.Token(entry.getKey(), entry.getValue().startsWith("write:"));
  }

  private Response add(Request request) {
    Typed typed = Typed.in(request);
    String name = typed.text("name").orElse("").strip();
    return change(
        request,
        "added user " + name,
        site -> {
          Names.free(name, Accounts.of(site).users().keySet());
          return Accounts.withUser(site, name, hash(typed));
        },
        new UsersView.Entered(name, ""));
  }

  private Response password(Request request) {
    String name = user(request);
    Typed typed = Typed.in(request);
    Response answer =
        change(
            request,
            "changed the password of user " + name,
            site -> Accounts.withUser(site, present(site, name), hash(typed)),
            UsersView.Entered.NOTHING);
    if (answer.status() == 303) {
      sessions.endAllOf(name);
    }
    return answer;
  }

  private Response delete(Request request) {
    String name = user(request);
    Response answer =
        change(
            request,
            "deleted user " + name,
            site -> {
              if (name.equals(request.caller().name())) {
                throw new IllegalArgumentException("you can't delete yourself; somebody else can");
              }
              if (Accounts.of(site).users().size() == 1) {
                throw new IllegalArgumentException("the last user can't be deleted");
              }
              return Accounts.withoutUser(site, present(site, name));
            },
            UsersView.Entered.NOTHING);
    if (answer.status() == 303) {
      sessions.endAllOf(name);
    }
    return answer;
  }

  private Response token(Request request) {
    Typed typed = Typed.in(request);
    String name = typed.text("name").orElse("").strip();
    Access access =
        typed.text("access").filter("write"::equals).isPresent() ? Access.WRITE : Access.READ;
    Tokens.Created created = Tokens.create(access);
    Response answer =
        change(
            request,
            "made token " + name,
            site -> {
              Names.free(name, Accounts.of(site).tokens().keySet());
              return Accounts.withToken(site, name, created.entry());
            },
            new UsersView.Entered("", name));
    return answer.status() == 303
        ? kit.page(request, Menu.USERS, "Token " + name, new Shown("token", created.token()))
        : answer;
  }

  private Response revoke(Request request) {
    String name = request.segment("name");
    return change(
        request,
        "revoked token " + name,
        site -> {
          if (!Accounts.of(site).tokens().containsKey(name)) {
            throw new IllegalArgumentException("there is no token \"" + name + '"');
          }
          return Accounts.withoutToken(site, name);
        },
        UsersView.Entered.NOTHING);
  }

  private Response change(
      Request request, String did, UnaryOperator<SiteConfig> change, UsersView.Entered entered) {
    Attempt attempt = kit.saver().change(Kit.note(request, did, "").strip(), change);
    return attempt.saved()
        ? kit.to(request, PATH)
        : show(request, entered, attempt.problems()).withStatus(attempt.status());
  }

  private static String hash(Typed typed) {
    String password = typed.text("password").orElse("");
    if (!password.equals(typed.text("again").orElse(""))) {
      throw new IllegalArgumentException("the two passwords are not the same");
    }
    return Passwords.hash(password);
  }

  private String user(Request request) {
    return Kit.known(request, Accounts.of(kit.site().config()).users().keySet(), "user");
  }

  private static String present(SiteConfig site, String name) {
    if (!Accounts.of(site).users().containsKey(name)) {
      throw new IllegalArgumentException("somebody has removed user " + name + " meanwhile");
    }
    return name;
  }
}
