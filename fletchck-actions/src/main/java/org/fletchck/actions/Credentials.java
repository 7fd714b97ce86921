package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;

/** A user name and password. */
record Credentials(String username, String password) {

  /** Returns the credentials if both options are set; one without the other is ignored. */
  static Optional<Credentials> find(
      Options options, Option<String> username, Option<String> password) {
    Optional<String> secret = OptionTexts.find(options, password);
    return OptionTexts.find(options, username)
        .flatMap(name -> secret.map(word -> new Credentials(name, word)));
  }

  /** Masks the password in a text, both plain and as encoded by PLAIN and LOGIN. */
  String hideIn(String text) {
    return text.replace(base64("\0" + username + "\0" + password), Options.MASK)
        .replace(base64(password), Options.MASK)
        .replace(password, Options.MASK);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return username;
  }
}
