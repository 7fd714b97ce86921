package org.fletchck.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

  /** As the original writes it. */
  static final String OF_THE_ORIGINAL =
      "$argon2id$v=19$m=102400,t=16,p=8$1Zrzfo9RynmPcY5xDqG0lg" + "$GBuU8XqjK9hfpNH6ZvlWeg";

  @Test
  void verifiesAHashOfTheOriginal() throws InterruptedException {
    assertThat(Passwords.matches("correct-horse", OF_THE_ORIGINAL)).contains(true);
    assertThat(Passwords.matches("correct-hors", OF_THE_ORIGINAL)).contains(false);
    assertThat(Passwords.isForeign(OF_THE_ORIGINAL)).isTrue();
  }

  @Test
  void verifiesItsOwnHashes() throws InterruptedException {
    String hash = Passwords.hash("pässwörd");

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(Passwords.hash("pässwörd")).isNotEqualTo(hash);
    assertThat(Passwords.matches("pässwörd", hash)).contains(true);
    assertThat(Passwords.matches("passwörd", hash)).contains(false);
    assertThat(Passwords.matches("", hash)).contains(false);
    assertThat(Passwords.isForeign(hash)).isFalse();
  }

  @Test
  void verifiesHashOfReferenceImplementation() throws InterruptedException {
    // From the tests of the reference implementation of Argon2.
    String hash =
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8";

    assertThat(Passwords.matches("password", hash)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "$2b$12$abcdefghijklmnopqrstuv",
        "$argon2id$v=19$m=102400,t=16,p=8$1Zrzfo9RynmPcY5xDqG0lg",
        "$argon2id$v=19$m=99999999,t=16,p=8$1Zrzfo9RynmPcY5xDqG0lg$GBuU8XqjK9hfpNH6ZvlWeg",
        "$argon2id$v=19$m=102400,t=9999,p=8$1Zrzfo9RynmPcY5xDqG0lg$GBuU8XqjK9hfpNH6ZvlWeg",
        "$argon2id$v=19$m=102400,t=1,p=0$1Zrzfo9RynmPcY5xDqG0lg$GBuU8XqjK9hfpNH6ZvlWeg",
        "$argon2id$v=20$m=102400,t=1,p=1$1Zrzfo9RynmPcY5xDqG0lg$GBuU8XqjK9hfpNH6ZvlWeg",
        "$argon2id$v=19$m=102400,t=1,p=1$1Zrzfo9RynmPcY5xDqG0lga$GBuU8XqjK9hfpNH6Z%%WegX"
      })
  void neverMatchesInvalidHash(String hash) throws InterruptedException {
    assertThat(Passwords.matches("", hash)).contains(false);
    assertThat(Passwords.matches("secret", hash)).contains(false);
  }

  @Test
  void rejectsNewPasswordsThatAreTooShortOrTooLong() throws InterruptedException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Passwords.hash("1234567"))
        .withMessageContaining("8 to 1024");
    assertThatIllegalArgumentException().isThrownBy(() -> Passwords.hash("x".repeat(1025)));
    assertThat(Passwords.matches("x".repeat(1025), Passwords.hash("12345678"))).contains(false);
  }
}
