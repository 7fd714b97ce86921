package org.fletchck.checks;

import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.ChachaPolyCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.mac.Macs;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.digest.Digest;
import net.schmizz.sshj.transport.digest.SHA1;
import net.schmizz.sshj.transport.digest.SHA256;
import net.schmizz.sshj.transport.digest.SHA512;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.DHGexSHA1;
import net.schmizz.sshj.transport.kex.DHGexSHA256;
import net.schmizz.sshj.transport.kex.DHGroupData;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import net.schmizz.sshj.transport.random.JCERandom;
import net.schmizz.sshj.transport.random.SingletonRandomFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * The algorithms proposed to SSH servers: cheap and common ones first, then those of old servers,
 * as a check sends nothing that a weak algorithm could give away. Encryption is used only after the
 * server has proved its host key, so the names of its algorithms are enough.
 */
final class SshConfig extends ConfigImpl {

  private static final List<String> OTHER_CIPHERS =
      List.of(
          "aes192-cbc",
          "rijndael-cbc@lysator.liu.se",
          "blowfish-cbc",
          "cast128-cbc",
          "arcfour256",
          "arcfour128",
          "arcfour",
          "3des-ctr",
          "camellia128-ctr",
          "camellia192-ctr",
          "camellia256-ctr",
          "camellia128-cbc",
          "camellia192-cbc",
          "camellia256-cbc",
          "twofish128-ctr",
          "twofish256-ctr",
          "twofish-cbc",
          "twofish128-cbc",
          "twofish256-cbc",
          "serpent128-ctr",
          "serpent256-ctr",
          "AEAD_AES_128_GCM",
          "AEAD_AES_256_GCM",
          "aes128-gcm",
          "aes256-gcm",
          "chacha20-poly1305");

  private static final List<String> OTHER_MACS =
      List.of(
          "umac-64-etm@openssh.com",
          "umac-128-etm@openssh.com",
          "umac-64@openssh.com",
          "umac-128@openssh.com",
          "hmac-sha1-96-etm@openssh.com",
          "hmac-md5-96",
          "hmac-md5-etm@openssh.com",
          "hmac-md5-96-etm@openssh.com",
          "hmac-sha2-256-96",
          "hmac-sha2-512-96",
          "hmac-sha256",
          "hmac-sha512",
          "hmac-ripemd160",
          "hmac-ripemd160@openssh.com",
          "hmac-ripemd160-etm@openssh.com",
          "AEAD_AES_128_GCM",
          "AEAD_AES_256_GCM",
          "none");

  private SshConfig() {
    setVersion("fletchck");
    setLoggerFactory(new SilentLoggerFactory());
    setRandomFactory(new SingletonRandomFactory(new JCERandom.Factory()));
    setCompressionFactories(
        withNames(List.of(new NoneCompression.Factory()), List.of("zlib@openssh.com", "zlib")));
    setVerifyHostKeyCertificates(false); // only the key in it matters
    setKeyExchanges();
    setKeyAlgorithms(
        List.of(
            KeyAlgorithms.EdDSA25519(),
            KeyAlgorithms.ECDSASHANistp256(),
            KeyAlgorithms.ECDSASHANistp384(),
            KeyAlgorithms.ECDSASHANistp521(),
            KeyAlgorithms.RSASHA512(),
            KeyAlgorithms.RSASHA256(),
            KeyAlgorithms.SSHRSA(),
            KeyAlgorithms.SSHDSA(),
            KeyAlgorithms.EdDSA25519CertV01(),
            KeyAlgorithms.ECDSASHANistp256CertV01(),
            KeyAlgorithms.ECDSASHANistp384CertV01(),
            KeyAlgorithms.ECDSASHANistp521CertV01(),
            KeyAlgorithms.SSHRSACertV01()));
    setCipherFactories(
        withNames(
            List.of(
                BlockCiphers.AES128CTR(),
                BlockCiphers.AES192CTR(),
                BlockCiphers.AES256CTR(),
                GcmCiphers.AES128GCM(),
                GcmCiphers.AES256GCM(),
                ChachaPolyCiphers.CHACHA_POLY_OPENSSH(),
                BlockCiphers.AES128CBC(),
                BlockCiphers.AES256CBC(),
                BlockCiphers.TripleDESCBC()),
            OTHER_CIPHERS));
    setMACFactories(
        withNames(
            List.of(
                Macs.HMACSHA2256(),
                Macs.HMACSHA2512(),
                Macs.HMACSHA2256Etm(),
                Macs.HMACSHA2512Etm(),
                Macs.HMACSHA1(),
                Macs.HMACSHA1Etm(),
                Macs.HMACSHA196(),
                Macs.HMACMD5()),
            OTHER_MACS));
  }

  private static <T> List<Factory.Named<T>> withNames(
      List<? extends Factory.Named<T>> real, List<String> names) {
    List<Factory.Named<T>> all = new ArrayList<>(real);
    names.forEach(name -> all.add(new NamedPlaceholder<>(name)));
    return all;
  }

  /** An algorithm that is only negotiated, never used. */
  private record NamedPlaceholder<T>(String name) implements Factory.Named<T> {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public T create() {
      throw new UnsupportedOperationException(name);
    }
  }

  private void setKeyExchanges() {
    Message reply = Message.KEXDH_31;
    Message groupReply = Message.KEX_DH_GEX_REPLY;
    setKeyExchangeFactories(
        List.of(
            new SshKeyExchange.Factory(new Curve25519SHA256.Factory(), reply),
            new SshKeyExchange.Factory(new Curve25519SHA256.FactoryLibSsh(), reply),
            new SshKeyExchange.Factory(new ECDHNistP.Factory256(), reply),
            new SshKeyExchange.Factory(new ECDHNistP.Factory384(), reply),
            new SshKeyExchange.Factory(new ECDHNistP.Factory521(), reply),
            group("diffie-hellman-group14-sha256", DHGroupData.P14, new SHA256.Factory()),
            new SshKeyExchange.Factory(new DHGexSHA256.Factory(), groupReply),
            group("diffie-hellman-group15-sha512", DHGroupData.P15, new SHA512.Factory()),
            group("diffie-hellman-group16-sha512", DHGroupData.P16, new SHA512.Factory()),
            group("diffie-hellman-group17-sha512", DHGroupData.P17, new SHA512.Factory()),
            group("diffie-hellman-group18-sha512", DHGroupData.P18, new SHA512.Factory()),
            group("diffie-hellman-group14-sha1", DHGroupData.P14, new SHA1.Factory()),
            new SshKeyExchange.Factory(new DHGexSHA1.Factory(), groupReply),
            group("diffie-hellman-group1-sha1", DHGroupData.P1, new SHA1.Factory())));
  }

  private static SshKeyExchange.Factory group(
      String name, BigInteger prime, Factory.Named<Digest> digest) {
    return new SshKeyExchange.Factory(new SshGroup(name, prime, digest), Message.KEXDH_31);
  }

  /** Returns the instance that all checks share; creating it takes time and loads the library. */
  static Config shared() {
    return ConfigHolder.CONFIG;
  }

  private static final class ConfigHolder {
    static final Config CONFIG = new SshConfig();
  }

  /** Logs nothing: the check reports failures, which the library would log with stack traces. */
  private static final class SilentLoggerFactory implements LoggerFactory {
    @Override
    public Logger getLogger(String name) {
      return NOPLogger.NOP_LOGGER;
    }

    @Override
    public Logger getLogger(Class<?> type) {
      return NOPLogger.NOP_LOGGER;
    }
  }
}
