package org.fletchck.spi;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/**
 * Finds the providers of one service. Each list of providers has its own service loader, so that a
 * failure can be attributed to the jar that contains the list.
 */
final class Providers<P extends PluginType<?>> {

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

  /** Passes on each type and each problem found. */
  void find() {
    String list = "META-INF/services/" + service.getName();
    try {
      for (URL url : Collections.list(loader.getResources(list))) {
        use(JarOrigin.ofResource(url, list), new SingleListLoader(url, loader));
      }
    } catch (IOException e) {
      problems.accept(Problem.error("", "can't search for plugins: " + e, ""));
    }
  }

  private void use(String jar, SingleListLoader list) {
    Iterator<ServiceLoader.Provider<P>> providers =
        ServiceLoader.load(service, list).stream().iterator();
    Map<String, List<String>> repeated = new LinkedHashMap<>();
    for (boolean more = true; more; ) {
      try {
        more = providers.hasNext();
        if (more) {
          use(jar, providers.next(), repeated);
        }
      } catch (ServiceConfigurationError | LinkageError e) { // the loader continues after it
        problems.accept(PluginProblem.of(jar, e));
      }
    }
    repeated.forEach(
        (first, which) ->
            problems.accept(
                Problem.warning(
                    jar,
                    "has the same providers as " + first + ": " + String.join(", ", which),
                    "that one is used; remove one of them")));
  }

  private void use(
      String jar, ServiceLoader.Provider<P> provider, Map<String, List<String>> repeated) {
    String name = provider.type().getName();
    String first = jars.putIfAbsent(name, jar);
    if (first != null) {
      repeated.computeIfAbsent(first, f -> new ArrayList<>()).add(name);
      return;
    }
    try {
      Optional<Problem> other = PluginProblem.ofVersion(jar, provider.type());
      if (other.isPresent()) {
        problems.accept(other.get());
        return;
      }
      P type = provider.get();
      PluginRules.check(type);
      found.accept(type);
    } catch (Throwable e) { // whatever is wrong with one plugin, the others are used
      problems.accept(PluginProblem.of(jar, name, e));
    }
  }

  /** Loads classes from all jars, but finds only one list of providers. */
  private static final class SingleListLoader extends ClassLoader {
    private final URL list;

    SingleListLoader(URL list, ClassLoader parent) {
      super(parent);
      this.list = list;
    }

    @Override
    public Enumeration<URL> getResources(String name) {
      return Collections.enumeration(List.of(list));
    }
  }
}
