package org.fletchck.actions;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.TreeMap;
import org.fletchck.config.SiteFile;

/**
 * A request with placeholders.
 *
 * @param method the method, such as {@code POST}
 * @param address the URL it is sent to
 * @param headers the headers by name
 * @param body the body
 * @param escape how values are escaped in the body
 */
record WebhookRequest(
    String method, Template address, Map<String, Template> headers, Template body, Escape escape) {

  /** Creates a request, and tries it out with and without values. */
  static WebhookRequest of(Preset.Request request, Escape escape) {
    Map<String, Template> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.headers().forEach((name, value) -> headers.put(name, template(name, value)));
    WebhookRequest made =
        new WebhookRequest(
            request.method(),
            template("url", request.address()),
            headers,
            template("body", request.body()),
            escape);
    made.tryOut(TemplateValues.sample(true));
    made.tryOut(TemplateValues.sample(false));
    return made;
  }

  private static Template template(String where, String text) {
    try {
      return Template.parse(text, TemplateValues.names());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }

  private void tryOut(Map<String, String> values) {
    fill(values);
    if (escape.isJson() && !method.equals("GET")) {
      try {
        SiteFile.parse("{\"body\":" + body.fill(values, escape) + "}");
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "body: isn't valid JSON once filled in: " + e.getMessage(), e);
      }
    }
  }

  /** Returns the request with these values. Its exceptions contain no secrets. */
  HttpRequest fill(Map<String, String> values) {
    URI uri = HttpAddress.parse(address.fill(values, Escape.URL));
    HttpRequest.Builder request = HttpAddress.request(uri).header("User-Agent", "fletchck");
    headers.forEach((name, value) -> header(request, name, value.fill(values, Escape.NONE)));
    return request
        .method(
            method,
            method.equals("GET")
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(body.fill(values, escape)))
        .build();
  }

  private static void header(HttpRequest.Builder request, String name, String value) {
    if (value.isBlank()) {
      return;
    }
    try {
      request.setHeader(name, HeaderText.of(value));
    } catch (IllegalArgumentException e) {
      // Without the cause, which quotes the value.
      throw new IllegalArgumentException("headers: " + name + " can't be sent; leave it out");
    }
  }
}
