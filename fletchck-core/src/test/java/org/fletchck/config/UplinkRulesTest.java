package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fletchck.spi.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UplinkRulesTest {

  private static final String CHECKS =
      "'actions': {'log': {'type': 'log'}}, 'checks': {"
          + "'a': {'type': 'https', 'options': {'hostname': 'a'}, 'actions': ['log']},"
          + "'b': {'type': 'https', 'options': {'hostname': 'b'}, 'actions': ['log']},"
          + "'on a': {'type': 'https', 'options': {'hostname': 'x'}, 'depends': ['a'],"
          + " 'actions': ['log']},"
          + "'further': {'type': 'https', 'options': {'hostname': 'x'}, 'depends': ['on a'],"
          + " 'actions': ['log']},"
          + "'row': {'type': 'sequence', 'options': {'checks': ['b']}, 'actions': ['log']},"
          + "'paused': {'type': 'https', 'options': {'hostname': 'x'}, 'paused': true,"
          + " 'actions': ['log']},"
          + "'later': {'type': 'https', 'options': {'hostname': 'x'}, 'actions': ['log'],"
          + " 'paused': '2030-01-01T00:00:00Z'},"
          + "'wrong': {'type': 'https', 'options': {'hostname': 'x', 'port': 0},"
          + " 'actions': ['log']}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['a', 'b']",
        "['later', 'b']",
        "{'checks': ['a', 'b']}",
        "{'checks': ['a', 'b'], 'need': 1}",
        "{'checks': ['a', 'b'], 'need': '2', '//': 'both'}",
        "[]",
        "null"
      })
  void acceptsUplinkOfSeveralChecks(String uplink) {
    assertThat(about(uplink)).filteredOn(line -> !line.contains("took")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a'                            | uplink",
        "['a']                          | uplink",
        "{'checks': 'a'}                | uplink.checks",
        "{'checks': ['a'], 'need': 1}   | uplink.checks"
      })
  void warnsOfSingleUplinkCheck(String uplink, String path) {
    assertThat(about(uplink))
        .containsExactly(
            path
                + ": while this one check fails, no network check is judged; name several that"
                + " don't fail together: the uplink is lost only when all fail");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'need': 1}                        | error   uplink.checks: is missing",
        "{}                                 | error   uplink.checks: is missing",
        "{'checks': []}                     | error   uplink.checks: is missing",
        "{'checks': ['a', 'b'], 'need': 0}  | error   uplink.need: expected a whole number from 1",
        "{'checks': ['a', 'b'], 'need': -1} | error   uplink.need: expected a whole number from 1",
        "{'checks': ['a', 'b'], 'need': 3}  | error   uplink.need: expected at most 2, the number of"
            + " its checks, found 3",
        "{'checks': ['a', 'a', 'b'], 'need': 3} | error   uplink.need: expected at most 2",
        "{'checks': ['a', 'b'], 'ned': 1}   | warning uplink.ned: unknown key; did you mean need?",
        "{'checks': {'a': 1}}               | error   uplink.checks: expected a list of strings",
        "7                                  | error   uplink: expected a list of strings",
        "['a', 'bb']                        | error   uplink: there is no check \"bb\"",
        "{'checks': ['a', 'bb']}            | error   uplink.checks: there is no check \"bb\"",
        "['a', 'b', 'a', 'a']               | warning uplink: names \"a\" more than once; it counts"
            + " once",
        "['a', 'paused']                    | warning uplink: \"paused\" is paused and doesn't count",
        "['a', 'wrong']                     | warning uplink: \"wrong\" is misconfigured and doesn't"
            + " count",
        "['a', 'on a']                      | warning uplink: \"on a\" needs \"a\", so they fail"
            + " together; name checks",
        "['further', 'a']                   | warning uplink: \"further\" needs \"a\"",
        "{'checks': ['b', 'row']}           | warning uplink.checks: \"row\" needs \"b\"",
      })
  void reportsProblemsOfUplink(String uplink, String expected) {
    assertThat(lines(uplink)).anyMatch(line -> line.startsWith(expected));
  }

  @Test
  void invalidUplinkDoesNotMisconfigureChecks() {
    Validation found = validate("{'checks': ['a', 'b'], 'need': 9}");

    assertThat(found.hasErrors()).isTrue();
    assertThat(found.isMisconfiguredCheck("a")).isFalse();
  }

  private static List<String> about(String uplink) {
    return validate(uplink).problems().stream()
        .filter(p -> p.path().startsWith("uplink"))
        .map(Problem::toString)
        .toList();
  }

  private static List<String> lines(String uplink) {
    return validate(uplink).problems().stream()
        .map(p -> (p.isError() ? "error   " : "warning ") + p)
        .toList();
  }

  private static Validation validate(String uplink) {
    String json = ("{'uplink': " + uplink + ", " + CHECKS + "}").replace('\'', '"');
    return SiteConfig.of(SiteFile.parse(json)).validate(StubTypes.ALL);
  }
}
