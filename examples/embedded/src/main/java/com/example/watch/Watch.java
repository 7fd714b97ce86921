package com.example.watch;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.fletchck.Site;
import org.fletchck.checks.HttpsCheckType;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteKeys;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Types;

/** Checks a web server and a queue of its own, breaks both, and prints what the site reports. */
public final class Watch {

  private Watch() {}

  /** Runs for a few seconds, and leaves no threads running. */
  public static void main(String[] args) throws Exception {
    run(System.out);
  }

  static void run(PrintStream out) throws IOException, InterruptedException {
    AtomicInteger status = new AtomicInteger(200);
    HttpServer server = serverAnswering(status);
    Queue<String> orders = new ConcurrentLinkedQueue<>();

    CheckType https = new HttpsCheckType();
    CheckType backlog =
        CheckType.of(
            "backlog",
            "Fails when orders wait.",
            context ->
                orders.isEmpty()
                    ? CheckResult.pass()
                    : CheckResult.fail("waiting: " + orders.size()));
    CheckConfig web =
        CheckConfig.of("web", https)
            .option(HttpsCheckType.HOSTNAME, "127.0.0.1")
            .option(HttpsCheckType.PORT, server.getAddress().getPort())
            .option(HttpsCheckType.TLS, false)
            .option(HttpsCheckType.STATUS, "200-299")
            .option(HttpsCheckType.TIMEOUT, Duration.ofSeconds(5))
            .every(Duration.ofSeconds(1));
    CheckConfig queue = CheckConfig.of("queue", backlog).every(Duration.ofSeconds(1));
    SiteConfig config =
        SiteConfig.empty()
            .with(SiteKeys.GRACE, Duration.ZERO) // judge even the first failure after the start
            .withCheck(web)
            .withCheck(queue);

    Changes changes = new Changes();
    try (Site site = Site.with(Types.of(https, backlog)).listener(changes).open(config)) {
      site.problems().stream().filter(Problem::isError).forEach(out::println);
      out.println(changes.next(web.name()));
      out.println(changes.next(queue.name()));
      status.set(503);
      out.println(changes.next(web.name()));
      status.set(200);
      out.println(changes.next(web.name()));
      orders.add("a table");
      out.println(changes.next(queue.name()));
    } finally {
      server.stop(0);
    }
    out.println("ended");
  }

  private static HttpServer serverAnswering(AtomicInteger status) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(anyPort, 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
