package org.fletchck.web.http;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.fletchck.config.PathSegment;
import org.jspecify.annotations.Nullable;

/** A request, read to its end. Immutable. */
public final class Request {

  private final Fields f;

  private Request(Fields f) {
    this.f = f;
  }

  /** Creates a request as a browser does for an address such as {@code /checks/a?days=7}. */
  public static Request get(String address) {
    return of("GET", address, Map.of(), new byte[0]);
  }

  /** Creates a request as a browser does for a form. */
  public static Request post(String address, Map<String, String> form) {
    StringBuilder body = new StringBuilder();
    form.forEach(
        (name, value) ->
            body.append(body.isEmpty() ? "" : "&")
                .append(encode(name))
                .append('=')
                .append(encode(value)));
    return of(
        "POST",
        address,
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Creates a request.
   *
   * @param address path and query, encoded
   * @param headers by name in any case
   * @throws RefusedRequest if the address is invalid
   */
  public static Request of(
      String method, String address, Map<String, String> headers, byte[] body) {
    Fields f = new Fields();
    f.method = method;
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new RefusedRequest(400, "invalid address");
    }
    if (uri.getRawAuthority() != null || uri.isAbsolute()) {
      throw new RefusedRequest(400, "the address must begin with a single slash");
    }
    f.path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    f.target = uri.getRawQuery() == null ? f.path : f.path + "?" + uri.getRawQuery();
    f.query = parameters(uri.getRawQuery());
    f.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    f.headers.putAll(headers);
    f.body = body;
    return new Request(f);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, List<String>> parameters(@Nullable String encoded) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    if (encoded != null && !encoded.isEmpty()) {
      for (String pair : encoded.split("&", -1)) {
        int at = pair.indexOf('=');
        String name = decode(at < 0 ? pair : pair.substring(0, at));
        all.computeIfAbsent(name, n -> new ArrayList<>())
            .add(at < 0 ? "" : decode(pair.substring(at + 1)));
      }
    }
    return Collections.unmodifiableMap(all);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RefusedRequest(
          400, "a percent sign in the request is not followed by two hexadecimal digits");
    }
  }

  /** Returns the method, such as GET. */
  public String method() {
    return f.method;
  }

  /** Returns whether only the head of the response is wanted. */
  public boolean isHead() {
    return f.method.equals("HEAD");
  }

  /** Returns the path below {@link #base()}, as it was sent. */
  public String path() {
    return f.path;
  }

  /** Returns path and query as they were sent, below {@link #base()}. */
  public String target() {
    return f.target;
  }

  /** Returns whether a request like this may change something (RFC 9110, section 9.2.1). */
  boolean isUnsafe() {
    return !f.method.equals("GET") && !isHead();
  }

  /** Returns the decoded segments of the path. */
  List<String> segments() {
    return Route.segments(f.path).stream()
        .map(s -> PathSegment.decode(decode(s.replace("+", "%2B"))))
        .toList();
  }

  /** Returns the decoded segment for a name in braces. */
  public String segment(String name) {
    String value = f.segments.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }

  /** Returns a query parameter. */
  public Optional<String> query(String name) {
    return f.query.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Returns the form fields by name, each with all its values, in the order of the form. */
  public Map<String, List<String>> form() {
    boolean isForm =
        header("Content-Type")
            .filter(t -> t.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded"))
            .isPresent();
    return isForm ? parameters(text()) : Map.of();
  }

  /** Returns a form field. */
  public Optional<String> form(String name) {
    return form().getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Returns a header; its name may be in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(f.headers.get(name));
  }

  /** Returns whether the request has a bearer token (RFC 6750, section 2.1). */
  public boolean hasBearer() {
    String scheme = header("Authorization").orElse("").strip();
    return scheme.regionMatches(true, 0, "Bearer", 0, "Bearer".length());
  }

  /** Returns a cookie (RFC 6265, section 5.4). */
  public Optional<String> cookie(String name) {
    for (String pair : header("Cookie").orElse("").split(";", -1)) {
      int at = pair.indexOf('=');
      if (at > 0 && pair.substring(0, at).strip().equals(name)) {
        return Optional.of(pair.substring(at + 1).strip());
      }
    }
    return Optional.empty();
  }

  /** Returns the body. */
  public byte[] body() {
    return f.body.clone();
  }

  /** Returns the body as text. */
  public String text() {
    return new String(f.body, StandardCharsets.UTF_8);
  }

  /** Returns who sent the request. */
  public Caller caller() {
    return f.caller;
  }

  /** Returns the prefix of every path in links: empty, or such as {@code /monitor}. */
  public String base() {
    return f.base;
  }

  /** Returns the address of the client, behind trusted proxies. */
  public String address() {
    return f.address;
  }

  /** Returns whether the client uses HTTPS, here or to a trusted proxy. */
  public boolean isSecure() {
    return f.secure;
  }

  /** Returns this with a caller. */
  public Request by(Caller caller) {
    return with(c -> c.caller = caller);
  }

  /**
   * Returns this with the prefix of every path. It is removed from the path, unless a proxy has
   * already done so.
   */
  public Request below(String base) {
    return with(
        c -> {
          c.base = base;
          c.path = after(base, f.path);
          c.target = after(base, f.target);
        });
  }

  private static String after(String base, String path) {
    if (!path.startsWith(base)) {
      return path;
    }
    String rest = path.substring(base.length());
    if (rest.isEmpty() || rest.startsWith("?")) {
      return "/" + rest;
    }
    return rest.startsWith("/") ? rest : path;
  }

  /** Returns this with the address of the client, and whether it uses HTTPS. */
  public Request from(String address, boolean secure) {
    return with(
        c -> {
          c.address = address;
          c.secure = secure;
        });
  }

  /** Returns this as sent by an HTTP/1.0 client, which needs no Host header. */
  Request old() {
    return with(c -> c.old = true);
  }

  /** Returns whether the client speaks HTTP/1.0. */
  boolean isOld() {
    return f.old;
  }

  Request matched(Map<String, String> segments) {
    return with(c -> c.segments = Map.copyOf(segments));
  }

  private Request with(Consumer<Fields> change) {
    Fields copy = new Fields(f);
    change.accept(copy);
    return new Request(copy);
  }

  /** The fields; changed only while a request is being created. */
  private static final class Fields {
    String method = "GET";
    String path = "/";
    String target = "/";
    Map<String, List<String>> query = Map.of();
    Map<String, String> headers = Map.of();
    byte[] body = {};
    Map<String, String> segments = Map.of();
    Caller caller = Caller.ANYBODY;
    String base = "";
    String address = "127.0.0.1";
    boolean secure;
    boolean old;

    Fields() {}

    Fields(Fields f) {
      method = f.method;
      path = f.path;
      target = f.target;
      query = f.query;
      headers = f.headers;
      body = f.body;
      segments = f.segments;
      caller = f.caller;
      base = f.base;
      address = f.address;
      secure = f.secure;
      old = f.old;
    }
  }
}
