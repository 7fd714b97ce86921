package org.fletchck.web.forms;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Problem;
import org.fletchck.web.auth.Accounts;
import org.fletchck.web.auth.PasswordCheck;
import org.fletchck.web.auth.Passwords;
import org.fletchck.web.auth.Tokens;
import org.fletchck.web.forms.EditContext.PageTemplate;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Menu;

/** The page of users, who log in with passwords, and tokens, which programs use. */
final class UsersPage {

  private static final String PATH = "/users";
  private static final int FORBIDDEN = 403;

  private final EditContext context;
  private final PasswordCheck passwords;

  UsersPage(EditContext context, PasswordCheck passwords) {
    this.context = context;
    this.passwords = passwords;
  }

  void addTo(Routes routes) {
    routes
        .get(PATH, Access.WRITE, request -> show(request, UsersView.UserInput.NOTHING, List.of()))
        .post(PATH, Access.WRITE, this::add)
        .post(PATH + "/{name}/password", Access.WRITE, this::password)
        .post(PATH + "/{name}/delete", Access.WRITE, this::delete)
        .post("/tokens", Access.WRITE, this::token)
        .post("/tokens/{name}/delete", Access.WRITE, this::revoke);
  }

  private Response show(Request request, UsersView.UserInput entered, List<Problem> problems) {
    Accounts accounts = Accounts.of(context.site().config());
    UsersView view =
        new UsersView(
            accounts.users().keySet().stream()
                .map(name -> new UsersView.User(name, isCaller(request, name)))
                .toList(),
            accounts.tokens().entrySet().stream().map(UsersPage::token).toList(),
            entered,
            problems.stream().map(ProblemView::here).toList(),
            context.readOnly(request),
            accounts.mayBeChangedBy(request.caller()));
    return context.page(request, Menu.USERS, "Users", new PageTemplate("users", view));
  }

  private static boolean isCaller(Request request, String user) {
    return request.caller().hasSession() && user.equals(request.caller().name());
  }

  private static UsersView.Token token(Map.Entry<String, String> entry) {
    return new UsersView.Token(entry.getKey(), Tokens.access(entry.getValue()) == Access.WRITE);
  }

  private Response add(Request request) {
    FormInput formInput = FormInput.in(request);
    String name = formInput.text("name").orElse("").strip();
    return changeOfAdmin(
        request,
        "added user " + name,
        site -> Accounts.withNewUser(site, name, hash(formInput)),
        new UsersView.UserInput(name, ""));
  }

  private Response password(Request request) throws InterruptedException {
    String name = user(request);
    FormInput formInput = FormInput.in(request);
    UnaryOperator<SiteConfig> change = site -> Accounts.withPassword(site, name, hash(formInput));
    String did = "changed the password of user " + name;
    if (!isCaller(request, name)) {
      return changeOfAdmin(request, did, change, UsersView.UserInput.NOTHING);
    }
    try {
      passwords.confirm(request.caller(), name, formInput.text("old").orElse(""));
    } catch (IllegalArgumentException e) {
      Problem problem = Problem.error("", String.valueOf(e.getMessage()), "");
      return show(request, UsersView.UserInput.NOTHING, List.of(problem))
          .withStatus(Attempt.End.REFUSED.status());
    }
    return change(request, did, change, UsersView.UserInput.NOTHING);
  }

  private Response delete(Request request) {
    String name = user(request);
    return changeOfAdmin(
        request,
        "deleted user " + name,
        site -> Accounts.withoutUser(site, name, request.caller()),
        UsersView.UserInput.NOTHING);
  }

  private Response token(Request request) {
    FormInput formInput = FormInput.in(request);
    String name = formInput.text("name").orElse("").strip();
    Access access =
        formInput.text("access").filter("write"::equals).isPresent() ? Access.WRITE : Access.READ;
    Tokens.CreatedToken created = Tokens.create(access);
    Response answer =
        changeOfAdmin(
            request,
            "created token " + name,
            site -> Accounts.withNewToken(site, name, created),
            new UsersView.UserInput("", name));
    return answer.status() == 303
        ? context.page(
            request, Menu.USERS, "Token " + name, new PageTemplate("token", created.token()))
        : answer;
  }

  private Response revoke(Request request) {
    String name = request.segment("name");
    return changeOfAdmin(
        request,
        "revoked token " + name,
        site -> Accounts.withoutToken(site, name),
        UsersView.UserInput.NOTHING);
  }

  private Response changeOfAdmin(
      Request request, String did, UnaryOperator<SiteConfig> change, UsersView.UserInput entered) {
    if (!Accounts.of(context.site().config()).mayBeChangedBy(request.caller())) {
      Problem problem = Problem.error("", Accounts.OF_ADMIN, "");
      return show(request, entered, List.of(problem)).withStatus(FORBIDDEN);
    }
    return change(request, did, change, entered);
  }

  private Response change(
      Request request, String did, UnaryOperator<SiteConfig> change, UsersView.UserInput entered) {
    Attempt attempt = context.saver().change(EditContext.note(request, did, "").strip(), change);
    return attempt.saved()
        ? context.to(request, PATH)
        : show(request, entered, attempt.problems()).withStatus(attempt.status());
  }

  private static String hash(FormInput formInput) {
    String password = formInput.text("password").orElse("");
    if (!password.equals(formInput.text("again").orElse(""))) {
      throw new IllegalArgumentException("the passwords don't match");
    }
    return Passwords.hash(password);
  }

  private String user(Request request) {
    return EditContext.known(
        request, Accounts.of(context.site().config()).users().keySet(), "user");
  }
}
