package org.fletchck.web.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The response to a request. Immutable. */
public final class Response {

  /** The only header that may occur several times. */
  static final String COOKIE = "Set-Cookie";

  private static final byte[] NOTHING = {};

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final @Nullable EventStream stream;

  private Response(
      int status, Map<String, String> headers, byte[] body, @Nullable EventStream stream) {
    this.status = status;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.body = body;
    this.stream = stream;
  }

  /** Returns 200 with a page. */
  public static Response html(String page) {
    return of(200, "text/html; charset=utf-8", page);
  }

  /** Returns 200 with JSON. */
  public static Response json(String json) {
    return of(200, "application/json", json);
  }

  /** Returns a response with a text of this type. */
  public static Response of(int status, String type, String text) {
    return of(status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a response with a body of this type. */
  public static Response of(int status, String type, byte[] body) {
    return new Response(status, Map.of("Content-Type", type), body, null);
  }

  /** Returns 204. */
  public static Response noContent() {
    return new Response(204, Map.of(), NOTHING, null);
  }

  /** Redirects the browser to a GET after a form. The path includes {@link Request#base()}. */
  public static Response seeOther(String path) {
    return new Response(303, Map.of("Location", path), NOTHING, null);
  }

  /** Returns a stream of events, which any thread may send, until either side ends it. */
  public static Response events(EventStream stream) {
    return new Response(
        200,
        Map.of("Content-Type", "text/event-stream", "Cache-Control", "no-cache"),
        NOTHING,
        stream);
  }

  /** Returns this with another status. */
  public Response withStatus(int other) {
    return new Response(other, headers, body, stream);
  }

  /** Returns this with a header added or replaced. */
  public Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body, stream);
  }

  /** Returns this with one more cookie: the value of a {@code Set-Cookie} header. */
  public Response withCookie(String cookie) {
    String before = headers.get(COOKIE);
    return with(COOKIE, before == null ? cookie : before + "\n" + cookie);
  }

  /** Returns this with events that end when a condition no longer holds. */
  Response whileAllowed(BooleanSupplier allowed) {
    if (stream == null) {
      return this;
    }
    EventStream events = stream;
    return new Response(
        status,
        headers,
        body,
        new EventStream() {
          @Override
          public void open(Sink sink) {
            events.open(sink);
          }

          @Override
          public boolean goesOn() {
            return events.goesOn() && allowed.getAsBoolean();
          }
        });
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /**
   * Returns the headers in their order, one value each; several cookies are separated by line
   * breaks.
   */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns the whole body; empty if there is a stream. */
  public byte[] body() {
    return body.clone();
  }

  /** Returns the stream that sends events while the caller listens, instead of a body. */
  public Optional<EventStream> stream() {
    return Optional.ofNullable(stream);
  }

  /** Returns the body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
