package org.fletchck.checks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;
import org.xbill.DNS.config.ResolvConfResolverConfigProvider;

/** Queries a DNS server for the records of a name. */
@PluginApi(PluginApi.VERSION)
public final class DnsCheckType implements CheckType {

  /** The name or address of the DNS server: the system's resolvers by default. */
  public static final Option<String> HOSTNAME =
      Option.text("hostname", "Name or address of the DNS server")
          .check(hostname -> Endpoint.of(hostname, 0))
          .describeDefault("the system's resolvers");

  /** The port: 53 by default. */
  public static final Option<Integer> PORT =
      Option.integer("port", "UDP and TCP port").between(1, 65535).orElse(53);

  /** The time limit of one attempt, everything included: 5 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(5);

  /** The name to look up: {@code org} by default. */
  public static final Option<String> NAME =
      Option.text("reqName", "Name to look up; with PTR it may be an address").orElse("org");

  /** The record type: {@code SOA} by default. */
  public static final Option<String> TYPE =
      Option.text("reqType", "Record type: A, AAAA, CNAME, MX, NS, PTR, SOA, SRV, TXT, CAA, ...")
          .check(DnsQuestion::type)
          .orElse("SOA");

  /** Whether to use TCP from the start: not by default. */
  public static final Option<Boolean> TCP =
      Option.flag("reqTcp", "Use TCP from the start, not only if the answer is too large for UDP")
          .orElse(false);

  /** Values that records must have. */
  public static final Option<List<String>> EXPECT =
      Option.list(
              "expect",
              "Fails unless a record has this value, or contains it as a word; of a list, each is"
                  + " needed")
          .acceptSingle();

  private final Supplier<List<InetAddress>> system;

  /** Creates the type; the system's resolvers are those of {@code /etc/resolv.conf}. */
  public DnsCheckType() {
    this(DnsCheckType::resolvers);
  }

  DnsCheckType(Supplier<List<InetAddress>> system) {
    this.system = system;
  }

  /** Reads the file again for each run, as it changes with the network the machine is in. */
  private static List<InetAddress> resolvers() {
    ResolvConfResolverConfigProvider file = new ResolvConfResolverConfigProvider();
    file.initialize();
    List<InetAddress> named = file.servers().stream().map(InetSocketAddress::getAddress).toList();
    return named.isEmpty() ? List.of(InetAddress.getLoopbackAddress()) : named; // resolv.conf(5)
  }

  @Override
  public String name() {
    return "dns";
  }

  @Override
  public String summary() {
    return "Queries a DNS server, and fails when there are no records or expected ones are"
        + " missing.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(HOSTNAME, PORT, TIMEOUT, NAME, TYPE, TCP, EXPECT);
  }

  @Override
  public Check create(Options options) {
    DnsQuestion question = DnsQuestion.of(options.get(NAME), options.get(TYPE));
    int port = options.get(PORT);
    return new DnsCheck(
        new DnsCheck.Server(
            options.find(HOSTNAME).map(h -> Endpoint.of(h, port).host()).orElse(null),
            system,
            port),
        question,
        DnsExpectation.of(question, options.find(EXPECT).orElse(List.of())),
        options.get(TCP),
        options.get(TIMEOUT));
  }
}
