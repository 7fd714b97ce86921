package org.fletchck.actions;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fletchck.config.HostText;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;
import org.jspecify.annotations.Nullable;

/**
 * Sends a text message through SMS Central, or through its successor if an API key, or only a URL,
 * is set.
 */
@PluginApi(PluginApi.VERSION)
public class SmsActionType implements ActionType {

  private static final String CENTRAL_PATH = "/api/v3.2";
  private static final String CENTRAL = "https://my.smscentral.com.au" + CENTRAL_PATH;
  private static final String BY_KEY = "https://sms-api.cloudkinnekt.au/smsp-in";

  /** The host of SMS Central, if it is not the default one. */
  public static final Option<String> HOSTNAME =
      Option.text("hostname", "Host of SMS Central, if it isn't the default one")
          .check(HostText::check);

  /** The complete URL of the service; never shown. */
  public static final Option<String> URL =
      Option.secret("url", "URL of the service")
          .describeDefault(CENTRAL + ", or " + BY_KEY + " with an apikey")
          .check(HttpAddress::check);

  /** The user name at SMS Central. */
  public static final Option<String> USERNAME = Option.text("username", "User name at SMS Central");

  /** The password at SMS Central; never shown. */
  public static final Option<String> PASSWORD =
      Option.secret("password", "Password at SMS Central");

  /** The API key of the newer service, used instead of SMS Central; never shown. */
  public static final Option<String> APIKEY =
      Option.secret("apikey", "API key of the newer service, used instead of SMS Central");

  /** The sender of the message: a number of the service's own by default. */
  public static final Option<String> SENDER =
      Option.text("sender", "Sender name or number of the message").orElse("dedicated");

  /** The phone numbers of the recipients: required. */
  public static final Option<List<String>> RECIPIENTS =
      Option.list("recipients", "Phone numbers of the recipients")
          .alias("recipient")
          .required()
          .check(SmsActionType::numbers);

  /** The time limit of one attempt as a whole: 10 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(10);

  /** The site name at the beginning of the message: none by default. */
  public static final Option<String> SITE =
      Option.text("site", "Site name, in brackets at the beginning of the message");

  /** The emoji or symbol at the very beginning: none by default. */
  public static final Option<String> ICON = MessageStyle.ICON;

  /** The language of dates: English by default. */
  public static final Option<String> LANGUAGE = MessageStyle.LANGUAGE;

  private final WebService web;

  /** Creates the type, trusting the default certificates of this Java runtime. */
  public SmsActionType() {
    this(WebService.shared());
  }

  SmsActionType(WebService web) {
    this.web = web;
  }

  @Override
  public String name() {
    return "sms";
  }

  @Override
  public String summary() {
    return "Sends a text message.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        HOSTNAME,
        URL,
        USERNAME,
        PASSWORD,
        APIKEY,
        SENDER,
        RECIPIENTS,
        TIMEOUT,
        SITE,
        ICON,
        LANGUAGE);
  }

  @Override
  public Action create(Options options) {
    return new SmsAction(
        service(options), numbers(options.get(RECIPIENTS)), MessageStyle.of(options, SITE));
  }

  @Override
  public Optional<String> lacking(Options options, Set<String> sections) {
    return service(options) == null
        ? Optional.of("username and password of SMS Central, or apikey or url of the newer service")
        : Optional.empty();
  }

  private @Nullable SmsService service(Options options) {
    String sender = OptionTexts.find(options, SENDER).orElse("dedicated");
    Optional<String> url = OptionTexts.find(options, URL);
    Optional<String> key = OptionTexts.find(options, APIKEY);
    boolean alone =
        Stream.of(USERNAME, PASSWORD)
            .allMatch(option -> OptionTexts.find(options, option).isEmpty());
    if (key.isPresent() || (url.isPresent() && alone)) {
      return new SmsByKey(web, HttpAddress.parse(url.orElse(BY_KEY)), key.orElse(null), sender);
    }
    Optional<String> host = OptionTexts.find(options, HOSTNAME);
    URI address =
        HttpAddress.parse(
            url.orElse(host.map(name -> "https://" + name + CENTRAL_PATH).orElse(CENTRAL)));
    return Credentials.find(options, USERNAME, PASSWORD)
        .map(login -> new SmsCentral(web, address, login, sender))
        .orElse(null);
  }

  /**
   * Parses phone numbers as people write them; one string may hold several, separated by commas.
   */
  private static List<String> numbers(List<String> texts) {
    List<String> numbers =
        texts.stream()
            .flatMap(text -> Stream.of(text.split(",")))
            .map(SmsActionType::number)
            .distinct()
            .toList();
    if (numbers.isEmpty()) {
      throw new IllegalArgumentException("expected at least one phone number");
    }
    return numbers;
  }

  private static String number(String text) {
    String digits = text.replaceAll("[\\s()./-]", "");
    if (!digits.matches("\\+?[0-9]{3,20}")) {
      throw new IllegalArgumentException(
          "expected a phone number such as +61412345678, found \""
              + PlainLine.oneLine(text, 60)
              + '"');
    }
    return digits;
  }
}
