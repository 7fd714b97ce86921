package org.fletchck.actions;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.fletchck.spi.Change;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Notification.Finding;
import org.fletchck.spi.Notification.MemberChanges;
import org.fletchck.spi.Notification.Subject;
import org.fletchck.spi.Notification.Timing;

/** Notifications to test with. */
final class SampleNotifications {

  static final Instant BEGAN = Instant.parse("2026-11-21T01:17:05Z");
  static final ZoneId ADELAIDE = ZoneId.of("Australia/Adelaide");

  private SampleNotifications() {}

  static Notification gatewayFails() {
    return new Notification(
        "17",
        "incident-3",
        "Place",
        new Subject(
            "Home gateway",
            "ssh",
            "Behind the white door. The switch is on the left.",
            "https://monitor.place.com/checks/Home%20gateway?a=1&b=2"),
        Change.FAILED,
        new Timing(BEGAN, BEGAN, null, ADELAIDE),
        new Finding(
            "connect to 192.0.2.1 port 22: <no route> & no answer",
            "3 of 3 lost",
            List.of("resolve gw.place.com: 192.0.2.1", "connect: no route to host"),
            MemberChanges.NONE,
            IntStream.rangeClosed(1, 32).mapToObj(i -> "web-" + i).toList()),
        false);
  }

  static Notification gatewayPasses() {
    return new Notification(
        "19",
        "incident-3",
        "Place",
        new Subject("Home gateway", "ssh", null, null),
        Change.RECOVERED,
        new Timing(after(Duration.ofMinutes(125)), BEGAN, Duration.ofMinutes(125), ADELAIDE),
        new Finding(
            "answered in 12 ms",
            null,
            List.of("ssh-ed25519"),
            MemberChanges.NONE,
            List.of("web-1")),
        false);
  }

  static Notification otherMembers() {
    return new Notification(
        "18",
        "incident-3",
        "Place",
        new Subject("Services", "sequence", null, null),
        Change.MEMBERS,
        new Timing(after(Duration.ofSeconds(3725)), BEGAN, Duration.ofSeconds(3725), ADELAIDE),
        new Finding(
            "failing: mail, shop",
            null,
            List.of("mail (smtp): FAIL", "web (https): PASS", "shop (https): FAIL"),
            new MemberChanges(List.of("shop"), List.of("mail"), List.of("web", "dns")),
            List.of()),
        false);
  }

  static Notification reminder() {
    Notification n = gatewayFails();
    return new Notification(
        "20",
        n.incident(),
        n.site(),
        n.subject(),
        Change.REMINDER,
        new Timing(after(Duration.ofHours(26)), BEGAN, Duration.ofHours(26), ADELAIDE),
        n.what(),
        false);
  }

  /** Returns one of a small site: the failure of a shop, or its end. */
  static Notification shop(Change change) {
    boolean fails = change == Change.FAILED;
    Duration lasted = Duration.ofMinutes(20);
    return new Notification(
        fails ? "7-1795223825000" : "7-1795223825000-1795225025000",
        "7-1795223825000",
        "Place",
        new Subject("shop", "https", null, "https://monitor.place.com/checks/shop"),
        change,
        new Timing(fails ? BEGAN : after(lasted), BEGAN, fails ? null : lasted, ADELAIDE),
        new Finding(
            fails ? "HTTP 503 Service Unavailable" : "HTTP 200",
            null,
            List.of("HEAD was answered"),
            MemberChanges.NONE,
            fails ? List.of("till", "stock") : List.of()),
        false);
  }

  /** Returns several changes sent together. */
  static Notification digest() {
    return Notification.together(
        List.of(shop(Change.FAILED), otherMembers(), shop(Change.RECOVERED)));
  }

  static Notification linkedTo(String address) {
    Notification n = gatewayPasses();
    Subject subject = new Subject(n.subject().name(), n.subject().type(), null, address);
    return new Notification(
        n.id(), n.incident(), n.site(), subject, n.change(), n.when(), n.what(), false);
  }

  /** Returns one whose name and reason are these. */
  static Notification named(String name, String reason) {
    return new Notification(
        "21",
        "incident-4",
        "Place",
        new Subject(name, "https", null, null),
        Change.FAILED,
        new Timing(BEGAN, BEGAN, null, ADELAIDE),
        new Finding(reason, null, List.of(), MemberChanges.NONE, List.of()),
        false);
  }

  static Notification test(Notification n) {
    return new Notification(
        n.id(), n.incident(), n.site(), n.subject(), n.change(), n.when(), n.what(), true);
  }

  private static Instant after(Duration time) {
    return BEGAN.plus(time);
  }
}
