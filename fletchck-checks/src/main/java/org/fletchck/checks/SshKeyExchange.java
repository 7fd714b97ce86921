package org.fletchck.checks;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.digest.Digest;
import net.schmizz.sshj.transport.kex.KeyExchange;

/**
 * Validates the host key that a server sends before sshj parses it, as sshj would allocate memory
 * for any length in it.
 */
record SshKeyExchange(KeyExchange exchange, Message reply) implements KeyExchange {

  /** Creates key exchanges; {@code reply} is the message that contains the key. */
  record Factory(net.schmizz.sshj.common.Factory.Named<KeyExchange> factory, Message reply)
      implements net.schmizz.sshj.common.Factory.Named<KeyExchange> {

    @Override
    public String getName() {
      return factory.getName();
    }

    @Override
    public KeyExchange create() {
      return new SshKeyExchange(factory.create(), reply);
    }
  }

  @Override
  public boolean next(Message message, SSHPacket packet)
      throws GeneralSecurityException, TransportException {
    if (message == reply) {
      int start = packet.rpos();
      try {
        HostKey.of(packet.readBytes());
      } catch (Buffer.BufferException | IllegalArgumentException e) {
        throw new TransportException("the server's host key is invalid or of an unsupported type");
      }
      packet.rpos(start);
    }
    return exchange.next(message, packet);
  }

  @Override
  public void init(Transport transport, String server, String client, byte[] theirs, byte[] ours)
      throws GeneralSecurityException, TransportException {
    exchange.init(transport, server, client, theirs, ours);
  }

  @Override
  public byte[] getH() {
    return exchange.getH();
  }

  @Override
  public BigInteger getK() {
    return exchange.getK();
  }

  @Override
  public Digest getHash() {
    return exchange.getHash();
  }

  @Override
  public PublicKey getHostKey() {
    return exchange.getHostKey();
  }
}
