package org.fletchck.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fletchck.web.pages.Phases.Part;
import org.junit.jupiter.api.Test;

class PhasesTest {

  private final Map<String, Duration> phases = new LinkedHashMap<>();

  @Test
  void putsTotalLastAndScalesBarByIt() {
    phases.put("connect", Duration.ofMillis(10));
    phases.put("total", Duration.ofMillis(100));
    phases.put("answer", Duration.ofMillis(40));

    Phases shown = Phases.of(phases);
    assertThat(shown.parts()).extracting(Part::name).containsExactly("connect", "answer", "total");
    assertThat(shown.bar().toString())
        .contains("x=\"0\" width=\"100\"")
        .contains("x=\"100\" width=\"400\"");
  }

  @Test
  void drawsNoBarForTotalAlone() {
    phases.put("total", Duration.ofMillis(100));
    assertThat(Phases.of(phases).bar().isEmptyContent()).isTrue();
  }

  @Test
  void fillsBarWithoutTotal() {
    phases.put("a", Duration.ofMillis(1));
    phases.put("b", Duration.ofMillis(3));
    assertThat(Phases.of(phases).bar().toString()).contains("x=\"250\" width=\"750\"");
  }
}
