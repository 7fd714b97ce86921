package org.fletchck.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes the types that are named in {@code META-INF/services}, in the form that {@link
 * java.util.ServiceLoader} reads. One that can't be used is a problem of the jar that names it.
 */
final class Providers<P extends PluginType<?>> {

  private static final int LONGEST_LIST = 64 * 1024;
  private static final String CLASS_NAME = "[\\p{L}\\p{N}_$.]+";

  private final Class<P> service;
  private final ClassLoader loader;
  private final Consumer<P> found;
  private final Consumer<Problem> problems;
  private final Map<String, String> jars = new LinkedHashMap<>();

  Providers(Class<P> service, ClassLoader loader, Consumer<P> found, Consumer<Problem> problems) {
    this.service = service;
    this.loader = loader;
    this.found = found;
    this.problems = problems;
  }

  /** Hands on each type and each problem. */
  void find() {
    String list = "META-INF/services/" + service.getName();
    List<URL> lists;
    try {
      lists = Collections.list(loader.getResources(list));
    } catch (IOException e) {
      problems.accept(Problem.error("", "plugins can't be looked for: " + e, ""));
      return;
    }
    for (URL url : lists) {
      String jar = Origin.ofResource(url, list);
      try {
        use(jar, names(url));
      } catch (IOException e) {
        problems.accept(
            Problem.error(jar, list + ": " + e.getMessage(), "get a sound jar, or remove it"));
      }
    }
  }

  private static List<String> names(URL list) throws IOException {
    URLConnection connection = list.openConnection();
    connection.setUseCaches(false); // the jar may have been replaced since it was last looked at
    byte[] text;
    try (InputStream in = connection.getInputStream()) {
      text = in.readNBytes(LONGEST_LIST + 1);
    }
    if (text.length > LONGEST_LIST) {
      throw new IOException("is longer than " + LONGEST_LIST + " bytes");
    }
    List<String> names =
        new String(text, UTF_8)
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .toList();
    for (String name : names) {
      if (!name.matches(CLASS_NAME)) {
        throw new IOException(
            "expected names of classes, found \"" + PluginProblem.cut(name) + '"');
      }
    }
    return names;
  }

  private void use(String jar, List<String> names) {
    Map<String, List<String>> repeated = new LinkedHashMap<>();
    for (String name : names) {
      String first = jars.putIfAbsent(name, jar);
      if (first == null) {
        use(jar, name);
      } else if (!first.equals(jar)) {
        repeated.computeIfAbsent(first, f -> new ArrayList<>()).add(name);
      }
    }
    repeated.forEach(
        (first, which) ->
            problems.accept(
                Problem.warning(
                    jar,
                    "holds again what " + first + " holds: " + String.join(", ", which),
                    "that one is used; remove one of them")));
  }

  private void use(String jar, String name) {
    try {
      P type = make(name);
      PluginRules.check(type);
      found.accept(type);
    } catch (Throwable e) { // whatever is wrong with a plugin, the others are used
      problems.accept(PluginProblem.of(jar, name, e));
    }
  }

  private P make(String name) throws ReflectiveOperationException {
    Class<?> type = Class.forName(name, false, loader);
    if (!service.isAssignableFrom(type)) {
      throw new IllegalArgumentException("it is no " + service.getSimpleName());
    }
    return service.cast(type.getConstructor().newInstance());
  }
}
