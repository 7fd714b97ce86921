package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.fletchck.spi.Notification;
import org.junit.jupiter.api.Test;

class SmsTextTest {

  @Test
  void describesFailure() {
    assertThat(SmsText.of(SampleNotifications.gatewayFails(), MessageStyle.PLAIN))
        .isEqualTo(
            """
            Home gateway: FAIL
            connect to 192.0.2.1 port 22: <no route> & no answer
            32 checks unreachable
            since Sat 21 Nov 2026 11:47 ACDT""");
  }

  @Test
  void describesRecovery() {
    assertThat(SmsText.of(SampleNotifications.gatewayPasses(), MessageStyle.PLAIN))
        .isEqualTo(
            """
            Home gateway: PASS
            at Sat 21 Nov 2026 13:52 ACDT, failed for 2 h 5 min""");
  }

  @Test
  void describesChangeOfMembers() {
    assertThat(SmsText.of(SampleNotifications.otherMembers(), MessageStyle.PLAIN))
        .isEqualTo(
            """
            Services: FAIL
            now also shop; still mail; back web, dns
            since Sat 21 Nov 2026 11:47 ACDT""");
  }

  @Test
  void summarizesDigest() {
    assertThat(SmsText.of(SampleNotifications.digest(), MessageStyle.PLAIN))
        .isEqualTo(
            """
            3 changes: 2 FAIL, 1 PASS
            FAIL: shop (https); FAIL: Services (sequence); PASS: shop (https)
            since Sat 21 Nov 2026 11:47 ACDT""");
  }

  @Test
  void marksReminderAndTest() {
    assertThat(
            SmsText.of(
                SampleNotifications.test(SampleNotifications.reminder()), MessageStyle.PLAIN))
        .startsWith("TEST: Home gateway: FAIL (reminder)\n");
  }

  @Test
  void truncatesMessageTo300Characters() {
    Notification n = SampleNotifications.named("n".repeat(500), "because ".repeat(100));
    MessageStyle wording = new MessageStyle("s".repeat(99), "\uD83D\uDC36", MessageTimes.ENGLISH);

    assertThat(SmsText.of(n, wording))
        .hasSize(300)
        .startsWith("\uD83D\uDC36 [sss")
        .contains("nnn…: FAIL\nbecause because")
        .endsWith("…\nsince Sat 21 Nov 2026 11:47 ACDT");
  }

  @Test
  void formatsDatesInConfiguredLanguage() {
    MessageStyle german = new MessageStyle(null, null, new MessageTimes(Locale.GERMAN));

    assertThat(SmsText.of(SampleNotifications.gatewayPasses(), german))
        .contains("at Sa. 21 Nov. 2026 13:52");
  }
}
