package org.fletchck.spi;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fletchck.spi.Notification.Finding;
import org.fletchck.spi.Notification.MemberChanges;
import org.fletchck.spi.Notification.Subject;
import org.fletchck.spi.Notification.Timing;

/** Combines several notifications into one that actions unaware of parts can send too. */
final class Digest {

  private Digest() {}

  /** Combines at least two, oldest first. The same parts always get the same id. */
  static Notification of(List<Notification> parts) {
    Notification first = parts.get(0);
    Notification last = parts.get(parts.size() - 1);
    List<Notification> failing = failing(parts);
    String id = id(parts);
    return new Notification(
        id,
        id,
        last.site(),
        new Subject(parts.size() + " changes", counts(parts), null, null),
        failing.isEmpty() ? Change.RECOVERED : Change.FAILED,
        new Timing(last.when().at(), first.when().at(), null, last.when().zone()),
        new Finding(
            String.join("; ", parts.stream().map(Notification::headline).toList()),
            null,
            parts.stream().map(Digest::line).toList(),
            MemberChanges.NONE,
            failing.stream()
                .flatMap(part -> part.what().unreachable().stream())
                .distinct()
                .toList()),
        false,
        parts);
  }

  private static String id(List<Notification> parts) {
    String ids = String.join("\n", parts.stream().map(Notification::id).toList());
    return "digest-" + UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the last notification of each check that still fails after it. */
  private static List<Notification> failing(List<Notification> parts) {
    Map<String, Notification> last = new LinkedHashMap<>();
    parts.forEach(part -> last.put(part.subject().name(), part));
    return last.values().stream().filter(part -> part.change() != Change.RECOVERED).toList();
  }

  private static String line(Notification part) {
    String reason = part.what().reason();
    return part.headline() + (reason == null ? "" : ": " + reason);
  }

  /** Counts failures and passes, such as {@code 3 FAIL, 2 PASS}. */
  static String counts(List<Notification> parts) {
    long passes = parts.stream().filter(part -> part.change() == Change.RECOVERED).count();
    long fails = parts.size() - passes;
    return (fails == 0 ? "" : fails + " FAIL")
        + (fails == 0 || passes == 0 ? "" : ", ")
        + (passes == 0 ? "" : passes + " PASS");
  }
}
