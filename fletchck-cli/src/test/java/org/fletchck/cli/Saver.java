package org.fletchck.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.config.SiteFileException;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Verdict;
import org.fletchck.state.CheckTarget;
import org.fletchck.state.Store;
import org.fletchck.store.SqliteStore;

/**
 * A process that saves a site file and states without end, each by a thread of its own. Both have a
 * version number at their beginning and at their end, and it prints {@code WHAT begins N} before a
 * save and {@code WHAT done N} after it.
 */
final class Saver {

  static final String CONFIGURATION = "configuration";
  static final String STATE = "state";

  private static final String SITE = "fletchck.conf";
  private static final String VERSION = "// version";
  private static final String PADDING = "0123456789abcdef".repeat(4_000);

  private Saver() {}

  /** Goes on, in the working directory, from the versions that are there. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of("");
    Thread states = new Thread(() -> saveStates(folder), "states");
    states.setUncaughtExceptionHandler(
        (thread, e) -> {
          e.printStackTrace();
          System.exit(1);
        });
    states.start();
    saveConfigurations(folder);
  }

  private static void saveConfigurations(Path folder) throws SiteFileException {
    Path path = folder.resolve(SITE);
    SiteFile file =
        Files.exists(path) ? SiteFile.read(path) : SiteFile.create(path, configuration(0));
    for (long version = versionOf(file.config()) + 1; ; version++) {
      say(CONFIGURATION, "begins", version);
      file = file.save(configuration(version));
      say(CONFIGURATION, "done", version);
    }
  }

  private static SiteConfig configuration(long version) {
    return SiteConfig.empty()
        .with(VERSION, version)
        .with("// padding", PADDING)
        .with(VERSION + " again", version);
  }

  private static void saveStates(Path folder) {
    try (Store store = SqliteStore.open(folder, SITE)) {
      for (long version = versionOf(store.snapshot()) + 1; ; version++) {
        say(STATE, "begins", version);
        store.commit(states(version)).toCompletableFuture().join();
        say(STATE, "done", version);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Store.Commit states(long version) {
    CheckState.Run run =
        new CheckState.Run(
            Verdict.PASSED, "version " + version, null, List.of(PADDING), Map.of(), Map.of());
    CheckState state = CheckState.UNKNOWN.withLastRun(run);
    List<Store.SavedCheck> checks =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    new Store.SavedCheck(
                        "id" + i, "check " + i, new CheckTarget("disk", ""), state))
            .toList();
    String text = String.valueOf(version);
    return new Store.Commit(
        checks, Set.of(), List.of(), List.of(), Map.of(VERSION, text), List.of());
  }

  private static void say(String what, String word, long version) {
    System.out.println(what + " " + word + " " + version);
  }

  /** Returns the version of a site, having looked whether it is whole. */
  static long versionOf(SiteConfig config) {
    Object version = config.raw().get(VERSION);
    boolean whole =
        version instanceof Number
            && version.equals(config.raw().get(VERSION + " again"))
            && PADDING.equals(config.raw().get("// padding"));
    if (!whole) {
      throw new AssertionError("no whole version: " + config.raw().keySet() + " " + version);
    }
    return ((Number) version).longValue();
  }

  /** Returns the version of states, having looked whether all are of that one; 0 for none. */
  static long versionOf(Store.Snapshot snapshot) {
    String version = snapshot.metadata().getOrDefault(VERSION, "0");
    for (Store.SavedCheck saved : snapshot.checks().values()) {
      CheckState.Run run = saved.state().lastRun();
      if (!("version " + version).equals(run.reason()) || !run.log().equals(List.of(PADDING))) {
        throw new AssertionError("version " + version + " holds a state of " + run.reason());
      }
    }
    return Long.parseLong(version);
  }
}
