package org.fletchck.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Types;

/**
 * Runs checks many times in a program of its own, in which nothing else uses threads, descriptors
 * and temporary files, and prints what is left over.
 */
final class LeakRun {

  private static final int WARM_UP = 20;
  private static final int RUDE_RUNS = 200;
  private static final int SILENT_RUNS = 20;

  private LeakRun() {}

  /**
   * Takes how often to run each check of a good server, and then for each one argument: its name,
   * its type and its options with their values, with tabs between.
   */
  public static void main(String[] args) throws Exception {
    int runs = Integer.parseInt(args[0]);
    SiteConfig config = SiteConfig.empty();
    for (String check : List.of(args).subList(1, args.length)) {
      config = config.withCheck(check(check.split("\t", -1)));
    }
    try (Site site = Site.with(Types.discover()).onDemand().open(config)) {
      List<String> names = List.copyOf(config.checks().keySet());
      ExecutorService pool = Executors.newFixedThreadPool(names.size());
      all(pool, names, name -> passed(site, name, WARM_UP));
      int threads = threads();
      int descriptors = descriptors();
      for (String line :
          all(pool, names, name -> name + " passed " + passed(site, name, runs(name, runs)))) {
        System.out.println(line);
      }
      await(() -> threads() <= threads && descriptors() <= descriptors);
      System.out.println("threads left: " + Math.max(0, threads() - threads));
      System.out.println("descriptors left: " + Math.max(0, descriptors() - descriptors));
      pool.shutdown();
    }
    System.out.println("files left: " + temporaryFiles());
  }

  private static CheckConfig check(String[] words) {
    CheckConfig check = CheckConfig.of(words[0], words[1]);
    for (int i = 2; i < words.length; i += 2) {
      check = check.option(words[i], words[i + 1]);
    }
    return check;
  }

  /** What goes wrong at once is the same path each time, and silence takes all of its timeout. */
  private static int runs(String name, int good) {
    return name.endsWith(" good")
        ? good
        : name.endsWith(" silent") ? SILENT_RUNS : Math.min(good, RUDE_RUNS);
  }

  private static int passed(Site site, String name, int runs) {
    int passed = 0;
    for (int i = 0; i < runs; i++) {
      passed += site.run(name).passed() ? 1 : 0;
    }
    return passed;
  }

  @FunctionalInterface
  private interface Work<T> {
    T of(String name) throws Exception;
  }

  private static <T> List<T> all(ExecutorService pool, List<String> names, Work<T> work)
      throws Exception {
    List<Callable<T>> calls = names.stream().<Callable<T>>map(name -> () -> work.of(name)).toList();
    List<T> results = new ArrayList<>();
    for (Future<T> result : pool.invokeAll(calls)) {
      results.add(result.get());
    }
    return results;
  }

  /** What ends by itself may take a moment. */
  private static void await(Callable<Boolean> settled) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    for (int looks = 0; looks < 200 && !settled.call(); looks++) {
      never.await(50, TimeUnit.MILLISECONDS);
    }
  }

  private static int threads() {
    return Thread.getAllStackTraces().size();
  }

  private static int descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return (int) open.count();
    }
  }

  private static List<Path> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.toList();
    }
  }
}
