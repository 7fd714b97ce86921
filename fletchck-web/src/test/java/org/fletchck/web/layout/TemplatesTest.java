package org.fletchck.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.fletchck.web.http.Caller;
import org.junit.jupiter.api.Test;

class TemplatesTest {

  @Test
  void escapesPageContent() {
    Page page = new Page("Site <1>", "Title", "", "/base", Caller.ANYBODY, null);

    String html = new Templates().page("message", page, "<script>alert(1)</script>").text();

    assertThat(html)
        .contains("Site &lt;1&gt;")
        .contains("&lt;script&gt;")
        .contains("/base/static/fletchck.css?");
    assertThat(html).doesNotContain("<script>alert");
  }
}
