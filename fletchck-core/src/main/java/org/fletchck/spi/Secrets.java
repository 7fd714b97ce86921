package org.fletchck.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the secrets among the values of options. */
final class Secrets {

  /** A reference in a host name is not secret: most failures contain the name. */
  private static final String HOST = "hostname";

  /** Keys in a path or query are at least this long; names are usually shorter. */
  private static final int KEY_IN_ADDRESS = 16;

  /** The scheme before the key in a header such as {@code Authorization}. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*\\s+(\\S+)");

  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://(?:([^/?#\\s]*)@)?[^/?#\\s]*(\\S*)");
  private static final Pattern IN_ADDRESS = Pattern.compile("[/?#&=;]");
  private static final Pattern LINE_ENDS = Pattern.compile("\\R");

  private final Set<String> secrets = new LinkedHashSet<>();
  private final Set<String> users = new LinkedHashSet<>();

  private Secrets() {}

  /**
   * Returns a filter that hides them.
   *
   * @param resolved what references resolved to
   */
  static SecretFilter filter(
      List<Option<?>> declared, Map<String, Object> raw, Map<String, String> resolved) {
    Secrets found = new Secrets();
    for (Option<?> option : declared) {
      for (String name : option.names()) {
        List<String> texts = new ArrayList<>();
        collect(raw.get(name), texts);
        texts.forEach(text -> found.add(option, text, resolved));
      }
    }
    return found.secrets.isEmpty()
        ? SecretFilter.NONE
        : SecretFilter.of(found.secrets, found.users);
  }

  private static void collect(@Nullable Object value, List<String> texts) {
    if (value instanceof List<?> items) {
      items.forEach(item -> collect(item, texts));
    } else if (value instanceof Map<?, ?> entries) {
      entries.values().forEach(entry -> collect(entry, texts));
    } else if (value != null) {
      texts.add(value.toString());
    }
  }

  private void add(Option<?> option, String text, Map<String, String> resolved) {
    boolean hides =
        switch (option.kind()) {
          case TEXT, LIST, MAP -> !option.name().equals(HOST);
          default -> false;
        };
    String whole =
        Options.replaceReferences(
            text,
            reference -> {
              String value = resolved.getOrDefault(reference, reference);
              if (hides && !value.equals(reference)) {
                secret(value);
              }
              return value;
            });
    if (option.isSecret()) {
      secret(whole);
      Matcher scheme = SCHEME.matcher(whole.strip());
      if (option.kind() == Option.Kind.MAP && scheme.matches()) {
        secret(scheme.group(1));
      }
    } else if (option.kind() == Option.Kind.TEXT) {
      users.add(whole);
    }
    userInfo(whole);
  }

  private void secret(String text) {
    LINE_ENDS.splitAsStream(text).map(String::strip).forEach(this::line);
  }

  private void line(String text) {
    if (text.isEmpty()) {
      return;
    }
    secrets.add(text);
    Matcher address = ADDRESS.matcher(text);
    if (address.matches()) {
      String path = address.group(2);
      secrets.add(path);
      IN_ADDRESS
          .splitAsStream(path)
          .filter(part -> part.length() >= KEY_IN_ADDRESS)
          .forEach(secrets::add);
    }
  }

  /** Finds {@code user:password@} in URLs; a long part without a colon is a key. */
  private void userInfo(String text) {
    if (!text.contains("://")) {
      return;
    }
    Matcher address = ADDRESS.matcher(text);
    while (address.find()) {
      String given = address.group(1);
      int colon = given == null ? -1 : given.indexOf(':');
      if (given != null && (colon >= 0 || given.length() >= KEY_IN_ADDRESS)) {
        secret(given);
        secret(given.substring(colon + 1));
        secret(decoded(given.substring(colon + 1)));
        users.add(decoded(given.substring(0, Math.max(colon, 0))));
      }
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) { // it isn't encoded
      return text;
    }
  }
}
