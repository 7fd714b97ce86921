package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Logs in to a mail server (RFC 4954), by the first of PLAIN (RFC 4616), LOGIN and CRAM-MD5 (RFC
 * 2195) that the server offers.
 *
 * @param login the credentials to log in with
 */
record SmtpLogin(Credentials login) {

  private static final int ACCEPTED = 235;
  private static final int GO_ON = 334;

  /**
   * Logs in.
   *
   * @throws AuthenticationFailedException with the server's answer, if it refuses
   * @throws MessagingException if it offers none of these mechanisms
   */
  void in(SMTPTransport server) throws MessagingException {
    List<String> offered = offered(server);
    if (offered.isEmpty()) {
      throw new MessagingException(
          "it doesn't offer a login; set tls to the encryption that it requires, or leave out"
              + " username and password");
    }
    if (offered.contains("PLAIN")) {
      say(server, "AUTH PLAIN " + base64("\0" + login.username() + "\0" + login.password()));
    } else if (offered.contains("LOGIN")) {
      say(server, "AUTH LOGIN");
      answer(server, base64(login.username()));
      answer(server, base64(login.password()));
    } else if (offered.contains("CRAM-MD5")) {
      say(server, "AUTH CRAM-MD5");
      answer(server, base64(login.username() + " " + digest(challenge(server))));
    } else {
      throw new MessagingException(
          "it offers login by "
              + String.join(", ", offered)
              + ", but not by PLAIN, LOGIN or CRAM-MD5");
    }
    if (server.getLastReturnCode() != ACCEPTED) {
      throw refusal(server);
    }
  }

  /** Returns the mechanisms on offer. Old servers write an equals sign instead of the space. */
  private static List<String> offered(SMTPTransport server) {
    String listed = server.getExtensionParameter("AUTH");
    if (listed != null && !listed.isBlank()) {
      return List.of(listed.strip().toUpperCase(Locale.ROOT).split("\\s+"));
    }
    return server.supportsExtension("AUTH=LOGIN") ? List.of("LOGIN") : List.of();
  }

  private static void say(SMTPTransport server, String command) throws MessagingException {
    server.simpleCommand(command);
  }

  private static void answer(SMTPTransport server, String text) throws MessagingException {
    if (server.getLastReturnCode() != GO_ON) {
      throw refusal(server);
    }
    say(server, text);
  }

  private static AuthenticationFailedException refusal(SMTPTransport server) {
    return new AuthenticationFailedException(String.valueOf(server.getLastServerResponse()));
  }

  private static byte[] challenge(SMTPTransport server) throws MessagingException {
    String response = String.valueOf(server.getLastServerResponse()).strip();
    if (server.getLastReturnCode() != GO_ON) {
      throw refusal(server);
    }
    try {
      return Base64.getDecoder().decode(response.substring(Math.min(4, response.length())));
    } catch (IllegalArgumentException e) {
      throw new AuthenticationFailedException("its CRAM-MD5 challenge can't be decoded");
    }
  }

  private String digest(byte[] challenge) throws MessagingException {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(login.password().getBytes(UTF_8), "HmacMD5"));
      return HexFormat.of().formatHex(mac.doFinal(challenge));
    } catch (GeneralSecurityException e) {
      throw new MessagingException("this Java runtime doesn't allow CRAM-MD5", e);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
