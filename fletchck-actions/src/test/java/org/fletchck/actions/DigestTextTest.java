package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.fletchck.spi.Notification;
import org.junit.jupiter.api.Test;

class DigestTextTest {

  @Test
  void listsChangesAndThenDescribesEachInFull() {
    assertThat(PlainBody.of(MessageText.of(SampleNotifications.digest())))
        .isEqualTo(
            """
            3 changes: 2 FAIL, 1 PASS

            FAIL: shop (https), HTTP 503 Service Unavailable
            FAIL: Services (sequence), failing: mail, shop
            PASS: shop (https), failed for 20 min
            From: Sat 21 Nov 2026 11:47 ACDT
            To: Sat 21 Nov 2026 12:07 ACDT
            Site: Place

            ----------------------------------------

            shop (https) fails.
            HTTP 503 Service Unavailable

            Since: Sat 21 Nov 2026 11:47 ACDT
            2 checks are unreachable because of it: till, stock

            https://monitor.place.com/checks/shop

            Log:
              HEAD was answered

            ----------------------------------------

            Services (sequence) still fails, with other members.

            Newly failing: shop
            Still failing: mail
            Passing again: web, dns
            Since: Sat 21 Nov 2026 11:47 ACDT, for 1 h 2 min

            Log:
              mail (smtp): FAIL
              web (https): PASS
              shop (https): FAIL

            ----------------------------------------

            shop (https) passes again.
            HTTP 200

            Failed since: Sat 21 Nov 2026 11:47 ACDT, for 20 min
            Passes since: Sat 21 Nov 2026 12:07 ACDT

            https://monitor.place.com/checks/shop

            Log:
              HEAD was answered
            """);
  }

  @Test
  void marksEachChangeInHtmlAsGoodOrBadNews() {
    String html = HtmlBody.of(MessageText.of(SampleNotifications.digest()));

    assertThat(html.split("border-left:4px solid #d32f2f", -1)).hasSize(4);
    assertThat(html.split("border-left:4px solid #2e7d32", -1)).hasSize(2);
    assertThat(html).containsSubsequence("3 changes", "shop (https) fails", "passes again");
  }

  @Test
  void limitsLengthWithManyChanges() {
    Notification one = SampleNotifications.named("<web>", "no answer");
    MessageText text = MessageText.of(Notification.together(Collections.nCopies(2_000, one)));

    assertThat(text.headline()).isEqualTo("2000 changes: 2000 FAIL");
    assertThat(text.parts()).hasSize(50);
    assertThat(PlainBody.of(text)).contains("\nand 1500 more\n").hasSizeLessThan(100_000);
    assertThat(HtmlBody.of(text)).doesNotContain("<web>");
  }

  @Test
  void passesOnlyWhenEachCheckPassesInTheEnd() {
    Notification end =
        Notification.together(
            List.of(SampleNotifications.gatewayFails(), SampleNotifications.gatewayPasses()));
    assertThat(MessageText.of(SampleNotifications.digest()).passes()).isFalse();
    assertThat(MessageText.of(end).passes()).isTrue();
  }
}
