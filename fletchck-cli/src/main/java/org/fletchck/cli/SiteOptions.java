package org.fletchck.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fletchck.config.SiteFile;
import org.fletchck.config.SiteFileException;
import org.fletchck.spi.Types;
import org.fletchck.state.History;
import org.fletchck.state.Store;
import org.fletchck.store.SqliteStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that selects the site of a command. */
class SiteOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "fletchck.conf",
      description = "The site file. Default: ${DEFAULT-VALUE} in the working directory.")
  private Path config;

  /** Returns the path; the file may not exist. */
  Path path() {
    return config;
  }

  /**
   * Returns the path of a file that exists.
   *
   * @throws InputException if there is none
   */
  Path existing() {
    if (!Files.isReadable(config) || Files.isDirectory(config)) {
      String what =
          !Files.exists(config)
              ? "there is no such file"
              : Files.isDirectory(config) ? "is a folder" : "can't be read";
      throw new InputException(
          config + ": " + what + "; name the site file with --config FILE, or try 'fletchck demo'");
    }
    return config;
  }

  SiteFile read() throws SiteFileException {
    return SiteFile.read(existing());
  }

  Types types() {
    return Plugins.types(folder());
  }

  /** Returns the folder of the site file. */
  Path folder() {
    Path folder = config.toAbsolutePath().getParent();
    return folder == null ? config.toAbsolutePath() : folder;
  }

  /** Adds the option for the folder in which the state of the site is stored. */
  static final class WithState extends SiteOptions {

    @Option(
        names = "--state",
        paramLabel = "DIR",
        description =
            "The state folder. Default: $STATE_DIRECTORY, else the folder of the site file.")
    private @Nullable Path state;

    /** Returns options as if they had been given. */
    static WithState of(Path config, Path state) {
      WithState options = new WithState();
      ((SiteOptions) options).config = config;
      options.state = state;
      return options;
    }

    Path stateFolder() {
      if (state != null) {
        return state;
      }
      String given = System.getenv("STATE_DIRECTORY");
      // A service manager may name several folders, separated by colons.
      return given == null || given.isBlank() ? folder() : Path.of(given.replaceFirst(":.*", ""));
    }

    /** Opens the state for changes; it is bad input if another process has it open. */
    Store open() {
      try {
        return SqliteStore.open(stateFolder(), name());
      } catch (IOException e) {
        throw unusable(e);
      }
    }

    /** Reads the state. */
    Store.Snapshot peek() {
      try {
        return SqliteStore.peek(stateFolder(), name());
      } catch (IOException e) {
        throw unusable(e);
      }
    }

    /** Returns the history, for reading. */
    History history() {
      return SqliteStore.history(stateFolder(), name());
    }

    private String name() {
      return String.valueOf(path().getFileName());
    }

    /** An exception of the store says everything; one of the file system has only the path. */
    private InputException unusable(IOException e) {
      String message = String.valueOf(e.getMessage());
      return new InputException(
          e instanceof FileSystemException
              ? "the state in " + stateFolder() + " can't be used: " + e
              : message,
          e);
    }
  }
}
