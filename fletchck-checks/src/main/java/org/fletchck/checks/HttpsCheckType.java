package org.fletchck.checks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedTrustManager;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;
import org.jspecify.annotations.Nullable;

/** Sends a request to a web server, with or without TLS; judges response and certificate. */
@PluginApi(PluginApi.VERSION)
public final class HttpsCheckType implements CheckType {

  /** The name or address of the host: required. */
  public static final Option<String> HOSTNAME = NetOptions.HOSTNAME;

  /** The port: 443 by default, 80 without TLS. */
  public static final Option<Integer> PORT =
      NetOptions.port().describeDefault("443; 80 without tls");

  /** The time limit of one attempt, everything included: 10 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(10);

  /** Whether any certificate is accepted: not by default. */
  public static final Option<Boolean> SELFSIGNED = NetOptions.SELFSIGNED;

  /** The days of validity that the certificate must have left: 7 by default. */
  public static final Option<Integer> DAYS = NetOptions.DAYS;

  /** Whether TLS is used: true by default. */
  public static final Option<Boolean> TLS =
      Option.flag("tls", "Use TLS (HTTPS); otherwise plain HTTP").orElse(true);

  /** The method of the request: HEAD by default, GET with a condition on the body. */
  public static final Option<String> METHOD =
      Option.text("reqType", "Method of the request, such as HEAD, GET or POST")
          .check(HttpsCheckType::checkMethod)
          .describeDefault("HEAD; GET with contains, matches or json");

  /** The path of the request, including the query string: {@code /} by default. */
  public static final Option<String> PATH =
      Option.text("reqPath", "Path of the request, including the query string")
          .check(HttpsCheckType::checkPath)
          .orElse("/");

  /** The status codes that pass: {@code 100-499} by default. */
  public static final Option<String> STATUS =
      Option.text("status", "Status codes that pass, such as 200-299,301")
          .check(StatusSet::parse)
          .orElse("100-499")
          .defaultForNew("200-399");

  /** Headers to send, to this host only; never shown. */
  public static final Option<Map<String, String>> HEADERS =
      Option.map("headers", "Headers to send, to this host only")
          .check(HttpRequest::checkHeaders)
          .secret();

  /** The request body. */
  public static final Option<String> BODY =
      Option.text("body", "Request body, for a method such as POST").multiline();

  /** A string that the response body must contain. */
  public static final Option<String> CONTAINS =
      Option.text("contains", "Fails when the response body doesn't contain this string");

  /** A regular expression (RE2) that the response body must match. */
  public static final Option<String> MATCHES =
      Option.text(
              "matches", "Fails when the response body doesn't match this regular expression (RE2)")
          .check(Patterns::compile);

  /** JSON pointers with the values that the response must have there. */
  public static final Option<Map<String, String>> JSON =
      Option.map(
              "json", "Fails when the JSON response has a different value at one of these pointers")
          .check(JsonValues::of);

  /** Whether redirects are followed: not by default. */
  public static final Option<Boolean> FOLLOW =
      Option.flag("follow", "Follow up to 10 redirects, and judge the last response").orElse(false);

  /** The user name for basic authentication. */
  public static final Option<String> USERNAME =
      Option.text("username", "User name for basic authentication");

  /** The password for basic authentication; never shown. */
  public static final Option<String> PASSWORD =
      Option.secret("password", "Password for basic authentication");

  /** The milliseconds above which the whole request is too slow. */
  public static final Option<Integer> SLOW =
      Option.integer("slow", "Fails when the whole request takes longer than this, in milliseconds")
          .between(1, 86_400_000);

  private final Supplier<X509ExtendedTrustManager> trust;

  /** Creates the type; certificates are judged by what this Java trusts. */
  public HttpsCheckType() {
    this(TrustStore::system);
  }

  HttpsCheckType(Supplier<X509ExtendedTrustManager> trust) {
    this.trust = trust;
  }

  @Override
  public String name() {
    return "https";
  }

  @Override
  public String summary() {
    return "Sends an HTTP request, and fails on an unexpected response or an untrusted"
        + " certificate.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        HOSTNAME,
        PORT,
        TIMEOUT,
        TLS,
        SELFSIGNED,
        DAYS,
        METHOD,
        PATH,
        STATUS,
        HEADERS,
        BODY,
        CONTAINS,
        MATCHES,
        JSON,
        FOLLOW,
        USERNAME,
        PASSWORD,
        SLOW);
  }

  @Override
  public Check create(Options options) {
    boolean tls = options.get(TLS);
    int port = options.find(PORT).orElse(UrlOrigin.defaultPort(tls));
    UrlOrigin origin = new UrlOrigin(tls, Endpoint.of(options.get(HOSTNAME), port));
    ContentConditions conditions =
        new ContentConditions(
            options.find(CONTAINS).orElse(null),
            options.find(MATCHES).map(Patterns::compile).orElse(null),
            options.find(JSON).map(JsonValues::of).orElse(null));
    HttpsCheck.Limits limits =
        new HttpsCheck.Limits(
            options.get(TIMEOUT),
            options.find(SLOW).map(Duration::ofMillis).orElse(null),
            options.get(FOLLOW));
    return new HttpsCheck(
        origin,
        request(options, conditions.any()),
        new HttpsCheck.ExpectedAnswer(StatusSet.parse(options.get(STATUS)), conditions),
        Tls.of(options, trust),
        limits);
  }

  private static HttpRequest request(Options options, boolean needsContent) {
    String method =
        options.find(METHOD).orElse(needsContent ? "GET" : "HEAD").toUpperCase(Locale.ROOT);
    @Nullable String body = options.find(BODY).orElse(null);
    if (method.equals("HEAD") && needsContent) {
      throw new IllegalArgumentException(
          "contains, matches and json need a response body, which HEAD doesn't return;"
              + " omit reqType or use GET");
    }
    if (method.equals("HEAD") && body != null) {
      throw new IllegalArgumentException("a body isn't sent with HEAD; set reqType to POST or PUT");
    }
    return new HttpRequest(method, path(options, method), headers(options), body);
  }

  /** Returns the path as it is sent: without a fragment, which is for the client only. */
  private static String path(Options options, String method) {
    String given = options.get(PATH).replaceFirst("(?s)#.*", "");
    if (given.equals("*") && method.equals("OPTIONS")) {
      return given; // the server as a whole: RFC 9112, section 3.2.4
    }
    String path = HttpRequest.encoded(given.getBytes(StandardCharsets.UTF_8));
    return path.startsWith("/") ? path : "/" + path;
  }

  /** Returns the user's headers, with credentials if configured (RFC 7617, section 2). */
  private static Map<String, String> headers(Options options) {
    Map<String, String> headers = new LinkedHashMap<>(options.find(HEADERS).orElse(Map.of()));
    @Nullable String username = options.find(USERNAME).orElse(null);
    if (username == null) {
      if (options.has(PASSWORD)) {
        throw new IllegalArgumentException("a password needs a username");
      }
      return headers;
    }
    if (username.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a username with a colon can't be sent");
    }
    if (headers.keySet().stream().anyMatch("Authorization"::equalsIgnoreCase)) {
      throw new IllegalArgumentException("set either username or the header Authorization");
    }
    String credentials = username + ":" + options.find(PASSWORD).orElse("");
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    return headers;
  }

  private static void checkMethod(String method) {
    if (method.isEmpty()
        || !method.chars().allMatch(HttpRequest::isToken)
        || method.equalsIgnoreCase("CONNECT")) {
      throw new IllegalArgumentException(
          "expected a method such as HEAD, GET or POST, found \"" + method + '"');
    }
  }

  private static void checkPath(String path) {
    if (path.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("expected a path such as /status?full=1 on one line");
    }
  }
}
