package org.fletchck.web.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate for HTTPS, which is read again when its files have changed. */
public final class ServerTls {

  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  private final Path cert;
  private final Path key;
  private final SSLContext context;
  private volatile Identity identity;
  private List<String> seen;

  private ServerTls(Path cert, Path key) throws IOException {
    this.cert = cert;
    this.key = key;
    seen = stamps();
    identity = Identity.read(PemText.read(cert), PemText.read(key));
    try {
      context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new CurrentTls()}, null, null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  /**
   * Reads a certificate and its key, which may be in the same file.
   *
   * @throws IOException if a file is invalid; says which, and what would work
   */
  public static ServerTls read(Path cert, Path key) throws IOException {
    return new ServerTls(cert, key);
  }

  /** Returns the context for servers, which stays the same when the certificate changes. */
  public SSLContext context() {
    return context;
  }

  /** Returns the DNS names in the certificate; they may begin with {@code *.}. */
  public List<String> names() {
    return identity.names();
  }

  /**
   * Reads the files again if they have changed. If the new ones can't be used, that is logged once
   * and the previous certificate stays in use.
   *
   * @return whether there is a new certificate
   */
  public synchronized boolean refresh() {
    List<String> now = stamps();
    if (now.equals(seen)) {
      return false;
    }
    seen = now;
    try {
      identity = Identity.read(PemText.read(cert), PemText.read(key));
      LOG.info("using the new certificate in {}", cert);
      return true;
    } catch (IOException e) {
      LOG.error("can't use the new certificate, the previous one stays: {}", e.getMessage());
      return false;
    }
  }

  private List<String> stamps() {
    return List.of(stamp(cert), stamp(key));
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes at = Files.readAttributes(file, BasicFileAttributes.class);
      return at.lastModifiedTime() + " " + at.size() + " " + at.fileKey();
    } catch (IOException e) {
      return "not there";
    }
  }

  /** Presents the current certificate to each client. */
  private final class CurrentTls extends X509ExtendedKeyManager {
    @Override
    public @Nullable String chooseEngineServerAlias(
        String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return identity.manager().chooseEngineServerAlias(type, issuers, engine);
    }

    @Override
    public @Nullable String chooseServerAlias(
        String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return identity.manager().chooseServerAlias(type, issuers, socket);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
      return identity.manager().getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
      return identity.manager().getPrivateKey(alias);
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
      return identity.manager().getServerAliases(type, issuers);
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
      return null; // it is never a client
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }
  }
}
