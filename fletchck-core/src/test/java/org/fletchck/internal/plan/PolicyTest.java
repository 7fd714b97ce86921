package org.fletchck.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PolicyTest {

  @Test
  void judgesAndNotifiesEveryRunByDefault() {
    assertThat(Policy.DEFAULT).isEqualTo(new Policy(1, 1, 1, true, true, null));
  }

  @Test
  void rejectsThresholdOrRecoveryBelowOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Policy(0, 1, 1, true, true, null))
        .withMessage("threshold and recovery must be at least 1, not 0 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Policy(1, 1, 0, true, true, null))
        .withMessage("threshold and recovery must be at least 1, not 1 and 0");
  }

  @Test
  void rejectsWindowSmallerThanThreshold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Policy(3, 2, 1, true, true, null))
        .withMessage("window must be at least the threshold, 3, not 2");
  }

  @Test
  void rejectsReminderIntervalOfZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Policy(1, 1, 1, true, true, Duration.ZERO))
        .withMessage("reminder must be longer than 0 s, not PT0S");
  }
}
