package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fletchck.checks.Pki.Validity;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many runs of each network check: of a good server, a rude one, a silent one and none; and of
 * others that open files, start programs or wait for a line.
 */
class LeakIT {

  private static final int RUNS =
      "thorough".equals(System.getProperty("test.effort")) ? 1_000 : 100;
  private static final Pki.Identity LOCALHOST =
      Pki.TRUSTED.issue(Validity.days(30, 60), "localhost");
  private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";

  @TempDir private Path folder;
  @TempDir private Path keys;
  @TempDir private Path line;
  private final List<AutoCloseable> servers = new ArrayList<>();
  private final List<String> checks = new ArrayList<>();
  private final List<String> types = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable server : servers) {
      server.close();
    }
  }

  @Test
  void leaksNoThreadsDescriptorsOrFiles() throws Exception {
    Daemon.program("ping", "iputils-ping");
    Daemon.program("sshd", "openssh-server");
    startServers();
    assertThat(types)
        .as("every type for the network")
        .containsExactlyInAnyOrderElementsOf(
            Types.discover().checks().stream()
                .filter(CheckType::overNetwork)
                .map(CheckType::name)
                .toList());
    List<String> said = run();
    List<String> expected = new ArrayList<>();
    for (String check : checks) {
      String name = check.substring(0, check.indexOf('\t'));
      expected.add(name + " passed " + (name.endsWith(" good") ? RUNS : 0));
    }
    expected.addAll(List.of("threads left: 0", "descriptors left: 0", "files left: []"));
    assertThat(said).containsExactlyElementsOf(expected);
  }

  private void startServers() throws Exception {
    int rude = started(TestServer.plain(talk -> {}));
    int silent = started(TestServer.plain(talk -> talk.pause(600_000)));
    int closed = Daemon.freePort();
    tcp("smtp", TestServer.plain(MailScript.smtp()), rude, silent, closed, "selfsigned", "true");
    TestServer submit = TestServer.tls(LOCALHOST, MailScript.smtp());
    tcp("submit", submit, rude, silent, closed, "selfsigned", "true");
    TestServer imap = TestServer.tls(LOCALHOST, MailScript.imap());
    tcp("imap", imap, rude, silent, closed, "selfsigned", "true");
    TestServer https = TestServer.tls(LOCALHOST, TestServer.answer(OK + "x".repeat(10_000)));
    tcp("https", https, rude, silent, closed, "selfsigned", "true", "contains", "xxx");
    follow();
    TestServer cert = TestServer.tls(LOCALHOST, talk -> talk.readSome());
    tcp("cert", cert, rude, silent, closed, "selfsigned", "true");
    startTls();
    TestServer.Handler hello = talk -> talk.send("hello");
    tcp("tcp", TestServer.plain(hello), rude, silent, closed, "matches", "hello");
    TestServer.Handler sensor =
        TestServer.answer(OK + "<root><all><vs1>20 \u00b0C</vs1></all></root>");
    tcp("temp", TestServer.plain(sensor), rude, silent, closed);
    TestServer.Handler ups =
        talk -> {
          talk.line();
          talk.send("BEGIN LIST VAR ups\nVAR ups ups.status \"OL\"\nEND LIST VAR ups\n");
        };
    tcp("nut", TestServer.plain(ups), rude, silent, closed);
    names(closed);
    ssh(rude, silent, closed);
    types.add("ping");
    add("ping good", "ping", "hostname", "127.0.0.1", "count", "1", "timeout", "10");
    add("ping none", "ping", "hostname", "255.255.255.255", "count", "1", "timeout", "10");
    here();
  }

  private void here() throws Exception {
    add("disk good", "disk", "volume", "/", "level", "100");
    add("exec good", "exec", "command", "/bin/echo", "timeout", "10");
    add("exec none", "exec", "command", "/bin/none", "timeout", "10");
    SimulatedUps ups = SimulatedUps.signalling(line, "00001001");
    servers.add(ups);
    add("ups good", "ups", "serialPort", ups.port(), "timeout", "10");
  }

  /** Sends to another path, where a cookie is wanted. */
  private void follow() throws IOException {
    List<String> found =
        List.of(
            "HTTP/1.1 302 Found",
            "Location: /there",
            "Set-Cookie: a=b",
            "Connection: close",
            "",
            "");
    TestServer.Handler away =
        talk -> talk.send(talk.request().contains("Cookie: a=b") ? OK : String.join("\r\n", found));
    int port = started(TestServer.tls(LOCALHOST, away));
    String options = "selfsigned\ttrue\tfollow\ttrue\ttimeout\t10\tport\t" + port;
    checks.add("https follow good\thttps\thostname\t127.0.0.1\tstatus\t200\t" + options);
  }

  private void startTls() throws IOException {
    String begin = "hostname\t127.0.0.1\tselfsigned\ttrue\ttimeout\t10\t";
    int smtp = started(TestServer.plain(MailScript.smtp()));
    int imap = started(TestServer.plain(MailScript.imap()));
    checks.add("starttls smtp good\tcert\t" + begin + "starttls\tsmtp\tport\t" + smtp);
    checks.add("starttls imap good\tcert\t" + begin + "starttls\timap\tport\t" + imap);
    checks.add("smtp plain good\tsmtp\t" + begin + "tls\tfalse\tport\t" + smtp);
    checks.add("imap starttls good\timap\t" + begin + "starttls\ttrue\tport\t" + imap);
  }

  private void ssh(int rude, int silent, int closed) throws Exception {
    int port = Daemon.freePort();
    Sshd sshd = new Sshd(keys);
    sshd.makeKey("ed25519", "key");
    servers.add(sshd.serve(port, List.of("key")));
    tcp("ssh", port, rude, silent, closed);
  }

  private void names(int closed) throws IOException {
    types.add("dns");
    TestDns.Handler soa = TestDns.records(0, "example.org SOA a.org. b.org. 7 1 2 3 4");
    TestDns.Handler lost = query -> List.of();
    name("dns good", TestDns.udp(soa), "10");
    name("dns rude", TestDns.udp(TestDns.records(2)), "10");
    name("dns silent", TestDns.udp(lost), "0.05");
    add("dns none", "dns", "hostname", "127.0.0.1", "port", closed, "reqName", "example.org");
  }

  private void name(String check, TestDns server, String timeout) {
    servers.add(server);
    add(
        check,
        "dns",
        "hostname",
        "127.0.0.1",
        "port",
        server.port(),
        "reqName",
        "example.org",
        "timeout",
        timeout);
  }

  private int started(TestServer server) {
    servers.add(server);
    return server.port();
  }

  private void tcp(
      String type, TestServer good, int rude, int silent, int closed, Object... options) {
    tcp(type, started(good), rude, silent, closed, options);
  }

  private void tcp(String type, int good, int rude, int silent, int closed, Object... options) {
    types.add(type);
    String each = type + "\thostname\t127.0.0.1\t";
    for (Object option : options) {
      each += option + "\t";
    }
    String patient = each + "timeout\t10\tport\t";
    checks.add(type + " good\t" + patient + good);
    checks.add(type + " rude\t" + patient + rude);
    checks.add(type + " none\t" + patient + closed);
    checks.add(type + " silent\t" + each + "timeout\t0.05\tport\t" + silent);
  }

  private void add(Object... words) {
    checks.add(Stream.of(words).map(Object::toString).collect(Collectors.joining("\t")));
  }

  private List<String> run() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LeakRun.class.getName());
    command.add(Integer.toString(RUNS));
    command.addAll(checks);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] said = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return new String(said, StandardCharsets.UTF_8).lines().toList();
  }
}
