package org.fletchck.actions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.fletchck.config.HostText;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/**
 * Sends an email through a mail server, or through the sendmail program of this host if no server
 * is configured. The certificate and host name of a server are always verified.
 */
@PluginApi(PluginApi.VERSION)
public final class EmailActionType implements ActionType {

  /** The mail server: by default the fallback program is used. */
  public static final Option<String> HOSTNAME =
      Option.text("hostname", "Mail server; without one the fallback program is used")
          .check(HostText::check);

  /** The port: 465 by default, 587 with STARTTLS, 25 without TLS. */
  public static final Option<Integer> PORT =
      Option.integer("port", "TCP port of the mail server")
          .between(1, 65535)
          .describeDefault("465; 587 with starttls, 25 with none");

  /** The encryption: {@code implicit} by default, {@code starttls} or {@code none}. */
  public static final Option<String> TLS =
      Option.choice(
              "tls", "Encryption: TLS from the first byte, STARTTLS, or none", MailTls.words())
          .booleanWords(MailTls.IMPLICIT.word(), MailTls.NONE.word())
          .orElse(MailTls.IMPLICIT.word());

  /** The user name to log in with; needs a password. */
  public static final Option<String> USERNAME =
      Option.text("username", "User name to log in with; only used together with a password");

  /** The password to log in with; never shown. */
  public static final Option<String> PASSWORD =
      Option.secret("password", "Password to log in with");

  /** The sender address of the mail: fletchck at this host by default. */
  public static final Option<String> SENDER =
      Option.text("sender", "Sender address of the mail")
          .describeDefault("fletchck@ followed by the name of this host")
          .check(MailAddresses::check);

  /** The recipient addresses: required. */
  public static final Option<List<String>> RECIPIENTS =
      Option.list("recipients", "Recipient addresses")
          .alias("recipient")
          .required()
          .check(MailAddresses::parse);

  /** The time limit of one attempt as a whole: 10 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(10);

  /** The site name at the beginning of the subject: that of the site by default. */
  public static final Option<String> SITE =
      Option.text("site", "Site name at the beginning of the subject")
          .describeDefault("the name of the site");

  /** The emoji or symbol at the very beginning of the subject: none by default. */
  public static final Option<String> ICON = MessageStyle.ICON;

  /** The language of dates: English by default. */
  public static final Option<String> LANGUAGE = MessageStyle.LANGUAGE;

  /** The path of a sendmail-compatible program, used if hostname isn't set. */
  public static final Option<String> FALLBACK =
      Option.text("fallback", "Path of a sendmail-compatible program, used if hostname isn't set")
          .guarded()
          .describeDefault("/usr/lib/sendmail or /usr/sbin/sendmail");

  private final Supplier<SSLSocketFactory> tlsSockets;

  /** Creates the type, trusting the default certificates of this Java runtime. */
  public EmailActionType() {
    this(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  EmailActionType(Supplier<SSLSocketFactory> tlsSockets) {
    this.tlsSockets = tlsSockets;
  }

  @Override
  public String name() {
    return "email";
  }

  @Override
  public String summary() {
    return "Sends an email.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        HOSTNAME,
        PORT,
        TLS,
        USERNAME,
        PASSWORD,
        SENDER,
        RECIPIENTS,
        TIMEOUT,
        SITE,
        ICON,
        LANGUAGE,
        FALLBACK);
  }

  @Override
  public Action create(Options options) {
    return new EmailAction(
        route(options),
        OptionTexts.find(options, SENDER).map(MailAddresses::one).orElse(null),
        MailAddresses.parse(options.get(RECIPIENTS)),
        MessageStyle.of(options, SITE));
  }

  private MailRoute route(Options options) {
    Optional<String> host = OptionTexts.find(options, HOSTNAME);
    if (host.isEmpty()) {
      return new SendmailProgram(
          OptionTexts.find(options, FALLBACK).orElseGet(EmailActionType::sendmail),
          OptionTexts.find(options, SENDER)
              .map(sender -> MailAddresses.one(sender).getAddress())
              .orElse(null));
    }
    MailTls tls = MailTls.of(options.get(TLS));
    return new MailServer(
        DomainName.ascii(host.get()),
        options.find(PORT).orElse(tls.port()),
        tls,
        Credentials.find(options, USERNAME, PASSWORD).orElse(null),
        tlsSockets);
  }

  private static String sendmail() {
    return List.of("/usr/lib/sendmail", "/usr/sbin/sendmail").stream()
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no hostname is set, and this host has no /usr/lib/sendmail; set hostname to a"
                        + " mail server, or fallback to a sendmail program"));
  }
}
