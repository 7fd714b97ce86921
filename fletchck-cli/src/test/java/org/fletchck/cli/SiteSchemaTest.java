package org.fletchck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.dialect.DialectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema of the site file and what validation says agree, but for what a schema can't know. */
class SiteSchemaTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path ORIGINAL =
      ROOT.resolve(
          "fletchck-core/src/test/resources/org/fletchck/config/saved-by-original-1.0.5.json");

  @Test
  void isValidJsonSchema() {
    Schema meta = Schemas.REGISTRY.getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12));

    assertThat(meta.validate(Schemas.TEXT, InputFormat.JSON)).isEmpty();
    assertThat(meta.validate("{\"type\": 5}", InputFormat.JSON)).isNotEmpty();
  }

  static List<Path> sites() throws IOException {
    try (Stream<Path> examples = Files.walk(ROOT.resolve("examples"))) {
      List<Path> sites = new ArrayList<>(List.of(ORIGINAL));
      examples.filter(path -> path.toString().endsWith(".conf")).forEach(sites::add);
      assertThat(sites).hasSizeGreaterThan(1);
      return sites;
    }
  }

  @ParameterizedTest
  @MethodSource("sites")
  void acceptsExamplesAndFileSavedByOriginal(Path site) throws IOException {
    assertThat(Schemas.errors(Files.readString(site, UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'$schema': 'fletchck.schema.json', 'log': ['x'], 'heartbeat': null, 'webui': null}",
        "{'//': 1, 'checks': {'//': 5, 'a': null}, 'actions': null, 'unknown': {'a': []}}",
        "{'heartbeat': {'url': 'http://localhost/', 'minutes': 0.5}, 'mqtt': {'qos': '2'}}",
        "{'webui': {'port': '${env:NOT_SET_HERE}', 'users': {'//': 1, 'a': 'b', 'c': null}}}",
        "{'uplink': [], 'grace': 0, 'allowExec': 'yes', 'timezone': null}",
        "{'checks': {'a': {'type': 'disk'}, 'b': {'type': 'disk'}}, 'uplink': 'a'}",
        "{'checks': {'a': {'type': 'disk'}, 'b': {'type': 'disk'}}, 'uplink': ['a', 'b']}",
        "{'checks': {'a': {'type': 'disk'}, 'b': {'type': 'disk'}},"
            + " 'uplink': {'checks': ['a', 'b'], 'need': 2, '//': 1}}",
        "{'actions': {'a': {'type': 'email'}, 'b': {'type': 'email', 'options': {'tls': true}}}}",
        "{'actions': {'a': {'type': 'email', 'options': {'recipient': 'a@b.c', 'tls': 'NONE'}}}}",
        "{'actions': {'a': {'type': 'email', 'group': 5,"
            + " 'options': {'recipients': ['a@b.c'], 'group': 3}}}}"
      })
  void acceptsValidSites(String site) {
    assertAgreement(site, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type': 'disk'",
        "'type': 'disk', 'options': null, 'trigger': null, 'threshold': null, 'paused': null",
        "'type': 'disk', 'threshold': '2', 'priority': -3, 'failAction': 'no', 'retries': 2.0",
        "'type': 'disk', 'paused': true",
        "'type': 'disk', 'paused': 'true'",
        "'type': 'disk', 'paused': '2026-11-21T18:00:00+10:30'",
        "'type': 'disk', 'paused': '${env:NOT_SET_HERE}'",
        "'type': 'disk', 'note': 5, 'data': [], 'window': 4, 'reminder': 0.5",
        "'type': 'disk', 'actions': [], 'depends': null, 'treshold': {}",
        "'type': 'disk', 'options': {'hostname': [], 'port': 'x', '// level': 'x', 'level': 90.5}",
        "'type': 'disk', 'options': {'mounted': 1, 'level': ' 90 ', 'volume': '/'}",
        "'type': 'https', 'options': {'hostname': 'h', 'port': '8443', 'tls': 'False'}",
        "'type': 'https', 'options': {'hostname': 'h', 'headers': {'// a': [], 'X-A': 5}}",
        "'type': 'https', 'options': {'hostname': '${file:missing}', 'timeout': 0.5}",
        "'type': 'cert', 'options': {'hostname': 'h', 'starttls': 'SMTP'}",
        "'type': 'dns', 'options': {'expect': '192.0.2.1', 'reqType': 'A'}",
        "'type': 'exec', 'options': {'command': ['/bin/true', null], 'timezone': 'UTC'}"
      })
  void acceptsValidChecks(String check) {
    assertAgreement("{'checks': {'a': {" + check + "}}}", true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'//': 1}",
        "{'interval': null}",
        "{'interval': {'minutes': 10}}",
        "{'interval': {'minutes': '10', 'seconds': 0, '//': 1, 'hourz': 1}, 'cron': null}",
        "{'interval': {'weeks': 1, 'start_date': '2025-06-15', 'jitter': 30, 'timezone': 'UTC'}}",
        "{'interval': {'days': 1.0, 'end_date': '2025-06-15t10:30:00+02:00'}}",
        "{'cron': {'hour': 9}, 'unknown': 5}",
        "{'cron': {'hour': '9-17/2, 20', 'minute': '*/5', 'day_of_week': 'Mon-fri,sun'}}",
        "{'cron': {'day': 'last, 2nd Fri,LAST fri,1-5', 'month': 'jan-mar/2', 'second': null}}",
        "{'cron': {'year': '2026-2030', 'week': '53', 'day': 31, 'jitter': '5', 'minute': '05'}}",
      })
  void acceptsValidTriggers(String trigger) {
    assertAgreement("{'checks': {'a': {'type': 'disk', 'trigger': " + trigger + "}}}", true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'checks': []}",
        "{'actions': 'log'}",
        "{'webui': 5}",
        "{'webui': {'port': 70000}}",
        "{'webui': {'users': []}}",
        "{'mqtt': {'qos': 3}}",
        "{'mqtt': {'tls': 'perhaps'}}",
        "{'heartbeat': {}}",
        "{'heartbeat': {'url': '', 'minutes': 5}}",
        "{'heartbeat': {'url': 'x', 'minutes': 0}}",
        "{'grace': -1}",
        "{'grace': true}",
        "{'timezone': []}",
        "{'uplink': 5}",
        "{'uplink': {}}",
        "{'uplink': {'checks': []}}",
        "{'uplink': {'checks': ['a'], 'need': 0}, 'checks': {'a': {'type': 'disk'}}}",
        "{'checks': {'a': 5}}",
        "{'checks': {'a': ['type', 'disk']}}",
        "{'actions': {'a': {}}}",
        "{'actions': {'a': {'type': 'emial'}}}",
        "{'actions': {'a': {'type': 'email', 'options': {'recipients': 5}}}}",
        "{'actions': {'a': {'type': 'email', 'options': {'recipient': 'a@b.c', 'port': 0}}}}",
        "{'actions': {'a': {'type': 'email', 'options': {'recipient': 'a@b.c', 'tls': 'ssl'}}}}",
        "{'actions': {'a': {'type': 'log', 'group': -1}}}",
        "{'actions': {'a': {'type': 'log', 'options': 'x'}}}"
      })
  void rejectsInvalidSites(String site) {
    assertAgreement(site, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'threshold': 2",
        "'type': null",
        "'type': 5",
        "'type': 'htps'",
        "'type': '${env:PATH}'",
        "'type': 'disk', 'threshold': 0",
        "'type': 'disk', 'threshold': 1.5",
        "'type': 'disk', 'threshold': '1.5'",
        "'type': 'disk', 'threshold': 'many'",
        "'type': 'disk', 'threshold': true",
        "'type': 'disk', 'depends': 5",
        "'type': 'disk', 'actions': {}",
        "'type': 'disk', 'actions': [['a']]",
        "'type': 'disk', 'failAction': 7",
        "'type': 'disk', 'paused': 'sometimes'",
        "'type': 'disk', 'paused': 1",
        "'type': 'disk', 'reminder': 0",
        "'type': 'disk', 'priority': 3000000000",
        "'type': 'disk', 'note': {}",
        "'type': 'disk', 'options': []",
        "'type': 'disk', 'options': {'level': 101}",
        "'type': 'disk', 'options': {'level': '${home}'}",
        "'type': 'disk', 'options': {'timezone': []}",
        "'type': 'https'",
        "'type': 'https', 'options': null",
        "'type': 'https', 'options': {}",
        "'type': 'https', 'options': {'hostname': null}",
        "'type': 'https', 'options': {'hostname': ' '}",
        "'type': 'https', 'options': {'hostname': 'h', 'port': 'https'}",
        "'type': 'https', 'options': {'hostname': 'h', 'port': 70000}",
        "'type': 'https', 'options': {'hostname': 'h', 'password': ['hidden']}",
        "'type': 'https', 'options': {'hostname': 'h', 'headers': 'X-A: 5'}",
        "'type': 'https', 'options': {'hostname': 'h', 'headers': {'X-A': []}}",
        "'type': 'https', 'options': {'hostname': 'h', 'timeout': 0}",
        "'type': 'https', 'options': {'hostname': 'h', 'timeout': '5 s'}",
        "'type': 'cert', 'options': {'hostname': 'h', 'starttls': 'smtps'}",
        "'type': 'cert', 'options': {'hostname': 'h', 'starttls': true}",
        "'type': 'exec', 'options': {'command': []}",
        "'type': 'sequence', 'options': {'checks': {}}"
      })
  void rejectsInvalidChecks(String check) {
    assertAgreement("{'checks': {'a': {" + check + "}}}", false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "[]",
        "{'unknown': 1}",
        "{'interval': 5}",
        "{'interval': {}}",
        "{'interval': {'minutes': 0}}",
        "{'interval': {'minutes': null, 'hourz': 1}}",
        "{'interval': {'minutes': 1}, 'cron': {'hour': 1}}",
        "{'interval': {'minutes': -1}}",
        "{'interval': {'minutes': 1.5}}",
        "{'interval': {'minutes': '${env:PATH}'}}",
        "{'interval': {'minutes': true}}",
        "{'interval': {'weeks': 999999999}}",
        "{'interval': {'minutes': 1, 'start_date': 20250615}}",
        "{'interval': {'minutes': 1, 'end_date': 'tomorrow'}}",
        "{'interval': {'minutes': 1, 'jitter': -1}}",
        "{'interval': {'minutes': 1, 'timezone': 5}}",
        "{'cron': {}}",
        "{'cron': []}",
        "{'cron': {'timezone': 'UTC'}}",
        "{'cron': {'hour': 25}}",
        "{'cron': {'hour': '99'}}",
        "{'cron': {'hour': ''}}",
        "{'cron': {'hour': '9-'}}",
        "{'cron': {'hour': '9,,10'}}",
        "{'cron': {'hour': 'mon'}}",
        "{'cron': {'hour': true}}",
        "{'cron': {'minute': '*/0'}}",
        "{'cron': {'month': 0}}",
        "{'cron': {'month': 'janu'}}",
        "{'cron': {'day': '6th fri'}}",
        "{'cron': {'day_of_week': '7'}}"
      })
  void rejectsInvalidTriggers(String trigger) {
    assertAgreement("{'checks': {'a': {'type': 'disk', 'trigger': " + trigger + "}}}", false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type': 'disk', 'actions': ['nobody']",
        "'type': 'disk', 'depends': ['a']",
        "'type': 'sequence', 'options': {'checks': ['b']}",
        "'type': 'disk', 'threshold': 3, 'window': 2",
        "'type': 'disk', 'threshold': '2000'",
        "'type': 'disk', 'options': {'timezone': 'Nowhere'}",
        "'type': 'disk', 'paused': '2026-13-41T18:00:00+10:30'",
        "'type': 'disk', 'trigger': {'cron': {'hour': '17-9'}}",
        "'type': 'disk', 'trigger': {'cron': {'minute': '*/99'}}",
        "'type': 'disk', 'trigger': {'interval': {'minutes': 1, 'timezone': 'Nowhere'}}",
        "'type': 'https', 'options': {'hostname': 'h', 'port': '${env:PATH}'}",
        "'type': 'https', 'options': {'hostname': 'h', 'matches': '('}",
        "'type': 'https', 'options': {'hostname': 'h', 'password': 'without a name'}"
      })
  void acceptsWhatOnlyValidationRejects(String check) {
    String site = "{'checks': {'a': {" + check + "}}}";

    assertThat(isValid(site)).isFalse();
    assertThat(Schemas.errors(site)).isEmpty();
  }

  private static void assertAgreement(String site, boolean inOrder) {
    assertThat(isValid(site))
        .as("validation: " + Schemas.validation(site).problems())
        .isEqualTo(inOrder);
    assertThat(Schemas.errors(site).isEmpty())
        .as("schema: " + Schemas.errors(site))
        .isEqualTo(inOrder);
  }

  private static boolean isValid(String site) {
    return !Schemas.validation(site).hasErrors();
  }
}
