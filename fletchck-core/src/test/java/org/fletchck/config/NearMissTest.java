package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMissTest {

  private static final List<String> KNOWN = List.of("threshold", "timeout", "port", "publish");

  @Test
  void findsTheNameThatWasProbablyMeant() {
    assertThat(NearMiss.nearest("treshold", KNOWN)).contains("threshold");
    assertThat(NearMiss.nearest("Timeout", KNOWN)).contains("timeout");
    assertThat(NearMiss.nearest("prot", KNOWN)).contains("port");
    assertThat(NearMiss.nearest("publsih", KNOWN)).contains("publish");
  }

  @Test
  void findsNothingThatIsFarAway() {
    assertThat(NearMiss.nearest("colour", KNOWN)).isEmpty();
    assertThat(NearMiss.nearest("a", List.of("b"))).isEmpty();
    assertThat(NearMiss.nearest("", KNOWN)).isEmpty();
    assertThat(NearMiss.nearest("x".repeat(100_000), List.of("y".repeat(100_000)))).isEmpty();
  }
}
