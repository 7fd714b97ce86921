package org.fletchck.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {

  private final Routes routes =
      new Routes()
          .get("/", Access.READ, r -> Response.html("home"))
          .get("/checks/{name}", Access.READ, r -> Response.html("look " + r.segment("name")))
          .post("/checks/{name}", Access.WRITE, r -> Response.html("do " + r.form("x").orElse("")));

  @Test
  void dispatchesToHandlerForPath() throws Exception {
    assertThat(routes.handle(Request.get("/")).text()).isEqualTo("home");
    assertThat(routes.handle(Request.post("/checks/a", Map.of("x", "1 + 1"))).text())
        .isEqualTo("do 1 + 1");
  }

  @Test
  void acceptsAnyCharacterInSegment() throws Exception {
    assertThat(routes.handle(Request.get("/checks/a%2Fb%20%C3%A4+?x=y")).text())
        .isEqualTo("look a/b ä+");
  }

  @Test
  void answersHeadAsGet() throws Exception {
    Request head = Request.of("HEAD", "/", Map.of(), new byte[0]);
    assertThat(routes.handle(head).status()).isEqualTo(200);
  }

  @Test
  void distinguishesUnknownPathFromUnknownMethod() {
    assertThatExceptionOfType(RefusedRequest.class)
        .isThrownBy(() -> routes.handle(Request.get("/nothing")))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404));
    assertThatExceptionOfType(RefusedRequest.class)
        .isThrownBy(() -> routes.handle(Request.post("/", Map.of())))
        .satisfies(e -> assertThat(e.status()).isEqualTo(405));
  }
}
