package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureReasonTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new SSLHandshakeException("Received fatal alert: handshake_failure"),
            "it refused TLS: handshake failure"),
        Arguments.of(
            new SSLException("Unsupported or unrecognized SSL message"),
            "it doesn't speak TLS on this port"),
        Arguments.of(
            new IOException(
                new CertificateException(
                    "PKIX path building failed: sun.security.provider.certpath"
                        + ".SunCertPathBuilderException: unable to find valid certification path"
                        + " to requested target")),
            "its certificate can't be trusted: its issuer isn't trusted here"),
        Arguments.of(
            new CertificateException(
                "PKIX path validation failed",
                new CertPathValidatorException("x", new CertificateExpiredException("NotAfter"))),
            "its certificate can't be trusted: it has expired"),
        Arguments.of(
            new CertificateException(
                "No subject alternative names matching IP address 127.0.0.1 found"),
            "its certificate can't be trusted: it isn't valid for 127.0.0.1"),
        Arguments.of(
            new IOException("x", new ProtocolException("Invalid status line: \"220 mail\"")),
            "it doesn't speak HTTP on this port"),
        Arguments.of(
            new IOException("HTTP/1.1 header parser received no bytes"),
            "it closed the connection without an answer"),
        Arguments.of(new ClosedChannelException(), "the connection was closed"),
        Arguments.of(new EOFException(), "the connection was closed"),
        Arguments.of(new SocketTimeoutException(), "it didn't answer in time"),
        Arguments.of(new IOException("Connection reset"), "Connection reset"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void describesFailuresWithoutLibraryJargon(Exception failure, String words) {
    assertThat(FailureReason.of(failure, false)).isEqualTo(words);
  }
}
