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
 * What ping says, in the words of the locale C.
 *
 * @param sent number of requests
 * @param roundTrips milliseconds of each answer, in their order, without duplicates
 * @param complaint the first error told; may be empty
 */
record PingOutput(int sent, List<Double> roundTrips, String complaint) {

  private static final int MOST_COMPLAINTS = 10;

  private static final Pattern SENT = Pattern.compile("([0-9]{1,6}) packets transmitted, ");
  private static final Pattern ANSWER =
      Pattern.compile("(?:icmp_)?seq=[0-9]+ .*time[=<]([0-9]{1,9}(?:\\.[0-9]{1,9})?) ?ms");
  private static final Pattern ERROR = Pattern.compile("^From .* (?:icmp_)?seq=[0-9]+ (.*)$");

  /**
   * Reads the output of ping.
   *
   * @throws ShortageException if this machine lacks something that it needs
   * @throws IOException with what ping complained of, if it sent nothing
   */
  static PingOutput parse(String output, String errors) throws IOException {
    List<Double> roundTrips = new ArrayList<>();
    String complaint = "";
    int sent = 0;
    for (String line : output.lines().toList()) {
      Matcher answer = ANSWER.matcher(line);
      Matcher error = ERROR.matcher(line);
      Matcher summary = SENT.matcher(line);
      if (answer.find() && !line.contains("(DUP!)")) {
        roundTrips.add(Double.parseDouble(answer.group(1)));
      } else if (complaint.isEmpty() && error.find()) {
        complaint = Texts.clean(error.group(1), 200);
      } else if (summary.find()) {
        sent = Integer.parseInt(summary.group(1));
      }
    }
    if (roundTrips.isEmpty()) {
      assertNothingShort(errors);
    }
    String said = Texts.clean(errors.strip().lines().findFirst().orElse(""), 200);
    if (sent == 0) {
      throw new IOException(said.isEmpty() ? "ping sent nothing" : said);
    }
    return new PingOutput(sent, List.copyOf(roundTrips), complaint.isEmpty() ? said : complaint);
  }

  /** What ping complains of may be this machine's fault alone. */
  private static void assertNothingShort(String errors) throws ShortageException {
    for (String line : errors.lines().limit(MOST_COMPLAINTS).toList()) {
      Optional<Shortage> lacking =
          Shortage.ofSystemError(line.substring(line.lastIndexOf(": ") + 1).strip());
      // Without an address of its kind to send from ping complains as it does without ports.
      if (line.startsWith("ping: ") && lacking.filter(what -> what != Shortage.PORTS).isPresent()) {
        throw new ShortageException(lacking.get(), Texts.clean(line, 200));
      }
    }
  }

  double percentLost() {
    return 100.0 * Math.max(0, sent - roundTrips.size()) / sent;
  }

  /** Adds the figures; the median is the level, for one slow answer doesn't move it. */
  CheckResult addTo(CheckResult result) {
    CheckResult full =
        result
            .withDetail("sent", Integer.toString(sent))
            .withDetail("received", Integer.toString(roundTrips.size()))
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
    String tail = times.isEmpty() ? complaint : String.join(", ", times);
    return sent + " sent, " + times.size() + " received" + (tail.isEmpty() ? "" : ": " + tail);
  }
}
