package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What would only be seen while a site runs is sent before. */
class RunTimeRulesTest {

  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "basetopic | a/#/b          | has # before its end",
        "basetopic | #/a            | has # before its end",
        "basetopic | a/b#           | has a wildcard next to other characters",
        "basetopic | a/+b/c         | has a wildcard next to other characters",
        "lwt       | a/+            | has a wildcard",
        "lwt       | a/#            | has a wildcard",
        "lwt       | $SYS/a         | begins with $",
        "share     | a/b            | expected a name without",
        "share     | a+             | expected a name without",
        "hostname  | mqtt://h       | leave out what comes before and after the name",
        "hostname  | https://h:8/p  | leave out what comes before and after the name",
        "hostname  | h:1883         | set the port separately",
        "hostname  | h/p            | expected a host name",
        "hostname  | user@h         | expected a host name",
        "hostname  | two words      | expected a host name"
      })
  void rejectsMqttValuesNoBrokerAccepts(String key, String value, String message) {
    assertThat(problems("{'mqtt': {'%s': '%s'}}".formatted(key, value)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.isError()).isTrue();
              assertThat(problem.path()).isEqualTo("mqtt." + key);
              assertThat(problem.message()).contains(message);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'basetopic': 'a/+/c/#'",
        "'basetopic': '#'",
        "'basetopic': '+'",
        "'basetopic': '$share/g/a/#'",
        "'basetopic': '/a//b/'",
        "'basetopic': ''",
        "'lwt': 'a/b', 'discovery': 'homeassistant', 'share': 'g', 'version': 5",
        "'lwt': '', 'discovery': 'off'",
        "'hostname': 'fe80::1%eth0'",
        "'hostname': '[::1]'",
        "'hostname': '127.0.0.1'",
        "'hostname': 'broker_1.example.org.'",
        "'hostname': 'b\u00fccher.example'"
      })
  void acceptsValidMqttValues(String mqtt) {
    assertThat(problems("{'mqtt': {" + mqtt + "}}")).isEmpty();
  }

  @Test
  void warnsOfDiscoveryDisabledByWildcard() {
    assertThat(texts("{'mqtt': {'discovery': 'home/+'}}"))
        .singleElement()
        .asString()
        .startsWith("mqtt.discovery: is off: as a topic it has a wildcard");
  }

  @Test
  void warnsOfTopicsAndIdsThatTwoChecksShare() {
    assertThat(
            texts(
                """
                {'mqtt': {}, 'actions': {'log': {'type': 'log'}}, 'checks': {
                  'a': {'type': 'disk', 'publish': 't/a', 'actions': ['log']},
                  'b': {'type': 'disk', 'publish': 't/a', 'actions': ['log']},
                  'c': {'type': 'disk', 'publish': 't/#', 'actions': ['log']},
                  'r': {'type': 'remote', 'remoteId': 'x', 'actions': ['log']},
                  's': {'type': 'remote', 'remoteId': 'x', 'actions': ['log']},
                  'u': {'type': 'remote', 'remoteId': 'r', 'actions': ['log']}}}
                """))
        .containsExactly(
            "checks.b.publish: \"a\" publishes there too; give each its own",
            "checks.c.publish: is not published: the topic has a wildcard, + or #,"
                + " which is for subscriptions only",
            "checks.s.remoteId: \"r\" has the same id too; give each its own",
            "checks.u.remoteId: gets no reports: they go to the check of that name");
  }

  @Test
  void warnsOfPublishWithoutMqtt() {
    assertThat(
            texts(
                """
                {'actions': {'log': {'type': 'log'}}, 'checks': {
                  'a': {'type': 'disk', 'publish': 't/a', 'actions': ['log']}}}
                """))
        .containsExactly("checks.a.publish: is not published: the site has no section mqtt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'cron': {'month': 2, 'day': 30}}",
        "{'cron': {'month': 'apr,jun', 'day': 31}}",
        "{'cron': {'year': 2025}}",
        "{'cron': {'hour': 1, 'end_date': '2026-05-01 11:00', 'timezone': 'UTC'}}",
        "{'interval': {'minutes': 5, 'end_date': '2026-04-30', 'timezone': 'UTC'}}",
        "{'interval': {'days': 2, 'start_date': '2026-05-02', 'end_date': '2026-05-02',"
            + " 'timezone': 'UTC'}, '//': 'fires once'}"
      })
  void warnsOfATriggerThatNeverFires(String trigger) {
    List<String> expected =
        trigger.contains("fires once")
            ? List.of()
            : List.of(
                "checks.a.trigger: never fires: no future time matches it;"
                    + " its end or year may be in the past, or the day doesn't exist");

    assertThat(
            texts(
                "{'actions': {'log': {'type': 'log'}}, 'checks': {'a': {'type': 'disk',"
                    + " 'actions': ['log'], 'trigger': "
                    + trigger
                    + "}}}"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'interval': {'minute': 5}}                | interval.minute: unknown key; did you mean minutes?",
        "{'interval': {'hour': 1, 'minutes': 5}}    | interval.hour: unknown key; did you mean hours?",
        "{'cron': {'minutes': 5, 'hour': 1}}        | cron.minutes: unknown key; did you mean minute?",
        "{'intervall': {'minutes': 5}}              | intervall: unknown key; did you mean interval?"
      })
  void suggestsNearestTriggerKey(String trigger, String warning) {
    assertThat(texts("{'checks': {'a': {'type': 'disk', 'trigger': " + trigger + "}}}"))
        .contains("checks.a.trigger." + warning);
  }

  @Test
  void warnsOfUsersWhoCantLogIn() {
    assertThat(
            texts(
                """
                {'webui': {'users': {'': 'dummy', '//': 'x', 'amy': '$argon2id$v=19$m=1,t=1,p=1$a$b',
                  'bob': 'secret', 'cid': '${env:PATH}', 'dan': 5, 'eve': '$2b$12$abc'}}}
                """))
        .allMatch(text -> text.contains("can't log in: the value is not a password hash"))
        .extracting(text -> text.substring(0, text.indexOf(':')))
        .containsExactly("webui.users.bob", "webui.users.dan", "webui.users.eve")
        .noneMatch(text -> text.contains("secret"));
  }

  @Test
  void warnsOfActionThatCannotSendAndReportsItsUseAsError() {
    String actions =
        "'actions': {'sms': {'type': 'pager', 'options': {}}, 'x': {'type': 'pager',"
            + " 'options': {'key': 'k'}}}";

    assertThat(problems("{" + actions + "}"))
        .containsExactly(
            Problem.warning("actions.sms.options", "can't send yet", "it needs a key, or mqtt"));
    assertThat(problems("{" + actions + ", 'mqtt': {}}")).isEmpty();
    Validation found =
        validate("{" + actions + ", 'checks': {'a': {'type': 'disk', 'actions': ['sms', 'x']}}}");
    assertThat(found.problems())
        .contains(
            Problem.error(
                "checks.a.actions", "action \"sms\" can't send yet", "it needs a key, or mqtt"));
    assertThat(found.isMisconfiguredAction("sms")).isTrue();
    assertThat(found.isMisconfiguredAction("x")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://me:s3cret@monitor.example.org/",
        "https://s3cret@monitor.example.org",
        "s3cret@host"
      })
  void rejectsCredentialsInWebUrl(String url) {
    SiteConfig site = SiteConfig.of(SiteFile.parse("{\"webui\": {\"url\": [\"" + url + "\"]}}"));

    assertThat(site.validate(StubTypes.ALL).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.isError()).isTrue())
        .hasToString(
            "webui.url: expected an address such as https://monitor.example.org, without a name or"
                + " password: links to it are shown");
    assertThat(site.linkTo("web")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://monitor.example.org",
        "HTTP://10.0.0.1:8080/monitor/",
        "https://[::1]:1/"
      })
  void acceptsValidWebUrls(String url) {
    SiteConfig site = SiteConfig.of(SiteFile.parse("{\"webui\": {\"url\": \"" + url + "\"}}"));

    assertThat(site.validate(StubTypes.ALL).problems()).isEmpty();
    assertThat(site.webUrl()).hasValue(url);
  }

  @Test
  void mergesAliasedListsAndWarnsOfOtherDuplicateAliases() {
    SiteConfig site =
        SiteConfig.of(
            SiteFile.parse(
                """
                {"webui": {"host": "a", "hostname": "b"}, "actions": {"m": {"type": "email",
                  "options": {"recipient": "a@b.c", "recipients": ["d@e.f", "a@b.c"]}}}}
                """));
    ActionConfig action = site.actions().get("m");
    ActionType type = StubTypes.ALL.action("email").orElseThrow();
    Options options = action.options(type);

    assertThat(options.find(recipients(type))).hasValue(List.of("d@e.f", "a@b.c"));
    assertThat(site.validate(StubTypes.ALL).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "webui.host: is given twice, also as hostname; host is used; remove the other");
  }

  @SuppressWarnings("unchecked") // the option of that name is a list
  private static Option<List<String>> recipients(ActionType type) {
    return (Option<List<String>>)
        type.options().stream()
            .filter(option -> option.name().equals("recipients"))
            .findFirst()
            .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"on, true", "off, false", "On, true", "OFF, false"})
  void acceptsOnAndOffForFlagWithWarning(String word, boolean meant) {
    SiteConfig site = SiteConfig.of(SiteFile.parse("{\"allowExec\": \"" + word + "\"}"));

    assertThat(site.allowExec()).isEqualTo(meant);
    assertThat(site.validate(StubTypes.ALL).problems())
        .singleElement()
        .asString()
        .contains("took \"" + word + "\" as " + meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a': /* c */ 1}  | JSON has no comments",
        "{a: 1}            | expected a name in double quotation marks, found a",
        "{'a': 1 'b': 2}   | expected a comma between two entries",
        "{'a' 1}           | expected a colon after the name, found 1",
        "{'a': ;}          | expected a value, found ;",
        "{'a': NaN}        | expected a number, found NaN",
        "{'a': True}       | expected a value, found True",
        "{'a': 012}        | a number can't have leading zeros",
        "{'a': 1.}         | invalid number",
        "{'a': 1e}         | invalid number",
        "{'a': '\\q'}       | unknown escape \\q",
        "{'a': '\\u00'}     | needs four hexadecimal digits",
        "{'a': +1}         |",
        "{'a': .5}         |",
        "{'a': &}          |"
      })
  void reportsInvalidJsonInItsOwnWords(String json, String words) {
    assertThat(refusal(json.replace('\'', '"')))
        .matches("line 1, column \\d+: .+")
        .contains(words == null ? "" : words)
        .doesNotContain("Feature", "ALLOW_", "token", "code ", "Source", "not enabled");
  }

  @Test
  void reportsParserLimitsWithoutNamingSettings() {
    assertThat(refusal("[".repeat(300))).contains("more than 200 levels deep");
    assertThat(refusal("{\"a\": " + "1".repeat(2_000) + "}")).contains("is too long");
    assertThat(refusal("{\"a\": \"\n\"}")).contains("a string can't span lines");
  }

  private static String refusal(String json) {
    try {
      SiteFile.parse(json);
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static List<Problem> problems(String json) {
    return validate(json).problems();
  }

  /** Leaves out who hears of a failure, which has its own test. */
  private static List<String> texts(String json) {
    return problems(json).stream()
        .filter(problem -> !problem.message().equals(Validation.NOTIFIES_NOBODY))
        .map(Problem::toString)
        .toList();
  }

  private static Validation validate(String json) {
    List<ActionType> actions = List.of(new Pager());
    Types types =
        Types.of(
            StubTypes.ALL.check("disk").orElseThrow(),
            StubTypes.ALL.check("remote").orElseThrow(),
            StubTypes.ALL.action("log").orElseThrow(),
            actions.get(0));
    return SiteConfig.of(SiteFile.parse(json.replace('\'', '"'))).validate(types, NOW);
  }

  /** Needs one of two things before it can send. */
  private static final class Pager implements ActionType {
    private static final Option<String> KEY = Option.text("key", "Key");

    @Override
    public String name() {
      return "pager";
    }

    @Override
    public String summary() {
      return "Pages.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(KEY);
    }

    @Override
    public Action create(Options options) {
      return (notification, context) -> {};
    }

    @Override
    public Optional<String> lacking(Options options, Set<String> sections) {
      return options.has(KEY) || sections.contains("mqtt")
          ? Optional.empty()
          : Optional.of("a key, or mqtt");
    }
  }
}
