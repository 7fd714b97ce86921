package org.fletchck.checks;

import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.ChachaPolyCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.mac.Macs;
import java.util.List;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.DHGexSHA1;
import net.schmizz.sshj.transport.kex.DHGexSHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import net.schmizz.sshj.transport.random.JCERandom;
import net.schmizz.sshj.transport.random.SingletonRandomFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * What is proposed to SSH servers: the cheap and usual first, then what old servers have, for a
 * check says nothing that a weak algorithm could give away.
 */
final class SshConfig extends ConfigImpl {

  private SshConfig() {
    setVersion("fletchck");
    setLoggerFactory(new Silence());
    setRandomFactory(new SingletonRandomFactory(new JCERandom.Factory()));
    setCompressionFactories(List.of(new NoneCompression.Factory()));
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
            KeyAlgorithms.SSHDSA()));
    setCipherFactories(
        List.of(
            BlockCiphers.AES128CTR(),
            BlockCiphers.AES192CTR(),
            BlockCiphers.AES256CTR(),
            GcmCiphers.AES128GCM(),
            GcmCiphers.AES256GCM(),
            ChachaPolyCiphers.CHACHA_POLY_OPENSSH(),
            BlockCiphers.AES128CBC(),
            BlockCiphers.AES256CBC(),
            BlockCiphers.TripleDESCBC()));
    setMACFactories(
        List.of(
            Macs.HMACSHA2256(),
            Macs.HMACSHA2512(),
            Macs.HMACSHA2256Etm(),
            Macs.HMACSHA2512Etm(),
            Macs.HMACSHA1(),
            Macs.HMACSHA1Etm(),
            Macs.HMACSHA196(),
            Macs.HMACMD5()));
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
            new SshKeyExchange.Factory(DHGroups.Group14SHA256(), reply),
            new SshKeyExchange.Factory(new DHGexSHA256.Factory(), groupReply),
            new SshKeyExchange.Factory(DHGroups.Group16SHA512(), reply),
            new SshKeyExchange.Factory(DHGroups.Group18SHA512(), reply),
            new SshKeyExchange.Factory(DHGroups.Group14SHA1(), reply),
            new SshKeyExchange.Factory(new DHGexSHA1.Factory(), groupReply),
            new SshKeyExchange.Factory(DHGroups.Group1SHA1(), reply)));
  }

  /** Returns the one that all checks share; making it takes time, and loads the library. */
  static Config shared() {
    return Shared.CONFIG;
  }

  private static final class Shared {
    static final Config CONFIG = new SshConfig();
  }

  /** What goes wrong is told by the check; the library would log it with a stack trace. */
  private static final class Silence implements LoggerFactory {
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
