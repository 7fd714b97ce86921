package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeyTest {

  static final String ED25519 =
      "AAAAC3NzaC1lZDI1NTE5AAAAIDAzarLJNLyTlPnXPcfB3cXPuDvgTpQ5F3URIG1UsFh0";

  @ParameterizedTest
  @ValueSource(
      strings = {
        ED25519,
        " " + ED25519 + "\n",
        "ssh-ed25519 " + ED25519,
        "ssh-ed25519 " + ED25519 + " root@host",
        "host.example.com ssh-ed25519 " + ED25519,
        "[host.example.com]:2222 ssh-ed25519   " + ED25519 + " a comment",
      })
  void parsesKeysInAllCommonFormats(String text) {
    HostKey key = HostKey.parse(text);
    assertThat(key).isEqualTo(new HostKey("ssh-ed25519", ED25519));
    assertThat(key).hasToString("ssh-ed25519 " + ED25519);
    assertThat(key.summary())
        .isEqualTo("SHA256:HcaCGXPl5oWAnAVL+PG2qyBKzYUuBac+g8ZKTCY3Hpc (ssh-ed25519)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8",
        "ssh-ed25519",
        "AAAA",
        "AAAAC3NzaC1lZDI1NTE5AAAAIDAzarLJNLyTlPnXPcfB3cXPuDvgTpQ5F3URIG1U",
        "AAAAC3NzaC1lZDI1NTE5f////zAzarLJNLyTlPnXPcfB3cXPuDvgTpQ5F3URIG1UsFh0",
        "AAAAC3NzaC1lZDI1NTE5AAAAIDAzarLJNLyTlPnXPcfB3cXPuDvgTpQ5F3URIG1UsFh0AAAA",
        "@revoked host ssh-ed25519 " + ED25519,
      })
  void rejectsInvalidKeysWithExample(String text) {
    assertThatThrownBy(() -> HostKey.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected a host key as ssh-keyscan prints it")
        .hasMessageContaining("ssh-ed25519 AAAA...");
  }

  @Test
  void rejectsMismatchedKeyType() {
    assertThatThrownBy(() -> HostKey.parse("ssh-rsa " + ED25519))
        .hasMessage("expected ssh-ed25519 before a key of that type, found \"ssh-rsa\"");
  }

  @Test
  void rejectsMismatchedCurve() {
    byte[] key = SshScript.strings("ecdsa-sha2-nistp256", "nistp384", "point");
    assertThatThrownBy(() -> HostKey.parse(Base64.getEncoder().encodeToString(key)))
        .hasMessageStartingWith("expected a host key");
  }

  @Test
  void listsSignatureAlgorithmsForKeyType() {
    byte[] rsa = SshScript.strings("ssh-rsa", "exponent", "modulus");
    assertThat(HostKey.of(rsa).algorithms())
        .containsExactly("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa");
    assertThat(HostKey.parse(ED25519).algorithms()).containsExactly("ssh-ed25519");
  }
}
