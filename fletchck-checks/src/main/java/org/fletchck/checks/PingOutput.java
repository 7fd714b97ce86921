package org.fletchck.checks;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.Shortage;
import org.fletchck.spi.ShortageException;

/**
 * The output of ping, be it that of iputils, inetutils, BusyBox or macOS, in any locale.
 *
 * @param sent number of requests
 * @param received number of answers, without duplicates
 * @param roundTrips round-trip times in milliseconds, in the order of the answers that have one
 * @param complaint the first error reported; may be empty
 */
record PingOutput(int sent, int received, List<Double> roundTrips, String complaint) {

  private static final int MOST_COMPLAINTS = 10;

  /** Precedes the line that begins with the number of requests sent, whatever its language. */
  private static final String SUMMARY = "--- ";

  private static final Pattern SENT =
      Pattern.compile("([0-9]{1,6}) packets transmitted|^([0-9]{1,6}) ");

  /** A truncated answer has no time. */
  private static final Pattern ANSWER =
      Pattern.compile(
          "seq=[0-9]+ (?:ttl|hlim)=[0-9]+(?:.*[=<]([0-9]{1,9}(?:[.,][0-9]{1,9})?) ?ms)?");

  private static final Pattern ERROR =
      Pattern.compile(
          "^From .* (?:icmp_)?seq=[0-9]+ (.*)$|^[0-9]+ bytes from .*: ([A-Z][A-Za-z]+ .*)$");

  /**
   * Parses the output of ping.
   *
   * @throws ShortageException if this machine lacks a resource that ping needs
   * @throws IOException with ping's error message, if it sent nothing
   */
  static PingOutput parse(String output, String errors) throws IOException {
    List<Double> roundTrips = new ArrayList<>();
    String complaint = "";
    int sent = 0;
    int received = 0;
    String before = "";
    for (String line : output.lines().toList()) {
      Matcher answer = ANSWER.matcher(line);
      Matcher error = ERROR.matcher(line);
      Matcher summary = SENT.matcher(line);
      if (answer.find()) {
        if (!line.contains("(DUP!)")) {
          received++;
          Optional.ofNullable(answer.group(1))
              .ifPresent(time -> roundTrips.add(Double.parseDouble(time.replace(',', '.'))));
        }
      } else if (complaint.isEmpty() && error.find()) {
        complaint = ValueTexts.clean(group(error), 200);
      } else if (summary.find() && (before.startsWith(SUMMARY) || summary.group(1) != null)) {
        sent = Integer.parseInt(group(summary));
      }
      before = line;
    }
    if (received == 0) {
      assertNothingShort(errors);
    }
    String said = ValueTexts.clean(errors.strip().lines().findFirst().orElse(""), 200);
    if (sent == 0) {
      throw new IOException(said.isEmpty() ? "ping sent nothing" : said);
    }
    return new PingOutput(
        sent, received, List.copyOf(roundTrips), complaint.isEmpty() ? said : complaint);
  }

  /** Returns whichever of the two groups matched. */
  private static String group(Matcher matcher) {
    return Optional.ofNullable(matcher.group(1)).orElseGet(() -> matcher.group(2));
  }

  /** Throws if ping failed because of a shortage on this machine. */
  private static void assertNothingShort(String errors) throws ShortageException {
    for (String line : errors.lines().limit(MOST_COMPLAINTS).toList()) {
      Optional<Shortage> lacking =
          Shortage.ofSystemError(line.substring(line.lastIndexOf(": ") + 1).strip());
      // Without a source address of the right family, ping complains as it does without ports.
      if (line.startsWith("ping: ") && lacking.filter(what -> what != Shortage.PORTS).isPresent()) {
        throw new ShortageException(lacking.get(), ValueTexts.clean(line, 200));
      }
    }
  }

  double percentLost() {
    return 100.0 * Math.max(0, sent - received) / sent;
  }

  /** Adds the statistics; the level is the median, as one slow answer doesn't affect it. */
  CheckResult addTo(CheckResult result) {
    CheckResult full =
        result
            .withDetail("sent", Integer.toString(sent))
            .withDetail("received", Integer.toString(received))
            .withDetail("loss", Level.exact(percentLost()));
    if (roundTrips.isEmpty()) {
      return full;
    }
    List<Double> sorted = roundTrips.stream().sorted().toList();
    String median = millis(median(sorted));
    return full.withDetail("min", millis(sorted.get(0)))
        .withDetail("median", median)
        .withDetail("max", millis(sorted.get(sorted.size() - 1)))
        .withLevel(median);
  }

  private static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.0f ms", millis);
  }

  /** Returns for example {@code 3 sent, 2 received: 0.31 ms, 0.42 ms}. */
  @Override
  public String toString() {
    List<String> times = roundTrips.stream().map(PingOutput::millis).toList();
    String tail = received == 0 ? complaint : String.join(", ", times);
    return sent + " sent, " + received + " received" + (tail.isEmpty() ? "" : ": " + tail);
  }
}
