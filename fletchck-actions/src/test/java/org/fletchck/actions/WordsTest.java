package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small parts that messages are worded with. */
class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0.4S, less than 1 s",
    "PT59.9S, 59 s",
    "PT60S, 1 min",
    "PT61S, 1 min 1 s",
    "PT2H5M59S, 2 h 5 min",
    "PT24H, 1 d",
    "P40DT23H, 40 d 23 h"
  })
  void writesADurationInItsTwoLargestUnits(Duration duration, String text) {
    assertThat(MessageTimes.duration(duration)).isEqualTo(text);
  }

  @Test
  void doesNotSplitSurrogatePairs() {
    assertThat(PlainLine.oneLine("ab\uD83D\uDE00cd", 4)).isEqualTo("ab…");
  }

  @Test
  void keepsAShortLogWhole() {
    List<String> log = lines(100, 20);

    assertThat(LogExcerpt.of(log)).isEqualTo(log);
  }

  @Test
  void keepsBeginningAndEndOfALongLog() {
    assertThat(LogExcerpt.of(lines(103, 20)))
        .hasSize(101)
        .startsWith("line 0 " + "x".repeat(20))
        .contains("(3 lines left out)", "line 53 " + "x".repeat(20))
        .doesNotContain("line 52 " + "x".repeat(20))
        .endsWith("line 102 " + "x".repeat(20));
  }

  @Test
  void limitsTheSizeOfALog() {
    List<String> excerpt = LogExcerpt.of(lines(1000, 5000));

    assertThat(String.join("\n", excerpt)).hasSizeLessThan(17_000);
    assertThat(excerpt).contains("(984 lines left out)");
  }

  @Test
  void countsNamesBeyondTwenty() {
    assertThat(PlainLine.names(Collections.nCopies(21, "a"))).endsWith("a, a and 1 more");
  }

  private static List<String> lines(int count, int length) {
    return IntStream.range(0, count).mapToObj(i -> "line " + i + " " + "x".repeat(length)).toList();
  }
}
