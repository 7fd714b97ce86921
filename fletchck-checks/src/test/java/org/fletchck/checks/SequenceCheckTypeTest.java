package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.MemberState;
import org.fletchck.spi.Options;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.fletchck.testing.TestContext;
import org.junit.jupiter.api.Test;

class SequenceCheckTypeTest extends CheckTypeContract {

  private static final Map<String, MemberState> MEMBERS =
      Map.of(
          "ok", new MemberState("ok", "disk", Status.PASS, "91%", List.of("fine")),
          "new", new MemberState("new", "https", Status.PENDING, null, List.of()),
          "held", new MemberState("held", "https", Status.PAUSED, null, List.of()),
          "bad", new MemberState("bad", "https", Status.FAIL, null, List.of("one", "two")),
          "worse", new MemberState("worse", "remote (ups)", Status.FAIL, "3%", List.of()),
          "cut", new MemberState("cut", "https", Status.UNREACHABLE, null, List.of("old")),
          "gone", new MemberState("gone", "unknown", Status.UNREACHABLE, null, List.of()));

  @Override
  CheckType type() {
    return new SequenceCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of("checks", List.of("a"));
  }

  @Override
  Map<String, String> defaults() {
    return Map.of("checks", "");
  }

  private List<String> log = List.of();

  private CheckResult run(String... names) throws Exception {
    Options options = Options.of(type().options(), Map.of("checks", List.of(names)));
    try (TestContext context =
        TestContext.withTimeout(Duration.ofSeconds(5)).members(MEMBERS::get)) {
      CheckResult result = type().create(options).run(context);
      log = context.lines();
      return result;
    }
  }

  @Test
  void passesWhenNoMemberFails() throws Exception {
    CheckResult result = run("ok", "new", "held");
    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(log)
        .containsExactly("ok (disk): PASS 91%", "new (https): PENDING", "held (https): PAUSED");
  }

  @Test
  void failsAndListsFailingMembersInConfiguredOrder() throws Exception {
    CheckResult result = run("worse", "cut", "bad", "ok", "bad");
    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(result.members()).containsExactly("worse", "bad");
    assertThat(log)
        .containsExactly(
            "worse (remote (ups)): FAIL 3%",
            "cut (https): UNREACHABLE",
            "bad (https): FAIL",
            "  one",
            "  two",
            "ok (disk): PASS 91%");
  }

  @Test
  void isUnknownWhenMembersAreUnreachableAndNoneFails() throws Exception {
    CheckResult result = run("ok", "cut", "gone");
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.members()).containsExactly("cut", "gone");
  }

  @Test
  void rejectsEmptyList() {
    assertThat(Options.of(type().options(), Map.of("checks", List.of())).problems(""))
        .singleElement()
        .asString()
        .contains("expected the name of at least one check");
  }

  @Test
  void isNotANetworkCheck() {
    assertThat(type().overNetwork()).isFalse();
  }
}
