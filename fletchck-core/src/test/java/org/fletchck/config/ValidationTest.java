package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fletchck.spi.Problem;
import org.junit.jupiter.api.Test;

class ValidationTest {

  private static final String ACTIONS = "'actions': {'log': {'type': 'log'}}";

  @Test
  void acceptsFirstExampleOfManual() {
    Validation found =
        validate(
            """
            {
             'actions': {
              'sms-admin': {'type': 'sms', 'options': {'recipient': '+1234234234'}},
              'email-all': {'type': 'email', 'options': {'recipients': ['admin@place.com']}}
             },
             'checks': {
              'place-gateway': {
               'type': 'ssh', 'trigger': {'interval': {'minutes': 5}},
               'options': {'hostname': 'gw.place.com'}, 'actions': ['sms-admin']},
              'place-svc': {
               'type': 'sequence', 'trigger': {'cron': {'hour': '9-17', 'minute': '0'}},
               'options': {'checks': ['place-email', 'place-web']}, 'actions': ['email-all']},
              'place-email': {
               'type': 'smtp', 'options': {'hostname': 'mail.place.com'},
               'depends': ['place-gateway']},
              'place-web': {'type': 'https', 'options': {'hostname': 'place.com'}}
             }
            }
            """);

    assertThat(found.problems()).isEmpty();
    assertThat(found.hasErrors()).isFalse();
  }

  @Test
  void reportsInvalidValueWithPathAndMarksCheckMisconfigured() {
    Validation found =
        check("'Home Cert': {'type': 'cert', 'options': {'hostname': 'h', 'port': 'https'}}");

    assertThat(errors(found))
        .containsExactly(
            "checks.\"Home Cert\".options.port: "
                + "expected a number from 1 to 65535, found \"https\"");
    assertThat(found.isMisconfiguredCheck("Home Cert")).isTrue();
    assertThat(found.checkProblems("Home Cert")).isNotEmpty();
  }

  @Test
  void invalidCommonKeyMakesCheckMisconfigured() {
    Validation found =
        check("'a': {'type': 'disk', 'threshold': 0}, 'b': {'type': 'disk', 'depends': 5}");

    assertThat(errors(found))
        .containsExactly(
            "checks.a.threshold: expected a whole number from 1 to 1000, found 0",
            "checks.b.depends: expected a list of strings, found 5");
    assertThat(found.isMisconfiguredCheck("a")).isTrue();
    assertThat(found.isMisconfiguredCheck("b")).isTrue();
  }

  @Test
  void nullIsTheSameAsAMissingKey() {
    Validation found =
        check(
            "'a': {'type': 'https', 'options': {'hostname': 'h', 'port': null}, 'trigger': null,"
                + " 'subType': null, 'threshold': null, 'actions': ['log'], 'oddity': null},"
                + " 'b': null");

    assertThat(found.problems()).isEmpty();
  }

  @Test
  void acceptsNumberOrFlagAsStringWithWarning() {
    Validation found =
        check(
            "'a': {'type': 'https', 'actions': ['log'], 'threshold': '2', 'paused': 'true',"
                + " 'options': {'hostname': 'h', 'port': '8443', 'tls': 'false'}}");

    assertThat(errors(found)).isEmpty();
    assertThat(warnings(found))
        .containsExactly(
            "checks.a.threshold: expected a number from 1 to 1000, took the string \"2\"",
            "checks.a.options.port: expected a number from 1 to 65535, took the string \"8443\"",
            "checks.a.options.tls: expected true or false, took \"false\" as false",
            "checks.a.paused: expected true or false, took the string");
  }

  @Test
  void treatsNonObjectEntryAsMisconfigured() {
    Validation found = check("'a': 5");

    assertThat(errors(found)).hasSize(1).first().asString().startsWith("checks.a: expected an");
    assertThat(found.isMisconfiguredCheck("a")).isTrue();
  }

  @Test
  void suggestsNearestTypeForUnknownType() {
    Validation found = check("'a': {'type': 'htps'}, 'b': {}, 'c': {'type': 'qqqqqqqq'}");

    assertThat(errors(found).get(0))
        .isEqualTo("checks.a.type: unknown check type \"htps\"; did you mean https?");
    assertThat(errors(found).get(1)).startsWith("checks.b.type: is missing");
    assertThat(errors(found).get(2)).contains("known types: https, ssh");
    assertThat(found.isMisconfiguredCheck("a")).isTrue();
    assertThat(found.isMisconfiguredCheck("b")).isTrue();
  }

  @Test
  void reportsMissingRequiredOption() {
    Validation found = check("'a': {'type': 'https'}, 'b': {'type': 'disk', 'actions': ['log']}");

    assertThat(errors(found))
        .containsExactly("checks.a.options.hostname: is missing; needed: host to look at");
    assertThat(found.isMisconfiguredCheck("a")).isTrue();
    assertThat(found.isMisconfiguredCheck("b")).isFalse();
  }

  @Test
  void warnsOfUnknownKeysWithNearestName() {
    Validation found =
        validate(
            "{'timezon': 'UTC', 'webui': {'prot': 1, 'grace': 3}, "
                + ACTIONS
                + ", 'checks': {'a': {'type': 'disk', 'treshold': 2, 'actions': ['log'],"
                + " 'options': {'levl': 3}}}}");

    assertThat(errors(found)).isEmpty();
    assertThat(warnings(found))
        .containsExactly(
            "timezon: unknown key; did you mean timezone?",
            "webui.prot: unknown key; did you mean port?",
            "webui.grace: has no effect here; it belongs at top level",
            "checks.a.treshold: unknown key; did you mean threshold?",
            "checks.a.options.levl: unknown key; did you mean level?");
  }

  @Test
  void warnsOfMisplacedKeysWithTheirProperPlace() {
    Validation found =
        check(
            "'a': {'type': 'https', 'timeout': 3, 'actions': ['log'],"
                + " 'options': {'hostname': 'h', 'publish': 't', 'pubilsh': 't'}}");

    assertThat(warnings(found))
        .containsExactly(
            "checks.a.timeout: has no effect here; it belongs inside options",
            "checks.a.options.publish: has no effect here; it belongs next to options",
            "checks.a.options.pubilsh: unknown key; did you mean publish, next to options?");
  }

  @Test
  void anOptionOfAnotherTypeIsIgnoredSilently() {
    Validation found =
        check("'a': {'type': 'disk', 'actions': ['log'], 'options': {'hostkey': 1, 'port': 'x'}}");

    assertThat(found.problems()).isEmpty();
  }

  @Test
  void keysThatBeginWithSlashesAreComments() {
    Validation found =
        validate(
            "{'//': 'a', 'checks': {'//': 'b', '//x': {}, 'a': {'//note': 1, 'type': 'disk',"
                + " 'actions': ['log'], 'trigger': {'//': 1, 'interval': {'//': 2, 'minutes': 1}},"
                + " 'options': {'//': 0}}}, 'webui': {'//': 1}, "
                + ACTIONS
                + "}");

    assertThat(found.problems()).isEmpty();
  }

  @Test
  void reportsInvalidTriggerWithItsOwnMessage() {
    Validation found =
        check(
            "'a': {'type': 'disk', 'trigger': {'cron': {'hour': 25}}},"
                + " 'b': {'type': 'disk', 'trigger': 5}");

    assertThat(errors(found).get(0)).startsWith("checks.a.trigger: cron.hour: ");
    assertThat(errors(found).get(1)).startsWith("checks.b.trigger: expected an object");
    assertThat(found.isMisconfiguredCheck("a")).isTrue();
    assertThat(found.isMisconfiguredCheck("b")).isTrue();
  }

  @Test
  void warnsOfUnknownTriggerKey() {
    Validation found =
        check(
            "'a': {'type': 'disk', 'actions': ['log'],"
                + " 'trigger': {'interval': {'minutes': 1, 'hourz': 2}}}");

    assertThat(warnings(found))
        .containsExactly("checks.a.trigger.interval.hourz: unknown key; did you mean hours?");
  }

  @Test
  void reportsConflictingOptions() {
    Validation found =
        check(
            "'a': {'type': 'odd', 'options': {'tls': false, 'port': 1}}, 'b': {'type': 'broken'}");

    assertThat(errors(found).get(0))
        .isEqualTo("checks.a.options: port needs tls; leave out port or set tls");
    assertThat(errors(found).get(1)).startsWith("checks.b.options: type broken can't be used");
    assertThat(found.isMisconfiguredCheck("a")).isTrue();
    assertThat(found.isMisconfiguredCheck("b")).isTrue();
  }

  @Test
  void warnsOfUnresolvableReferenceWithoutTryingOutType() {
    Validation found =
        check(
            "'a': {'type': 'odd', 'actions': ['log'],"
                + " 'options': {'tls': false, 'port': '${env:FLETCHCK_NOT_SET}'}}");

    assertThat(errors(found)).isEmpty();
    assertThat(warnings(found))
        .containsExactly("checks.a.options.port: environment variable FLETCHCK_NOT_SET is not set");
  }

  @Test
  void showsNoSecretsOrReferencedValuesInMessages() {
    Validation found =
        check(
            "'a': {'type': 'https', 'options': {'hostname': 'h', 'password': ['hidden'],"
                + " 'port': '${env:PATH}'}}");

    assertThat(errors(found))
        .containsExactly(
            "checks.a.options.port: expected a number from 1 to 65535",
            "checks.a.options.password: expected a string");
  }

  @Test
  void unknownNamesAreErrorsThatDontMakeACheckMisconfigured() {
    Validation found =
        check(
            "'gateway': {'type': 'disk', 'actions': ['logg']},"
                + " 'a': {'type': 'sequence', 'depends': ['gatway'], 'actions': ['log'],"
                + " 'options': {'checks': ['gateway', 'zzz']}}");

    assertThat(errors(found))
        .containsExactly(
            "checks.gateway.actions: there is no action \"logg\"; did you mean log?",
            "checks.a.depends: there is no check \"gatway\"; did you mean gateway?",
            "checks.a.options.checks: there is no check \"zzz\"");
    assertThat(found.isMisconfiguredCheck("a")).isFalse();
    assertThat(found.isMisconfiguredCheck("gateway")).isFalse();
  }

  @Test
  void reportsUnknownNamesInSiteSettings() {
    Validation found =
        validate("{'uplink': 'gw', 'mqtt': {'autoaddActions': ['x']}, 'checks': {}}");

    assertThat(errors(found))
        .containsExactly(
            "uplink: there is no check \"gw\"", "mqtt.autoaddActions: there is no action \"x\"");
  }

  @Test
  void warnsOfSharedSubscriptionWithOldMqttVersion() {
    assertThat(validate("{'mqtt': {'share': 'hubs'}}").problems())
        .extracting(Problem::toString)
        .containsExactly(
            "mqtt.share: not every broker supports shared subscriptions in this version;"
                + " set \"version\": 5");
    assertThat(validate("{'mqtt': {'share': 'hubs', 'version': 5}}").problems()).isEmpty();
  }

  @Test
  void reportsCycleWithoutMarkingCheckMisconfigured() {
    Validation found =
        check(
            "'a': {'type': 'disk', 'actions': ['log'], 'depends': ['b']},"
                + " 'b': {'type': 'sequence', 'actions': ['log'], 'options': {'checks': ['a']}}");

    assertThat(errors(found))
        .containsExactly("checks.b: circular dependency: a -> b -> a; the last step is ignored");
    assertThat(found.isMisconfiguredCheck("b")).isFalse();
  }

  @Test
  void aWindowSmallerThanTheThresholdIsAnError() {
    Validation found = check("'a': {'type': 'disk', 'threshold': 3, 'window': 2}");

    assertThat(errors(found))
        .containsExactly("checks.a.window: expected at least the threshold, 3, found 2");
    assertThat(found.isMisconfiguredCheck("a")).isTrue();
  }

  @Test
  void warnsOfActionThatCannotSendAndReportsItsUseAsError() {
    String actions =
        "'actions': {'mail': {'type': 'email', 'options': {'recipients': []}},"
            + " 'log': {'type': 'log'}}";
    Validation unused = validate("{" + actions + "}");
    Validation used =
        validate(
            "{" + actions + ", 'checks': {'a': {'type': 'disk', 'actions': ['mail', 'log']}}}");

    assertThat(errors(unused)).isEmpty();
    assertThat(warnings(unused))
        .containsExactly("actions.mail.options.recipients: is missing; needed: whom to tell");
    assertThat(unused.isMisconfiguredAction("mail")).isTrue();
    assertThat(errors(used))
        .containsExactly("checks.a.actions: action \"mail\" can't send yet; it needs recipients");
    assertThat(used.isMisconfiguredCheck("a")).isFalse();
    assertThat(used.actionProblems("mail")).hasSize(1);
  }

  @Test
  void invalidValueMakesActionMisconfigured() {
    Validation found =
        validate("{'actions': {'a': {'type': 'sms', 'options': {'recipient': 'x', 'port': 0}}}}");

    assertThat(errors(found)).hasSize(1);
    assertThat(found.isMisconfiguredAction("a")).isTrue();
  }

  @Test
  void reportsInvalidSiteSections() {
    Validation found =
        validate(
            "{'timezone': 'Nowhere', 'checks': [], 'webui': 5, 'mqtt': {'qos': 3},"
                + " 'heartbeat': {'minutes': 0}, 'grace': -1}");

    assertThat(found.problems().stream().filter(Problem::isError).map(Problem::path))
        .containsExactlyInAnyOrder(
            "timezone",
            "checks",
            "webui",
            "mqtt.qos",
            "heartbeat.url",
            "heartbeat.minutes",
            "grace");
  }

  @Test
  void reportsInvalidWebuiKeysWithExpectedValues() {
    Validation found =
        validate(
            "{'webui': {'path': 'monitor', 'proxies': ['10.0.0.0/99'],"
                + " 'tokens': {'cron': 'read:s3cret'}, 'status': ['a', 'all']},"
                + " 'checks': {'A': {'type': 'disk'}}}");

    assertThat(errors(found))
        .containsExactlyInAnyOrder(
            "webui.path: expected a path such as /monitor, found \"monitor\"",
            "webui.proxies: expected addresses, networks such as 10.0.0.0/8, host names, or private,"
                + " found \"10.0.0.0/99\"",
            "webui.tokens: expected for \"cron\" read: or write: followed by the SHA-256"
                + " as 64 lower-case hex digits",
            "webui.status: there is no check \"a\"; did you mean A?");
  }

  @Test
  void acceptsValidWebuiKeys() {
    Validation found =
        validate(
            "{'webui': {'path': '/a/b', 'proxies': '::1', 'status': 'all', 'tokens': {'cron': 'read:"
                + "0123456789abcdef".repeat(4)
                + "'}}}");

    assertThat(found.problems()).isEmpty();
  }

  private static Validation check(String checks) {
    return validate("{" + ACTIONS + ", 'checks': {" + checks + "}}");
  }

  private static Validation validate(String json) {
    return SiteConfig.of(SiteFile.parse(json.replace('\'', '"'))).validate(StubTypes.ALL);
  }

  private static List<String> errors(Validation found) {
    return found.problems().stream().filter(Problem::isError).map(Problem::toString).toList();
  }

  /** Leaves out the warnings about who is sent, which have their own test. */
  private static List<String> warnings(Validation found) {
    return found.problems().stream()
        .filter(problem -> !problem.isError() && !problem.message().contains("nobody is notified"))
        .map(Problem::toString)
        .toList();
  }
}
