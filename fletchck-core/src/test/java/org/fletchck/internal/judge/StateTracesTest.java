package org.fletchck.internal.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.internal.plan.Policy;
import org.fletchck.spi.Change;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckState.Counts;
import org.fletchck.spi.Status;
import org.fletchck.spi.Transition;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Histories recorded from the original: every step must end and be notified as it was there. */
class StateTracesTest {

  @TestFactory
  List<DynamicTest> judgesAsTheOriginalDid() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode trace : traces()) {
      String name = "history " + tests.size() + " from " + trace.get("initial");
      tests.add(DynamicTest.dynamicTest(name, () -> play(trace)));
    }
    return tests;
  }

  @Test
  void hasAllRecordedHistories() throws IOException {
    assertThat(traces()).hasSize(120);
  }

  private static JsonNode traces() throws IOException {
    try (InputStream in = StateTracesTest.class.getResourceAsStream("state-traces.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static void play(JsonNode trace) {
    int threshold = trace.get("threshold").intValue();
    boolean failAction = trace.get("failAction").booleanValue();
    boolean passAction = trace.get("passAction").booleanValue();
    Policy policy = new Policy(threshold, threshold, 1, failAction, passAction, null);
    Play play = new Play(policy, initial(trace.get("initial")));
    for (JsonNode step : trace.get("steps")) {
      Transition t = play.ran(result(step.get("outcome")));
      assertThat(failState(t.after()))
          .as("failState after %s", step)
          .isEqualTo(text(step, "failState"));
      assertThat(t.after().counts().failCount())
          .as("failCount after %s", step)
          .isEqualTo(step.get("failCount").intValue());
      assertThat(t.change().map(Change::word).orElse("null"))
          .as("notified at %s", step)
          .isEqualTo(text(step, "notify"));
    }
  }

  /**
   * The original knows no pending: in it a check that has never run has failState true with
   * failCount 0, which no history starts with. So failState false is a check that was judged: PASS.
   */
  private static CheckState initial(JsonNode initial) {
    JsonNode failState = initial.get("failState");
    boolean fails = failState.isTextual() || failState.booleanValue();
    return CheckState.UNKNOWN
        .withStatus(fails ? Status.FAIL : Status.PASS)
        .withMembers(members(failState))
        .withCounts(new Counts(initial.get("failCount").intValue(), List.of()));
  }

  private static CheckResult result(JsonNode outcome) {
    if (outcome.isTextual()) {
      return CheckResult.failing(members(outcome));
    }
    return outcome.booleanValue() ? CheckResult.fail("down") : CheckResult.pass();
  }

  private static List<String> members(JsonNode failState) {
    return failState.isTextual() ? List.of(failState.textValue().split(",")) : List.of();
  }

  private static String failState(CheckState s) {
    if (s.status() != Status.FAIL) {
      return "false";
    }
    return s.members().isEmpty() ? "true" : String.join(",", s.members());
  }

  private static String text(JsonNode step, String field) {
    return step.get(field).asText();
  }
}
