package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.fletchck.spi.CheckType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged program says of plugins that can't be used, and that it goes on without. */
class BrokenPluginsIT {

  private static final String SERVICE = CheckType.class.getName();
  private static final int HERE = Runtime.version().feature();

  @TempDir private Path folder;

  private Path plugins;

  @BeforeEach
  void writeSiteWithBrokenPlugins() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
    Files.writeString(plugins.resolve("download.jar"), "<html>404 Not Found</html>");
    Jars.write(plugins.resolve("missing.jar"), List.of(), SERVICE, "com.example.Missing");
    jar("throwing.jar", BrokenTypes.Throwing.class);
    jar("second-disk.jar", BrokenTypes.SecondDisk.class);
    jar("incomplete.jar", BrokenTypes.Incomplete.class);
    Jars.write(
        plugins.resolve("newer.jar"),
        List.of(FileCheckType.class),
        SERVICE,
        FileCheckType.class.getName(),
        HERE + 1);
    Cli.site(
        folder,
        """
        {'grace': 0, 'actions': {'log': {'type': 'log'}},
         'checks': {
          'root': {'type': 'disk', 'trigger': {'interval': {'seconds': 1}},
            'options': {'level': 100}, 'actions': ['log']},
          'gone': {'type': 'file', 'trigger': {'interval': {'seconds': 1}},
            'options': {'path': '/'}, 'actions': ['log']},
          'half': {'type': 'incomplete', 'trigger': {'interval': {'seconds': 1}},
            'actions': ['log']}
         }}
        """);
  }

  private void jar(String name, Class<?> type) throws IOException {
    Jars.write(plugins.resolve(name), List.of(type), SERVICE, type.getName());
  }

  @Test
  void validateReportsEachBrokenPlugin() throws Exception {
    try (Launched validate = Launched.fletchck(folder, "validate")) {
      assertThat(validate.awaitEnd()).isEqualTo(2);
      assertEachIsNamed(validate.out().all());
      assertThat(validate.err().all()).isEmpty();
    }
  }

  @Test
  void typesListsUsableTypesAndReportsEachBrokenPlugin() throws Exception {
    try (Launched types = Launched.fletchck(folder, "types")) {
      assertThat(types.awaitEnd()).isZero();
      assertEachIsNamed(types.err().all());
      assertThat(types.out().all()).anyMatch(line -> line.contains("incomplete.jar"));
    }
  }

  @Test
  void runsWithoutBrokenPlugins() throws Exception {
    try (Launched site = Launched.fletchck(folder, "run")) {
      assertThat(site.out().await("judged")).contains("1 passes").contains("2 can't run");
      site.signal("TERM");
      assertThat(site.awaitEnd()).isZero();
      assertEachIsNamed(site.err().all());
    }
  }

  @Test
  void explainsMissingTypeOnlyForAffectedCheck() throws Exception {
    try (Launched check = Launched.fletchck(folder, "check", "gone")) {
      assertThat(check.awaitEnd()).isEqualTo(3);
      assertEachIsNamed(check.err().all());
    }
    try (Launched check = Launched.fletchck(folder, "check", "root")) {
      assertThat(check.awaitEnd()).isZero();
      assertThat(check.err().all()).isEmpty();
    }
  }

  private void assertEachIsNamed(List<String> lines) {
    assertThat(lines)
        .anyMatch(
            said("missing.jar: com.example.Missing is listed as a provider but doesn't exist"))
        .anyMatch(
            said(
                "throwing.jar: .*Throwing can't be instantiated: its constructor throws .*licence"))
        .anyMatch(said("second-disk.jar: two check types are named disk: .*; the first one is"))
        .anyMatch(
            said(
                "newer.jar: .* is built for Java %d, but this is Java %d; run with"
                    .formatted(HERE + 1, HERE)))
        .anyMatch(said("download.jar: can't be opened as a jar: .*; copy it here again"))
        .noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception in thread"));
  }

  private Predicate<String> said(String pattern) {
    String whole = ".*" + Pattern.quote(plugins + "/") + pattern + ".*";
    return line -> line.matches(whole);
  }
}
