package org.fletchck.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

class TlsSuitesTest {

  @Test
  void offersOnlySuitesWithForwardSecrecyAndAead() throws Exception {
    SSLParameters offered = TlsSuites.of(SSLContext.getDefault());

    assertThat(offered.getCipherSuites())
        .contains("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
        .allMatch(suite -> suite.matches("TLS_(ECDHE_(RSA|ECDSA)_WITH_)?(AES_|CHACHA20_).*"))
        .allMatch(suite -> suite.contains("_GCM_") || suite.contains("_POLY1305_"));
    assertThat(offered.getProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
  }
}
