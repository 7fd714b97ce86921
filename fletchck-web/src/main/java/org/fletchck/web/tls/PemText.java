package org.fletchck.web.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.config.RegularFile;

/** A PEM file (RFC 7468): blocks of any kind, with any text between them. */
record PemText(Path file, String text) {

  private static final int LONGEST = 1024 * 1024;
  private static final Pattern CERTIFICATE =
      Pattern.compile("(?s)-----BEGIN (?:X509 )?CERTIFICATE-----(.*?)-----END");
  private static final Pattern KEY =
      Pattern.compile("(?s)-----BEGIN ([A-Z ]*PRIVATE KEY)-----.*?-----END \\1-----");

  static PemText read(Path file) throws IOException {
    try (InputStream in = RegularFile.open(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new IOException(file + " is longer than 1 MiB");
      }
      return new PemText(file, new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    }
  }

  /** Returns the certificates in their order: the server's own first, then its issuers'. */
  List<X509Certificate> chain() throws IOException {
    List<X509Certificate> chain = new ArrayList<>();
    Matcher blocks = CERTIFICATE.matcher(text);
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      while (blocks.find()) {
        String block =
            "-----BEGIN CERTIFICATE-----" + blocks.group(1) + "-----END CERTIFICATE-----";
        byte[] bytes = block.getBytes(StandardCharsets.ISO_8859_1);
        chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
      }
    } catch (CertificateException e) {
      throw new IOException(file + ": a certificate can't be read: " + e.getMessage(), e);
    }
    if (chain.isEmpty()) {
      throw new IOException(
          file + " contains no certificate; expected -----BEGIN CERTIFICATE-----");
    }
    return chain;
  }

  /** Returns a match of the block with the private key, whose first group is its label. */
  Matcher key() throws IOException {
    Matcher block = KEY.matcher(text);
    if (!block.find()) {
      throw new IOException(
          file + " contains no private key; expected -----BEGIN PRIVATE KEY-----");
    }
    return block;
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
