package org.fletchck.web.forms;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.Request;

/** A form of a page, filled in and sent as a browser does. */
public final class HtmlForm {

  /** What stands in a tag; in quotes a {@code >} is a letter like others. */
  private static final String IN_TAG = "([^>\"]*(?:\"[^\"]*\"[^>\"]*)*)";

  private static final Pattern FORM = Pattern.compile("(?s)<form " + IN_TAG + ">(.*?)</form>");
  private static final Pattern PART =
      Pattern.compile(
          "(?s)<(/?fieldset)@>|<input@>|<textarea@>\n?(.*?)</textarea>|<select@>(.*?)</select>"
              .replace("@", IN_TAG));
  private static final Pattern OPTION = Pattern.compile("(?s)<option" + IN_TAG + ">");

  private final String action;
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Map<String, List<String>> choices = new LinkedHashMap<>();

  private HtmlForm(String action) {
    this.action = action;
  }

  /** Finds the form that is sent to an address that ends so. */
  public static HtmlForm in(String page, String actionEnd) {
    Matcher forms = FORM.matcher(page);
    while (forms.find()) {
      String action = attribute(" " + forms.group(1), "action");
      if (action.endsWith(actionEnd)) {
        HtmlForm form = new HtmlForm(action);
        form.read(forms.group(2));
        return form;
      }
    }
    throw new AssertionError("no form for " + actionEnd + " in " + page);
  }

  private void read(String html) {
    Matcher parts = PART.matcher(html);
    List<Boolean> disabled = new ArrayList<>();
    while (parts.find()) {
      if ("/fieldset".equals(parts.group(1))) {
        disabled.remove(disabled.size() - 1);
      } else if (parts.group(1) != null) {
        disabled.add(isThere(parts.group(2), "disabled"));
      } else if (!disabled.contains(true)) {
        control(parts);
      }
    }
  }

  private void control(Matcher part) {
    if (part.group(3) != null) {
      String tag = part.group(3);
      boolean box = "checkbox".equals(attribute(tag, "type"));
      if (box) {
        choice(attribute(tag, "name"), attribute(tag, "value"));
      }
      if (!box || isThere(tag, "checked")) {
        add(tag, attribute(tag, "value"));
      }
    } else if (part.group(4) != null) {
      add(part.group(4), unescaped(part.group(5)).replace("\r\n", "\n").replace("\n", "\r\n"));
    } else {
      Matcher options = OPTION.matcher(part.group(7));
      String chosen = "";
      while (options.find()) {
        choice(attribute(part.group(6), "name"), attribute(options.group(1), "value"));
        chosen =
            isThere(options.group(1), "selected") ? attribute(options.group(1), "value") : chosen;
      }
      add(part.group(6), chosen);
    }
  }

  private void choice(String field, String value) {
    choices.computeIfAbsent(field, n -> new ArrayList<>()).add(value);
  }

  /** Returns what can be chosen or ticked in a field; empty if anything can be typed. */
  public List<String> choices(String field) {
    return choices.getOrDefault(field, List.of());
  }

  /** Returns what is chosen or ticked, or typed. */
  public List<String> all(String field) {
    return values.getOrDefault(field, List.of());
  }

  private void add(String tag, String value) {
    if (!isThere(tag, "disabled")) {
      values.computeIfAbsent(attribute(tag, "name"), n -> new ArrayList<>()).add(value);
    }
  }

  private static String attribute(String tag, String name) {
    Matcher found = Pattern.compile("\\s" + name + "=\"([^\"]*)\"").matcher(tag);
    return found.find() ? unescaped(found.group(1)) : "";
  }

  private static boolean isThere(String tag, String name) {
    return Pattern.compile("\\s" + name + "(\\s|=|$)").matcher(tag).find();
  }

  static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  /** Returns the names of the fields. */
  public List<String> fields() {
    return List.copyOf(values.keySet());
  }

  public String get(String field) {
    return values.get(field).get(0);
  }

  /** Types or chooses a value; the field must be there. */
  public HtmlForm set(String field, String value) {
    if (!values.containsKey(field)) {
      throw new AssertionError("no field " + field + " among " + fields());
    }
    values.put(field, new ArrayList<>(List.of(value)));
    return this;
  }

  public HtmlForm tick(String field, String value) {
    values.get(field).add(value);
    return this;
  }

  public HtmlForm untick(String field, String value) {
    values.get(field).remove(value);
    return this;
  }

  /** Sends something that no field is for, such as the name of the button. */
  public HtmlForm also(String field, String value) {
    values.put(field, new ArrayList<>(List.of(value)));
    return this;
  }

  public Request sent(Caller caller) {
    StringBuilder body = new StringBuilder();
    values.forEach(
        (name, all) ->
            all.forEach(
                value ->
                    body.append(body.isEmpty() ? "" : "&")
                        .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
    return Request.of(
            "POST",
            action,
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            body.toString().getBytes(StandardCharsets.UTF_8))
        .by(caller);
  }
}
