package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteConfigTest {

  @Test
  void hasDefaults() {
    SiteConfig site = SiteConfig.empty();

    assertThat(site.zone()).isEqualTo(ZoneId.systemDefault());
    assertThat(site.name()).isEqualTo("Fletchck");
    assertThat(site.grace()).hasSeconds(60);
    assertThat(site.uplink()).isEmpty();
    assertThat(site.allowExec()).isFalse();
    assertThat(site.webUrl()).isEmpty();
    assertThat(site.webui()).isEmpty();
    assertThat(site.section("mqtt")).isEmpty();
    assertThat(SiteConfig.of(parse("{'webui': null}")).webui()).isEmpty();
  }

  @Test
  void readsSiteWideSettings() {
    SiteConfig site =
        SiteConfig.of(
            parse(
                "{'timezone': 'australia/adelaide', 'grace': 0, 'uplink': ['a', 'b'],"
                    + " 'allowExec': true, 'webui': {'name': 'Home', 'url': 'https://x/',"
                    + " 'hostname': 'h', 'cert': 'c.pem'}, 'heartbeat': {'url': 'u'}}"));

    assertThat(site.zone()).isEqualTo(ZoneId.of("Australia/Adelaide"));
    assertThat(site.grace()).isZero();
    assertThat(site.uplink()).containsExactly("a", "b");
    assertThat(site.allowExec()).isTrue();
    assertThat(site.name()).isEqualTo("Home");
    assertThat(site.webUrl()).contains("https://x/");
    assertThat(site.webui().orElseThrow().get(WebuiKeys.HOST)).isEqualTo("h");
    assertThat(site.inFolder(Path.of("/etc")).webui().orElseThrow().path(WebuiKeys.CERT))
        .isEqualTo(Path.of("/etc/c.pem"));
    assertThat(site.heartbeat().orElseThrow().get(SiteKeys.HEARTBEAT_MINUTES)).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a'                                    | a     | 1",
        "['a', 'b']                             | a,b   | 1",
        "{'checks': 'a'}                        | a     | 1",
        "{'checks': ['a', 'b', 'c'], 'need': 2} | a,b,c | 2",
        "{'checks': ['a', 'b'], 'need': 'x'}    | a,b   | 1",
      })
  void readsUplinkAsStringListOrObject(String text, String checks, int need) {
    SiteConfig site = SiteConfig.of(parse("{'uplink': " + text + "}"));

    assertThat(site.uplink()).containsExactly(checks.split(","));
    assertThat(site.uplinkNeed()).isEqualTo(need);
  }

  @Test
  void renamingCheckUpdatesUplinkObject() {
    SiteConfig site =
        SiteConfig.of(
            parse(
                "{'uplink': {'checks': ['b', 'a'], 'need': 2},"
                    + " 'checks': {'a': {'type': 'disk'}, 'b': {'type': 'disk'}}}"));

    assertThat(site.renamedCheck("a", "z", StubTypes.ALL).uplink()).containsExactly("b", "z");
    assertThat(site.renamedCheck("a", "z", StubTypes.ALL).uplinkNeed()).isEqualTo(2);
  }

  @Test
  void treatsInvalidValuesAsMissing() {
    SiteConfig site =
        SiteConfig.of(
            parse(
                "{'timezone': 5, 'grace': 'x', 'uplink': {}, 'allowExec': [], 'webui': [],"
                    + " 'checks': 3, 'actions': 'no'}"));

    assertThat(site.zone()).isEqualTo(ZoneId.systemDefault());
    assertThat(site.grace()).hasSeconds(60);
    assertThat(site.uplink()).isEmpty();
    assertThat(site.checks()).isEmpty();
    assertThat(site.actions()).isEmpty();
    assertThat(site.withCheck(CheckConfig.of("a", "disk")).checks()).containsOnlyKeys("a");
  }

  @Test
  void linksToThePageOfACheck() {
    SiteConfig site = SiteConfig.of(parse("{'webui': {'url': 'https://mon.example.com/x/'}}"));

    assertThat(site.linkTo("a/b ä?"))
        .contains("https://mon.example.com/x/checks/a~~2Fb%20%C3%A4%3F");
    assertThat(SiteConfig.empty().linkTo("a")).isEmpty();
  }

  @Test
  void listsStatusPageChecksInOrderOfDefinition() {
    String site = "{'webui': {'status': %s}, 'checks': {'a': {}, 'b': {}, 'c': {}}}";

    assertThat(SiteConfig.of(parse(site.formatted("['c', 'gone', 'a']"))).statusChecks())
        .containsExactly("a", "c");
    assertThat(SiteConfig.of(parse(site.formatted("'all'"))).statusChecks())
        .containsExactly("a", "b", "c");
    assertThat(SiteConfig.of(parse(site.formatted("null"))).statusChecks()).isEmpty();
    assertThat(SiteConfig.empty().statusChecks()).isEmpty();
  }

  @Test
  void renamingCheckUpdatesReferences() {
    SiteConfig site =
        SiteConfig.of(
            parse(
                "{'uplink': 'a', 'webui': {'status': ['a']}, 'checks': {'a': {'type': 'disk'}, 'b': {'type': 'disk',"
                    + " 'depends': ['x', 'a']}, 's': {'type': 'sequence', 'options': {'checks':"
                    + " ['b', 'a']}}, 'h': {'type': 'https', 'options': {'checks': ['a']}},"
                    + " 'wrong': 7}}"));
    SiteConfig renamed = site.renamedCheck("a", "z", StubTypes.ALL);

    assertThat(renamed.checks().keySet()).containsExactly("z", "b", "s", "h", "wrong");
    assertThat(renamed.raw()).containsEntry("uplink", "z");
    assertThat(renamed.statusChecks()).containsExactly("z");
    assertThat(renamed.checks().get("b").depends()).containsExactly("x", "z");
    assertThat(renamed.checks().get("s").raw())
        .containsEntry("options", Map.of("checks", List.of("b", "z")));
    assertThat(renamed.checks().get("h")).isEqualTo(site.checks().get("h"));
    assertThat(renamed.renamedCheck("z", "a", StubTypes.ALL)).isEqualTo(site);
  }

  @Test
  void aRenamedCheckStillReceivesReportsOfItsOldName() {
    CheckType far =
        new CheckType() {
          @Override
          public String name() {
            return "far";
          }

          @Override
          public String summary() {
            return "Receives reports.";
          }

          @Override
          public List<Option<?>> options() {
            return List.of();
          }

          @Override
          public boolean receivesReports() {
            return true;
          }

          @Override
          public Check create(Options options) {
            return context -> CheckResult.pass();
          }
        };
    SiteConfig site = SiteConfig.empty().withCheck(CheckConfig.of("a", far));

    SiteConfig renamed = site.renamedCheck("a", "b", Types.of(far));
    assertThat(renamed.checks().get("b").remoteId()).contains("a");

    SiteConfig again = renamed.renamedCheck("b", "c", Types.of(far));
    assertThat(again.checks().get("c").remoteId()).contains("a");
  }

  @Test
  void renamingActionUpdatesReferences() {
    SiteConfig site =
        SiteConfig.of(
            parse(
                "{'mqtt': {'autoaddActions': ['m']}, 'actions': {'m': {'type': 'log'}},"
                    + " 'checks': {'a': {'type': 'disk', 'actions': ['m']}}}"));
    SiteConfig renamed = site.renamedAction("m", "n");

    assertThat(renamed.actions()).containsOnlyKeys("n");
    assertThat(renamed.checks().get("a").actions()).containsExactly("n");
    assertThat(renamed.autoaddActions()).containsExactly("n");
  }

  @Test
  void rejectsRenameToTakenNameOrOfUnknownCheck() {
    SiteConfig site =
        SiteConfig.empty()
            .withCheck(CheckConfig.of("a", "disk"))
            .withCheck(CheckConfig.of("b", "disk"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> site.renamedCheck("a", "b", StubTypes.ALL));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> site.renamedCheck("x", "y", StubTypes.ALL));
  }

  @Test
  void removesOnlyNamedEntry() {
    SiteConfig site =
        SiteConfig.empty()
            .withCheck(CheckConfig.of("a", "disk"))
            .withAction(ActionConfig.of("m", "log"));

    assertThat(site.withoutCheck("a").checks()).isEmpty();
    assertThat(site.withoutAction("m").actions()).isEmpty();
    assertThat(site.withoutCheck("zzz")).isSameAs(site);
  }

  private static Map<String, Object> parse(String json) {
    return SiteFile.parse(json.replace('\'', '"'));
  }
}
