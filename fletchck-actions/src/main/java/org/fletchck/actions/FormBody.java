package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.Collectors;

/** Encodes fields as a web form does ({@code application/x-www-form-urlencoded}). */
final class FormBody {

  static final String TYPE = "application/x-www-form-urlencoded";

  private FormBody() {}

  /** Returns a request builder that posts the fields, in their order. */
  static HttpRequest.Builder post(URI address, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return HttpAddress.request(address)
        .header("Content-Type", TYPE)
        .POST(BodyPublishers.ofString(body));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
