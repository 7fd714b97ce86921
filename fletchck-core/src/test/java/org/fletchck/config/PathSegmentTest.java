package org.fletchck.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathSegmentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web",
        "",
        ".",
        "..",
        "a/b",
        "/",
        "//",
        "a/../b",
        "a\\b",
        "a;b",
        "~",
        "~~",
        "a~~2Fb",
        "a~/b",
        "a~2Fb",
        "tab\there",
        "nul\u0000",
        "x\u007F",
        "100%",
        "50%2F",
        "a+b c",
        "\u00e4\u20ac",
        "?#&="
      })
  void survivesProxiesThatDecodeAndNormalizePaths(String name) {
    String segment = PathSegment.encode(name);
    String decoded = URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);

    assertThat(decoded)
        .doesNotContain("/", "\\")
        .isNotIn("", ".", "..")
        .doesNotMatch("(?s).*\\p{Cntrl}.*");
    assertThat(PathSegment.decode(decoded)).isEqualTo(name);
  }

  @Test
  void keepsEncodingOfOrdinaryNames() {
    assertThat(PathSegment.encode("Home Cert (1)~old")).isEqualTo("Home%20Cert%20%281%29~old");
    assertThat(PathSegment.decode("web~2F")).isEqualTo("web~2F");
  }
}
