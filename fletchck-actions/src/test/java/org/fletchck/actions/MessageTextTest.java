package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;

import org.fletchck.spi.Notification;
import org.junit.jupiter.api.Test;

class MessageTextTest {

  @Test
  void describesFailure() {
    assertThat(plain(SampleNotifications.gatewayFails()))
        .isEqualTo(
            """
            Home gateway (ssh) fails.
            connect to 192.0.2.1 port 22: <no route> & no answer

            Since: Sat 21 Nov 2026 11:47 ACDT
            32 checks are unreachable because of it: web-1, web-2, web-3, web-4, web-5, web-6, \
            web-7, web-8, web-9, web-10, web-11, web-12, web-13, web-14, web-15, web-16, web-17, \
            web-18, web-19, web-20 and 12 more
            Level: 3 of 3 lost
            Note: Behind the white door. The switch is on the left.
            Site: Place

            https://monitor.place.com/checks/Home%20gateway?a=1&b=2

            Log:
              resolve gw.place.com: 192.0.2.1
              connect: no route to host
            """);
  }

  @Test
  void describesRecovery() {
    assertThat(plain(SampleNotifications.gatewayPasses()))
        .isEqualTo(
            """
            Home gateway (ssh) passes again.
            answered in 12 ms

            Failed since: Sat 21 Nov 2026 11:47 ACDT, for 2 h 5 min
            Passes since: Sat 21 Nov 2026 13:52 ACDT
            1 check was unreachable because of it: web-1
            Site: Place

            Log:
              ssh-ed25519
            """);
  }

  @Test
  void describesChangeOfMembers() {
    assertThat(plain(SampleNotifications.otherMembers()))
        .isEqualTo(
            """
            Services (sequence) still fails, with other members.

            Newly failing: shop
            Still failing: mail
            Passing again: web, dns
            Since: Sat 21 Nov 2026 11:47 ACDT, for 1 h 2 min
            Site: Place

            Log:
              mail (smtp): FAIL
              web (https): PASS
              shop (https): FAIL
            """);
  }

  @Test
  void marksReminderAndTest() {
    assertThat(plain(SampleNotifications.test(SampleNotifications.reminder())))
        .startsWith(
            """
            This is a test: nothing has happened.

            Reminder: Home gateway (ssh) still fails.
            """)
        .contains("Since: Sat 21 Nov 2026 11:47 ACDT, for 1 d 2 h\n");
  }

  @Test
  void rendersSameContentAsHtml() {
    assertThat(HtmlBody.of(MessageText.of(SampleNotifications.gatewayPasses())))
        .isEqualTo(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>PASS: Home gateway (ssh)</title>
            </head>
            <body style="margin:0;padding:16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',\
            Roboto,sans-serif;overflow-wrap:anywhere">
            <div style="max-width:640px;border-left:4px solid #2e7d32;padding-left:16px">
            <h1 style="margin:0 0 8px;font-size:20px;line-height:1.3">Home gateway (ssh) passes again.</h1>
            <p style="margin:0 0 16px;font-size:18px">answered in 12 ms</p>
            <p style="margin:0 0 4px"><span style="color:#767676">Failed since:</span> Sat 21 Nov 2026 11:47 ACDT, \
            for 2 h 5 min</p>
            <p style="margin:0 0 4px"><span style="color:#767676">Passes since:</span> Sat 21 Nov 2026 13:52 ACDT</p>
            <p style="margin:0 0 4px">1 check was unreachable because of it: web-1</p>
            <p style="margin:0 0 4px"><span style="color:#767676">Site:</span> Place</p>
            <p style="margin:16px 0 4px;color:#767676">Log:</p>
            <pre style="margin:0;font-size:13px;line-height:1.4;white-space:pre-wrap">ssh-ed25519</pre>
            </div>
            </body>
            </html>
            """);
  }

  @Test
  void linksToCheckPageOnlyWithWebUrl() {
    String page = HtmlBody.of(MessageText.of(SampleNotifications.gatewayFails()));

    assertThat(page)
        .contains(
            "<a href=\"https://monitor.place.com/checks/Home%20gateway?a=1&amp;b=2\">Show this"
                + " check</a>");
    assertThat(HtmlBody.of(MessageText.of(SampleNotifications.linkedTo("javascript:alert(1)"))))
        .contains("javascript:alert(1)")
        .doesNotContain("<a ");
  }

  @Test
  void escapesForeignTextInHtml() {
    Notification n = SampleNotifications.named("<img src=x>", "\"a\" & 'b' </div><script>");

    assertThat(HtmlBody.of(MessageText.of(n)))
        .contains("&lt;img src=x&gt; (https) fails.")
        .contains("&quot;a&quot; &amp; &#39;b&#39; &lt;/div&gt;&lt;script&gt;")
        .doesNotContain("<img", "<script");
  }

  @Test
  void keepsForeignTextOnOneLineOfLimitedLength() {
    Notification n = SampleNotifications.named("a\r\nBcc: b", "x\u2028y\u0000z" + "!".repeat(5000));
    MessageText text = MessageText.of(n);

    assertThat(text.headline()).isEqualTo("FAIL: a Bcc: b (https)");
    assertThat(text.reason()).startsWith("x y z!!").hasSize(1000).endsWith("!…");
  }

  private static String plain(Notification n) {
    return PlainBody.of(MessageText.of(n));
  }
}
