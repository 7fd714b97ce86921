package org.fletchck.spi;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;

/** Names the origin of a class or resource for people: usually the path of a jar or folder. */
final class JarOrigin {

  private JarOrigin() {}

  static String of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null
        ? "Java itself"
        : path(source.getLocation().toString());
  }

  /** Returns the jar or folder that contains the resource with this name. */
  static String ofResource(URL url, String name) {
    String text = url.toString();
    String holder = text.endsWith(name) ? text.substring(0, text.length() - name.length()) : text;
    boolean inJar = holder.startsWith("jar:") && holder.endsWith("!/");
    return path(
        inJar ? holder.substring("jar:".length(), holder.length() - "!/".length()) : holder);
  }

  private static String path(String url) {
    return url.startsWith("file:") ? Path.of(URI.create(url)).toString() : url;
  }
}
