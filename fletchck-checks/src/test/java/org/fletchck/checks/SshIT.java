package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real OpenSSH server with keys of its own. */
class SshIT {

  private static final List<String> KEYS = List.of("ed25519", "rsa", "ecdsa");

  @TempDir private static Path folder;

  private static Sshd sshd;
  private int port;
  private Daemon server;

  @BeforeAll
  static void makeKeys() throws Exception {
    Daemon.program("sshd", "openssh-server");
    sshd = new Sshd(folder);
    for (String type : KEYS) {
      sshd.makeKey(type, type);
    }
    sshd.makeKey("ed25519", "other");
  }

  @BeforeEach
  void choosePort() throws IOException {
    port = Daemon.freePort();
  }

  @AfterEach
  void endServer() {
    server.close();
  }

  private void serve(List<String> keys, String... lines) throws Exception {
    server = sshd.serve(port, keys, lines);
  }

  private static String publicKey(String name) throws IOException {
    return sshd.publicKey(name);
  }

  private static String fingerprint(String name) throws Exception {
    return sshd.fingerprint(name);
  }

  private Ran runCheck(Object... options) {
    return runCheck(Map.of(), options);
  }

  private Ran runCheck(Map<String, String> learned, Object... options) {
    Map<String, Object> all = Ran.map(options);
    all.put("hostname", "127.0.0.1");
    all.put("port", port);
    SshCheckType type = new SshCheckType();
    return Ran.check(
        type.create(Options.of(type.options(), all)),
        Duration.ofSeconds(10),
        CheckState.UNKNOWN.withLearned(learned));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
  void learnsTheKeyAsSshKeyscanPrintsIt(String type) throws Exception {
    serve(List.of(type));
    Ran ran = runCheck();
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
    assertThat(ran.result().learned()).containsOnlyKeys("hostkey");
    assertThat("[127.0.0.1]:" + port + " " + ran.result().learned().get("hostkey"))
        .isEqualTo(Sshd.keyscan(port, type));
    assertThat(ran.result().details())
        .containsEntry("fingerprint", fingerprint(type))
        .containsEntry("keyType", Sshd.word(0, publicKey(type)));
    assertThat(ran.result().details().get("server")).startsWith("OpenSSH_");
    assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "first", "kex", "total");
    assertThat(runCheck(ran.result().learned()).passed()).isTrue();
    SshCheckTypeTest.assertThatNoThreadIsLeft();
  }

  @Test
  void failsWhenLearnedKeyHasChanged() throws Exception {
    Map<String, String> learned = Map.of("hostkey", publicKey("ed25519"));
    serve(List.of("other"));
    Ran ran = runCheck(learned);
    assertThat(ran.reason()).isEqualTo("host key changed");
    assertThat(ran.result().trustFailure()).contains(CheckResult.HOSTKEY);
    assertThat(ran.result().learned()).isEmpty();
    assertThat(ran.log())
        .contains(
            "expected " + fingerprint("ed25519") + " (ssh-ed25519), learned earlier",
            "the server has " + fingerprint("other") + " (ssh-ed25519)",
            "its full host key: " + publicKey("other"))
        .anyMatch(line -> line.contains("--accept-key"));
  }

  @Test
  void prefersPinnedKeyOverLearnedKey() throws Exception {
    Map<String, String> learned = Map.of("hostkey", publicKey("other"));
    serve(List.of("ed25519"));
    for (String pinned :
        List.of(
            publicKey("ed25519"),
            Sshd.word(1, publicKey("ed25519")), // as the original writes it
            Sshd.keyscan(port, "ed25519"))) {
      assertThat(runCheck(learned, "hostkey", pinned).passed()).as(pinned).isTrue();
    }
    Ran ran = runCheck("hostkey", publicKey("other"));
    assertThat(ran.reason()).isEqualTo("host key is not the one configured");
    assertThat(ran.result().trustFailure()).contains(CheckResult.HOSTKEY);
    assertThat(ran.log())
        .contains(
            "expected " + fingerprint("other") + " (ssh-ed25519), from the option hostkey",
            "the server has " + fingerprint("ed25519") + " (ssh-ed25519)")
        .noneMatch(line -> line.contains("--accept-key"));
  }

  @Test
  void passesWhenServerGainsKeysOfOtherTypes() throws Exception {
    serve(KEYS);
    assertThat(runCheck("hostkey", publicKey("rsa")).passed()).isTrue();
    assertThat(runCheck(Map.of("hostkey", publicKey("rsa"))).passed()).isTrue();
    assertThat(runCheck(Map.of("hostkey", publicKey("ecdsa"))).passed()).isTrue();
    assertThat(runCheck().result().learned()).containsEntry("hostkey", publicKey("ed25519"));
  }

  @Test
  void failsWhenServerNoLongerHasKeyOfKnownType() throws Exception {
    serve(List.of("ed25519"));
    Ran ran = runCheck("hostkey", publicKey("rsa"));
    assertThat(ran.result().trustFailure()).contains(CheckResult.HOSTKEY);
    assertThat(ran.log())
        .contains(
            "expected " + fingerprint("rsa") + " (ssh-rsa), from the option hostkey",
            "the server has " + fingerprint("ed25519") + " (ssh-ed25519)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KexAlgorithms curve25519-sha256@libssh.org;Ciphers chacha20-poly1305@openssh.com",
        "KexAlgorithms ecdh-sha2-nistp521;HostKeyAlgorithms rsa-sha2-512;Ciphers aes256-gcm@openssh.com",
        "KexAlgorithms diffie-hellman-group-exchange-sha256;HostKeyAlgorithms rsa-sha2-256",
        "KexAlgorithms diffie-hellman-group18-sha512;MACs hmac-sha2-512-etm@openssh.com",
        "KexAlgorithms diffie-hellman-group14-sha1;HostKeyAlgorithms ssh-rsa;MACs hmac-sha1",
        "KexAlgorithms sntrup761x25519-sha512@openssh.com,diffie-hellman-group16-sha512",
        "Ciphers chacha20-poly1305@openssh.com,aes128-ctr;MACs umac-64-etm@openssh.com",
        "Ciphers aes128-gcm@openssh.com;MACs umac-128@openssh.com",
        "Ciphers aes192-cbc;MACs umac-128-etm@openssh.com",
        "Ciphers aes128-ctr;MACs hmac-md5-96-etm@openssh.com,hmac-md5-96",
        "Ciphers aes256-ctr;MACs hmac-sha1-96-etm@openssh.com",
        "KexAlgorithms diffie-hellman-group1-sha1;Ciphers 3des-cbc;MACs hmac-md5",
      })
  void negotiatesWithOldAndNewServers(String lines) throws Exception {
    serve(List.of("rsa"), lines.split(";"));
    Ran ran = runCheck();
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
  }

  @Test
  void negotiatesLargestGroupWithinHalfOfDefaultTimeout() throws Exception {
    serve(List.of("ed25519"), "KexAlgorithms diffie-hellman-group18-sha512");
    runCheck(); // loads what is needed
    Ran ran = runCheck("timeout", 2.5);
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
  void learnsKeyFromCertificateWhenNoPlainKeyIsOffered(String type) throws Exception {
    sshd.certify(type, "other");
    String names = "HostKeyAlgorithms *-cert-v01@openssh.com";
    serve(List.of(type), "HostCertificate " + folder.resolve(type + "-cert.pub"), names);
    Ran ran = runCheck();
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.result().learned()).containsEntry("hostkey", publicKey(type));
    assertThat(ran.result().details()).containsEntry("fingerprint", fingerprint(type));
    assertThat(runCheck("hostkey", publicKey("other")).reason())
        .isEqualTo("host key is not the one configured");
    server.close();
    serve(List.of(type), "HostCertificate " + folder.resolve(type + "-cert.pub"));
    assertThat(runCheck(ran.result().learned()).passed()).isTrue();
  }

  @Test
  void reportsConnectionRefusedWhenServerIsStopped() throws Exception {
    serve(List.of("ed25519"));
    Map<String, String> learned = runCheck().result().learned();
    server.close();
    Ran ran = runCheck(learned);
    assertThat(ran.reason()).startsWith("connection refused by 127.0.0.1 port " + port);
    assertThat(ran.result().trustFailure()).isEmpty();
  }
}
