package org.fletchck.checks;

import com.hierynomus.sshj.transport.kex.DHG;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import javax.crypto.spec.DHParameterSpec;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.transport.digest.Digest;
import net.schmizz.sshj.transport.kex.DHBase;
import net.schmizz.sshj.transport.kex.DHGroupData;
import net.schmizz.sshj.transport.kex.KeyExchange;

/**
 * A key exchange in a fixed group (RFC 4253, section 8; RFC 8268) with a short exponent: one as
 * long as a large group takes too much time for a check, which has nothing to keep secret.
 */
record SshGroup(String name, BigInteger prime, Factory.Named<Digest> digest)
    implements Factory.Named<KeyExchange> {

  private static final int SECRET_BITS = 512;

  @Override
  public String getName() {
    return name;
  }

  @Override
  public KeyExchange create() {
    return new DHG(prime, DHGroupData.G, digest.create()) {
      @Override
      protected void initDH(DHBase dh) throws GeneralSecurityException {
        dh.init(
            new DHParameterSpec(prime, DHGroupData.G, SECRET_BITS),
            trans.getConfig().getRandomFactory());
      }
    };
  }
}
