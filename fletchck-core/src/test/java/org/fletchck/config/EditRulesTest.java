package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditRulesTest {

  private static final Types TYPES = Types.of(new Mail(), new Script());

  private final SiteConfig site =
      SiteConfig.empty()
          .withAction(
              action("mail", "mail")
                  .option("hostname", "a.example")
                  .option("password", "p")
                  .option("user", "${env:USER}"))
          .withAction(action("script", "script").option("command", List.of("/bin/true")));

  @Test
  void allowsHarmlessChanges() {
    ActionConfig mail = site.actions().get("mail").option("user", "bob").option("password", "q");

    assertThat(forbidden(site.withAction(mail))).isEmpty();
    assertThat(forbidden(site)).isEmpty();
    assertThat(forbidden(site.withoutAction("script"))).isEmpty();
    assertThat(forbidden(site.withAction(action("more", "mail").option("hostname", "b"))))
        .isEmpty();
  }

  @Test
  void forbidsCreatingOrChangingWhatRunsPrograms() {
    ActionConfig script = site.actions().get("script");
    SiteConfig another = site.withAction(script.option("command", List.of("/bin/rm")));
    SiteConfig harmless = site.withAction(script.option("timeout", 5));
    SiteConfig fresh = site.withAction(action("new", "script"));
    SiteConfig fallback = site.withAction(site.actions().get("mail").option("fallback", "/bin/x"));

    assertThat(forbidden(another)).containsExactly("actions.script.options.command");
    assertThat(forbidden(harmless)).containsExactly("actions.script.options.command");
    assertThat(forbidden(fresh)).containsExactly("actions.new.options.command");
    assertThat(forbidden(fallback)).containsExactly("actions.mail.options.fallback");
    assertThat(
            EditRules.problems(
                site.with("allowExec", true), another.with("allowExec", true), TYPES, Set.of()))
        .isEmpty();
  }

  @Test
  void forbidsTurningHarmlessActionIntoOneThatRunsPrograms() {
    SiteConfig start =
        SiteConfig.empty().withAction(action("a", "mail").option("command", List.of("/bin/rm")));
    SiteConfig turned = start.withAction(start.actions().get("a").with("type", "script"));

    assertThat(EditRules.problems(start, turned, TYPES, Set.of())).hasSize(1);
  }

  @Test
  void forbidsChangingAllowExec() {
    assertThat(forbidden(site.with("allowExec", true))).containsExactly("allowExec");
    assertThat(forbidden(site.with("allowExec", false))).containsExactly("allowExec");
  }

  @Test
  void forbidsNewReferencesAnywhere() {
    SiteConfig inKey = site.withCheck(CheckConfig.of("c", "x").with("note", "${file:/etc/shadow}"));
    SiteConfig inList =
        site.withAction(action("new", "mail").option("to", List.of("a", "${env:HOME}")));
    SiteConfig atTop = site.with("timezone", "${env:TZ}");

    assertThat(forbidden(inKey)).containsExactly("checks.c.note");
    assertThat(forbidden(inList)).containsExactly("actions.new.options.to");
    assertThat(forbidden(atTop)).containsExactly("timezone");
  }

  @Test
  void requiresSecretsAgainWhenHostChanges() {
    ActionConfig moved = site.actions().get("mail").option("hostname", "evil.example");

    assertThat(forbidden(site.withAction(moved)))
        .containsExactlyInAnyOrder("actions.mail.options.password", "actions.mail.options.user");
    assertThat(forbidden(site.withAction(moved.option("password", "q").option("user", "u"))))
        .isEmpty();
    assertThat(
            EditRules.problems(
                site,
                site.withAction(moved.option("user", "u")),
                TYPES,
                Set.of("actions.mail.options.password")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "port, 2525",
    "port, 25",
    "tls, false",
    "selfsigned, true",
    "proxy, http://proxy.example:3128",
    "url, http://a.example/1",
    "url, https://a.example:8443/1",
    "url, https://b.example/1",
    "url, not an address"
  })
  void requiresSecretsAgainWhenConnectionChanges(String option, String value) {
    assertThat(problemsOfChanging(option, value))
        .extracting(Problem::toString)
        .hasSize(2)
        .allMatch(problem -> problem.contains("it isn't reused when " + option + " changes"));
  }

  private List<Problem> problemsOfChanging(String option, String value) {
    ActionConfig mail =
        site.actions().get("mail").option("url", "https://a.example/1").option("port", 465);
    SiteConfig start = site.withAction(mail);
    return EditRules.problems(start, start.withAction(mail.option(option, value)), TYPES, Set.of());
  }

  @ParameterizedTest
  @CsvSource({"port, 465", "tls, true", "url, https://A.example:443/2", "timeout, 20"})
  void ignoresEquivalentValues(String option, String value) {
    assertThat(problemsOfChanging(option, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"port, 1884", "tls, false", "cafile, other.pem"})
  void requiresBrokerPasswordAgainWhenConnectionChanges(String key, String value) {
    Map<String, Object> mqtt = new HashMap<>(Map.of("hostname", "a", "password", "p", "tls", true));
    SiteConfig start = site.with("mqtt", Map.copyOf(mqtt));
    mqtt.put(key, value);

    assertThat(EditRules.problems(start, start.with("mqtt", mqtt), TYPES, Set.of()))
        .extracting(Problem::path)
        .containsExactly("mqtt.password");
  }

  @Test
  void requiresSecretsAgainWhenTypeChanges() {
    SiteConfig start = site.withAction(action("a", "other").option("password", "p"));
    SiteConfig turned = start.withAction(start.actions().get("a").with("type", "mail"));

    assertThat(EditRules.problems(start, turned, TYPES, Set.of()))
        .extracting(Problem::path)
        .containsExactly("actions.a.options.password");
  }

  @Test
  void treatsUrlsDifferingOnlyInPathAsSameHost() {
    SiteConfig start =
        SiteConfig.empty()
            .withAction(
                action("a", "mail").option("url", "https://a.example/1").option("password", "p"));
    ActionConfig mail = start.actions().get("a");

    assertThat(
            EditRules.problems(
                start,
                start.withAction(mail.option("url", "https://A.example/2")),
                TYPES,
                Set.of()))
        .isEmpty();
    assertThat(
            EditRules.problems(
                start,
                start.withAction(mail.option("url", "https://a.example@evil.example/1")),
                TYPES,
                Set.of()))
        .hasSize(1);
  }

  @Test
  void requiresBrokerPasswordAgainWhenHostChanges() {
    SiteConfig start = site.with("mqtt", Map.of("hostname", "a", "password", "p"));

    assertThat(
            EditRules.problems(
                start,
                start.with("mqtt", Map.of("hostname", "b", "password", "p")),
                TYPES,
                Set.of()))
        .extracting(Problem::path)
        .containsExactly("mqtt.password");
  }

  private List<String> forbidden(SiteConfig after) {
    return EditRules.problems(site, after, TYPES, Set.of()).stream().map(Problem::path).toList();
  }

  private static ActionConfig action(String name, String type) {
    return ActionConfig.of(name, type);
  }

  private static final class Mail implements ActionType {
    @Override
    public String name() {
      return "mail";
    }

    @Override
    public String summary() {
      return "Sends.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(
          Option.text("hostname", "Server"),
          Option.secret("url", "Address"),
          Option.integer("port", "Port"),
          Option.flag("tls", "Encryption").orElse(true),
          Option.flag("selfsigned", "Any certificate").orElse(false),
          Option.text("proxy", "Proxy"),
          Option.timeout(10),
          Option.text("user", "Name"),
          Option.secret("password", "Password"),
          Option.list("to", "Recipients"),
          Option.text("fallback", "Program").guarded());
    }

    @Override
    public Action create(Options options) {
      return (notification, context) -> {};
    }
  }

  private static final class Script implements ActionType {
    @Override
    public String name() {
      return "script";
    }

    @Override
    public String summary() {
      return "Runs.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(Option.list("command", "Program").required().guarded(), Option.timeout(10));
    }

    @Override
    public Action create(Options options) {
      return (notification, context) -> {};
    }
  }
}
