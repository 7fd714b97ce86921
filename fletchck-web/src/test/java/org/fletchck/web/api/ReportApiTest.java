package org.fletchck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportApiTest {

  private final ExampleSite example = new ExampleSite();

  @AfterEach
  void close() {
    example.close();
  }

  private CheckState report(String body) {
    Response answer = example.post("/checks/backup/report", body.replace('\'', '"'));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return example.site.state("backup").orElseThrow();
  }

  @Test
  void treatsEmptyReportAsPass() {
    assertThat(report("").status()).isEqualTo(Status.PASS);
    assertThat(report("{}").status()).isEqualTo(Status.PASS);
  }

  @Test
  void acceptsFailureWithReason() {
    CheckState state = report("{'fail': true, 'reason': 'no space left', 'level': '100%'}");

    assertThat(state.status()).isEqualTo(Status.FAIL);
    assertThat(state.lastRun().reason()).isEqualTo("no space left");
    assertThat(state.lastRun().level()).isEqualTo("100%");
    assertThat(report("{'fail': false}").status()).isEqualTo(Status.PASS);
  }

  @Test
  void acceptsFailingMembers() {
    CheckState state = report("{'members': ['a', 'b'], 'log': ['one', 'two']}");

    assertThat(state.status()).isEqualTo(Status.FAIL);
    assertThat(state.members()).containsExactly("a", "b");
    assertThat(state.lastRun().log()).containsExactly("one", "two");
  }

  @Test
  void acceptsMessageOfAnotherInstance() {
    CheckState state =
        report(
            "{'name': 'seq', 'type': 'sequence', 'data': {'threshold': 1, 'failState': 'gone,dep',"
                + " 'failCount': 1, 'log': ['gone (https): FAIL'], 'softFail': null,"
                + " 'lastCheck': '21 Nov 2026 11:47 UTC', 'lastFail': null, 'lastPass': null}}");

    assertThat(state.status()).isEqualTo(Status.FAIL);
    assertThat(state.members()).containsExactly("gone", "dep");
    assertThat(state.times().check()).isEqualTo("2026-11-21T11:47:00Z");
  }

  @Test
  void acceptsBareDataObject() {
    assertThat(report("{'failState': true, 'failCount': 1, 'threshold': 2}").status())
        .isEqualTo(Status.PENDING);
    assertThat(report("{'failState': true, 'failCount': 2, 'threshold': 2}").status())
        .isEqualTo(Status.FAIL);
    assertThat(report("{'failState': true, 'softFail': 'router'}").status())
        .isEqualTo(Status.UNREACHABLE);
    assertThat(report("{'failState': false, 'failCount': 0}").status()).isEqualTo(Status.PASS);
  }

  @Test
  void truncatesLongTexts() {
    CheckState state = report("{'fail': true, 'reason': '" + "x".repeat(100_000) + "'}");

    assertThat(state.lastRun().reason()).hasSizeLessThan(1_100);
    assertThat(state.lastRun().log().get(0)).hasSizeLessThan(1_100);
  }

  @Test
  void refusesReportsForOtherTypes() {
    Response refused = example.post("/checks/web/report", "{}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("https");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fail\": \"yes\"}",
        "{\"failed\": true}",
        "{\"reason\": 1}",
        "{\"log\": [1]}",
        "{\"log\": \"a\"}",
        "{\"members\": {}}",
        "{\"failState\": 1}",
        "{\"failState\": true, \"failCount\": -1}",
        "{\"failState\": true, \"failCount\": 1.5}",
        "{\"failState\": true, \"failCount\": 99999999999999999999}",
        "{\"failState\": true, \"threshold\": \"two\"}",
        "{\"failState\": true, \"unknown\": 1}",
        "{\"data\": {\"failState\": true}, \"unknown\": 1}"
      })
  void rejectsInvalidReports(String body) {
    Response refused = example.post("/checks/backup/report", body);

    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(ExampleSite.paths(refused)).isNotEmpty();
    assertThat(example.site.state("backup").map(CheckState::status)).contains(Status.PENDING);
  }

  @Test
  void returnsNotFoundForUnknownCheck() {
    assertThat(example.ask("POST", "/checks/nobody/report", "{}", Map.of()).status())
        .isEqualTo(404);
  }
}
