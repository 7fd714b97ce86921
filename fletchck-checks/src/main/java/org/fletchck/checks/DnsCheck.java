package org.fletchck.checks;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Sends a query and judges the answer: with several servers, that of the first to give any. */
record DnsCheck(
    Server server, DnsQuestion question, DnsExpectation expected, boolean tcp, Duration timeout)
    implements Check {

  private static final int MOST_ALIASES = 16;
  private static final int MOST_LINES = 20;

  /**
   * The server to query.
   *
   * @param host a name or address; null for the system's resolvers
   */
  record Server(@Nullable String host, Supplier<List<InetAddress>> system, int port) {

    List<InetAddress> addresses(TimedSteps steps) throws IOException {
      if (host == null) {
        return system.get();
      }
      return steps.time("resolve", "resolving " + host, () -> steps.context().resolve(host));
    }
  }

  @Override
  public CheckResult run(CheckContext context) throws IOException {
    TimedSteps steps = new TimedSteps(context, timeout);
    Message answer = askInTurn(steps, server.addresses(steps));
    steps.total();
    List<Record> records = records(answer);
    List<String> values =
        records.stream().map(r -> ValueTexts.clean(DnsExpectation.value(r), 200)).toList();
    values.stream().limit(MOST_LINES).forEach(v -> context.log(question + ": " + v));
    String shown = ValueTexts.clean(String.join(", ", values), 500);
    CheckResult result = judge(answer, records, shown);
    return shown.isEmpty() ? result : result.withDetail("answer", shown);
  }

  private Message askInTurn(TimedSteps steps, List<InetAddress> addresses) throws IOException {
    CheckContext context = steps.context();
    DnsExchange exchange = new DnsExchange(steps, question.query());
    int left = addresses.size();
    List<IOException> failures = new ArrayList<>();
    for (InetAddress address : addresses) {
      @Nullable Duration turn = left == 1 ? null : context.remaining().dividedBy(left);
      left--;
      try {
        Message answer = exchange.ask(address, server.port(), tcp, turn);
        context.log(address.getHostAddress() + " answered " + Rcode.string(answer.getRcode()));
        return answer;
      } catch (IOException e) {
        if (left == 0 || context.remaining().isZero()) {
          failures.forEach(e::addSuppressed);
          throw e;
        }
        failures.add(e);
        context.log(NetworkFailureText.said(e));
      }
    }
    throw new IOException("the DNS server has no address");
  }

  private CheckResult judge(Message answer, List<Record> records, String shown) {
    if (answer.getRcode() != Rcode.NOERROR) {
      return CheckResult.fail(refusal(answer.getRcode()));
    }
    if (records.isEmpty()) {
      return CheckResult.fail("the answer contains no " + question);
    }
    return expected
        .missing(records)
        .map(text -> CheckResult.fail(question + " is " + shown + ", without " + text))
        .orElseGet(() -> CheckResult.pass(ValueTexts.clean(shown, 200)));
  }

  private String refusal(int rcode) {
    String name = question.shownName();
    return switch (rcode) {
      case Rcode.NXDOMAIN -> name + " does not exist (NXDOMAIN)";
      case Rcode.SERVFAIL -> "the server failed to resolve " + name + " (SERVFAIL)";
      case Rcode.REFUSED -> "the server refuses to answer for " + name + " (REFUSED)";
      default -> "the server answered " + Rcode.string(rcode) + " for " + name;
    };
  }

  /** Returns the records asked for, at the end of the aliases (RFC 1034, section 3.6.2). */
  private List<Record> records(Message answer) {
    List<Record> all =
        answer.getSection(Section.ANSWER).stream()
            .filter(r -> r.getDClass() == DClass.IN) // no other class was asked for
            .toList();
    Optional<Name> at = Optional.of(question.name());
    for (int hops = 0; at.isPresent() && hops < MOST_ALIASES; hops++) {
      Name name = at.get();
      List<Record> here = all.stream().filter(r -> r.getName().equals(name)).toList();
      List<Record> wanted = here.stream().filter(r -> r.getType() == question.type()).toList();
      if (!wanted.isEmpty()) {
        return wanted;
      }
      at =
          here.stream()
              .filter(CNAMERecord.class::isInstance)
              .map(alias -> ((CNAMERecord) alias).getTarget())
              .findFirst();
    }
    return List.of();
  }
}
