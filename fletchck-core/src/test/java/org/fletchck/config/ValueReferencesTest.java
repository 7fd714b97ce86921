package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueReferencesTest {

  @TempDir Path folder;

  @Test
  void resolvesVariablesWithinTexts() {
    assertThat(references().apply("a ${env:USER}:${env:USER} b")).isEqualTo("a $bob\\:$bob\\ b");
  }

  @Test
  void stripsTrailingLineBreaksOfFiles() throws IOException {
    Files.writeString(folder.resolve("key"), "one\ntwo\r\n");
    Files.writeString(folder.resolve("two"), "x\n\n");

    assertThat(references().apply("${file:key}")).isEqualTo("one\ntwo");
    assertThat(references().apply("${file:two}")).isEqualTo("x");
    assertThat(references().apply("${file:" + folder.resolve("two") + "}")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
  void stripsByteOrderMarkOfFiles(String charset) throws IOException {
    Files.writeString(folder.resolve("key"), "\uFEFFs3cr\u00e9t \r\n", Charset.forName(charset));

    assertThat(references().apply("<${file:key}>")).isEqualTo("<s3cr\u00e9t >");
  }

  @Test
  void stripsTrailingLineBreaksOfVariables() {
    assertThat(new ValueReferences(folder, Map.of("KEY", "a\nb\n")::get).apply("${env:KEY}!"))
        .isEqualTo("a\nb!");
  }

  @Test
  void leavesAnythingElseAsItIs() {
    assertThat(references().apply("${NAME} ${x:y} $ ${env:} {}"))
        .isEqualTo("${NAME} ${x:y} $ ${env:} {}");
  }

  @Test
  void reportsUnresolvableReferences() throws IOException {
    Files.writeString(folder.resolve("long"), "x".repeat(64 * 1024 + 1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> references().apply("${env:NOBODY}"))
        .withMessage("environment variable NOBODY is not set");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> references().apply("${file:none}"))
        .withMessageContaining("file none can't be read: there is no such file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> references().apply("${file:long}"))
        .withMessageContaining("is longer than 64 KiB");
  }

  private ValueReferences references() {
    return new ValueReferences(folder, Map.of("USER", "$bob\\")::get);
  }
}
