package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class JsonTextTest {

  @Test
  void readsPlainValues() {
    Map<String, Object> values =
        SiteFile.parse(
            """
            {"a": 1, "b": 3000000000, "c": 1.5, "d": "\\u00e9", "e": [true, null], "f": {},
             "g": 12345678901234567890, "h": 1e999}
            """);

    assertThat(values)
        .containsEntry("a", 1)
        .containsEntry("b", 3_000_000_000L)
        .containsEntry("c", 1.5)
        .containsEntry("d", "é")
        .containsEntry("f", Map.of())
        .containsEntry("g", new BigInteger("12345678901234567890"))
        .containsEntry("h", new BigDecimal("1e999"));
    assertThat((List<?>) values.get("e")).hasSize(2).first().isEqualTo(true);
  }

  @Test
  void reportsPositionOfInvalidJson() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SiteFile.parse("{\n \"a\": 1,\n}"))
        .withMessageStartingWith("line 3, column ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SiteFile.parse("{} {}"))
        .withMessage("line 1, column 4: expected the end of the file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SiteFile.parse(""))
        .withMessage("line 1, column 1: expected a value, found nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SiteFile.parse("[]"))
        .withMessageContaining("expected an object");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SiteFile.parse("[".repeat(100_000)))
        .withMessageContaining("more than 200 levels deep");
  }

  @Test
  void changesOneValueAndNothingElse() {
    String text = "{\r\n\t\"a\" :1.10,\r\n\r\n\t\"b\": \"\\u00e9\", \"c\": [1,2]\r\n}\r\n\r\n";

    assertThat(edit(text, site -> site.with("b", 2))).isEqualTo(text.replace("\"\\u00e9\"", "2"));
    assertThat(edit(text, site -> site)).isEqualTo(text);
  }

  @Test
  void addsEntriesWithIndentationOfNeighbours() {
    String text = "{\n    \"a\": {\n        \"x\": 1\n    }\n}";

    assertThat(edit(text, site -> site.with("b", Map.of("y", List.of(1)))))
        .isEqualTo(
            "{\n    \"a\": {\n        \"x\": 1\n    },\n    \"b\": {\n        \"y\": [\n"
                + "            1\n        ]\n    }\n}");
    assertThat(edit(text, site -> site.with("a", Map.of("x", 2))))
        .isEqualTo(text.replace(": 1", ": 2"));
  }

  @Test
  void staysOnOneLineWhereTheFileDoes() {
    assertThat(edit("{\"a\":1}", site -> site.with("b", Map.of("c", List.of(1, 2)))))
        .isEqualTo("{\"a\":1, \"b\":{\"c\": [1, 2]}}");
    assertThat(edit("{\n  \"o\": { \"a\": 1 }\n}", site -> site.with("o", both())))
        .isEqualTo("{\n  \"o\": { \"a\": 1, \"b\": [2] }\n}");
  }

  @Test
  void removesEntryWithAdjacentComma() {
    String text = "{\n \"a\": 1,\n \"b\": 2,\n \"c\": 3\n}\n";

    assertThat(edit(text, site -> site.with("a", null))).isEqualTo("{\n \"b\": 2,\n \"c\": 3\n}\n");
    assertThat(edit(text, site -> site.with("c", null))).isEqualTo("{\n \"a\": 1,\n \"b\": 2\n}\n");
    assertThat(edit("{\n \"a\": 1\n}", site -> site.with("a", null))).isEqualTo("{}");
  }

  @Test
  void addsToEmptyObjects() {
    assertThat(edit("{}\n", site -> site.with("a", 1))).isEqualTo("{\n  \"a\": 1\n}\n");
    assertThat(edit("{\n \"a\": {}\n}", site -> site.with("a", Map.of("b", 1))))
        .isEqualTo("{\n \"a\": {\n  \"b\": 1\n }\n}");
  }

  @Test
  void keepsFormattingOfChangedList() {
    assertThat(edit("{\n \"a\": [ 1, 2.0 ]\n}", site -> site.with("a", List.of(1, 2.0, 3))))
        .isEqualTo("{\n \"a\": [ 1, 2.0, 3 ]\n}");
    assertThat(edit("{\n \"a\": [\n  1,\n  2\n ]\n}", site -> site.with("a", List.of(2))))
        .isEqualTo("{\n \"a\": [\n  2\n ]\n}");
  }

  @Test
  void keepsAByteOrderMark() {
    assertThat(edit("\uFEFF{\"a\": 1}", site -> site.with("a", 2))).isEqualTo("\uFEFF{\"a\": 2}");
  }

  @Test
  void keepsPlaceAndTextOfRenamedEntry() {
    String text = "{\n \"checks\": {\n  \"a\":  {\"type\":\"disk\"},\n  \"b\": {}\n }\n}\n";

    assertThat(edit(text, site -> site.renamedCheck("a", "z", StubTypes.ALL)))
        .isEqualTo(text.replace("\"a\"", "\"z\""));
  }

  @Test
  void usesLastOfDuplicateNamesWithWarning() {
    JsonText text = JsonText.read("{\n\"c\": {\"a b\": 1,\n \"a b\": 2}}");

    assertThat(text.object()).containsEntry("c", Map.of("a b", 2));
    assertThat(text.duplicates())
        .extracting(Object::toString)
        .containsExactly("c.\"a b\": duplicate name, again in line 3; the last one counts");
  }

  private static Map<String, Object> both() {
    return SiteFile.parse("{\"a\": 1, \"b\": [2]}");
  }

  private static String edit(String text, UnaryOperator<SiteConfig> change) {
    JsonText read = JsonText.read(text);
    return read.with(change.apply(SiteConfig.of(read.object())).raw());
  }
}
