package org.fletchck.actions;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/**
 * Sends an HTTP request to a service: a known one, or any other with a custom body. Its certificate
 * and host name are always verified.
 */
@PluginApi(PluginApi.VERSION)
public final class WebhookActionType implements ActionType {

  /** The service, which decides what is sent: by default any that accepts JSON. */
  public static final Option<String> PRESET =
      Option.choice("preset", "Service that the request is sent to", Preset.words())
          .orElse(Preset.JSON.word());

  /** The URL of the service, with placeholders; never shown. */
  public static final Option<String> URL =
      Option.secret("url", "URL of the service; for gotify and matrix the URL of the server")
          .describeDefault("the service's own for ntfy, telegram, pushover, pagerduty");

  /** The token or key for the service; never shown. */
  public static final Option<String> TOKEN = Option.secret("token", "Token or key for the service");

  /** The recipient; never shown, because for some services it is as good as a password. */
  public static final Option<String> TO =
      Option.secret("to", "Topic (ntfy), chat (telegram), room (matrix) or user key (pushover)");

  /** The method: that of the preset by default. */
  public static final Option<String> METHOD =
      Option.choice("method", "Method of the request", "post", "put", "patch", "get")
          .describeDefault("that of the preset");

  /** Headers with placeholders, in addition to those of the preset; never shown. */
  public static final Option<Map<String, String>> HEADERS =
      Option.map("headers", "Headers of the request, in addition to those of the preset").secret();

  /** The body with placeholders: that of the preset by default. */
  public static final Option<String> BODY =
      Option.text("body", "Body of the request, with placeholders")
          .multiline()
          .describeDefault("that of the preset");

  /** The time limit of one attempt as a whole: 10 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(10);

  /** The name of the site in the message: that of the site by default. */
  public static final Option<String> SITE =
      Option.text("site", "Name of the site in the message")
          .describeDefault("the name of the site");

  /** The emoji or symbol at the very beginning of the title: none by default. */
  public static final Option<String> ICON = MessageStyle.ICON;

  /** The language of dates: English by default. */
  public static final Option<String> LANGUAGE = MessageStyle.LANGUAGE;

  private static final String CONTENT_TYPE = "Content-Type";

  private final WebService web;

  /** Creates the type, trusting the default certificates of this Java runtime. */
  public WebhookActionType() {
    this(WebService.shared());
  }

  WebhookActionType(WebService web) {
    this.web = web;
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public String summary() {
    return "Sends an HTTP request (webhook) to a service.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(PRESET, URL, TOKEN, TO, METHOD, HEADERS, BODY, TIMEOUT, SITE, ICON, LANGUAGE);
  }

  @Override
  public Action create(Options options) {
    Preset preset = Preset.of(options.get(PRESET));
    Map<String, String> settings = settings(options);
    if (!settings.keySet().containsAll(preset.needed())) {
      throw new IllegalArgumentException("preset " + preset.word() + " needs " + preset.needs);
    }
    String url = Objects.requireNonNull(settings.getOrDefault(URL.name(), preset.url));
    settings.remove(URL.name());
    return new WebhookAction(
        web, request(options, preset, url), preset, settings, MessageStyle.of(options, SITE));
  }

  private static Map<String, String> settings(Options options) {
    Map<String, String> settings = new HashMap<>();
    for (Option<String> option : List.of(URL, TOKEN, TO)) {
      OptionTexts.find(options, option)
          .ifPresent(value -> settings.put(option.name(), value.strip()));
    }
    return settings;
  }

  private static WebhookRequest request(Options options, Preset preset, String url) {
    Preset.Request usual = preset.request();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(usual.headers());
    options.find(HEADERS).ifPresent(headers::putAll);
    boolean ownType =
        !headers.getOrDefault(CONTENT_TYPE, "").equals(usual.headers().get(CONTENT_TYPE));
    Escape escape = Escape.of(headers.getOrDefault(CONTENT_TYPE, ""));
    String rest = usual.address().replace("{{url}}", "");
    return WebhookRequest.of(
        new Preset.Request(
            options.find(METHOD).orElse(usual.method()).toUpperCase(Locale.ROOT),
            (rest.isEmpty() ? url : url.replaceFirst("/+$", "")) + rest,
            headers,
            OptionTexts.find(options, BODY).orElse(usual.body())),
        ownType ? escape : escape.of(preset.markup()));
  }
}
