package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;

/** What to log in with. */
record Credentials(String username, String password) {

  /** Finds one; neither half is worth anything without the other. */
  static Optional<Credentials> find(
      Options options, Option<String> username, Option<String> password) {
    Optional<String> secret = OptionTexts.find(options, password);
    return OptionTexts.find(options, username)
        .flatMap(name -> secret.map(word -> new Credentials(name, word)));
  }

  /** Removes the password from a text, plain or as PLAIN and LOGIN encode it. */
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
