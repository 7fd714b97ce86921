package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionConfigTest {

  private final ActionConfig mail = ActionConfig.of("mail", "email");

  @Test
  void groupsForWholeSeconds() {
    ActionConfig grouped = mail.group(Duration.ofMinutes(1));

    assertThat(grouped.group()).isEqualTo(Duration.ofMinutes(1));
    assertThat(grouped.raw()).containsEntry("group", 60);
    assertThat(grouped.group(Duration.ZERO).group()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.5S", "PT-1S", "PT24H1S"})
  void rejectsGroupThatSiteFileCannotExpress(Duration time) {
    assertThatThrownBy(() -> mail.group(time))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("group of action mail: expected whole seconds from 0 to 86400");
  }
}
