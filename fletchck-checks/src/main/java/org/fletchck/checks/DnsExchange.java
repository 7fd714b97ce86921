package org.fletchck.checks;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/**
 * Asks one server: over UDP and, when the answer doesn't fit, over TCP (RFC 7766, section 5). The
 * sockets are ours, so that nothing is left behind when the deadline closes them.
 */
record DnsExchange(Steps steps, Message query) {

  /** A datagram may be lost on its way: so often it is sent while a server has its turn. */
  private static final int SENDINGS = 3;

  private static final int DATAGRAM_LIMIT = 8 << 10;

  /**
   * Returns the answer.
   *
   * @param turn how long to wait for a datagram; null to wait until the deadline
   * @throws IOException if there is none
   */
  Message ask(InetAddress address, int port, boolean tcp, @Nullable Duration turn)
      throws IOException {
    Target target = new Target(address.getHostAddress(), port);
    if (!tcp) {
      Message answer = overUdp(new InetSocketAddress(address, port), target, turn);
      if (!answer.getHeader().getFlag(Flags.TC)) {
        return answer;
      }
      steps.context().log("the answer doesn't fit in a datagram, asking over TCP");
    }
    return overTcp(target);
  }

  private Message overUdp(InetSocketAddress server, Target target, @Nullable Duration turn)
      throws IOException {
    try (DatagramSocket socket = steps.context().closeAtDeadline(new DatagramSocket())) {
      return steps.time(
          "first",
          "waiting for the answer of " + target,
          () -> {
            socket.connect(server); // from here on datagrams from elsewhere don't arrive
            return sendUntilAnswered(socket, target, turn);
          });
    }
  }

  private Message sendUntilAnswered(DatagramSocket socket, Target target, @Nullable Duration turn)
      throws IOException {
    byte[] bytes = query.toWire();
    Duration wait = (turn == null ? steps.context().remaining() : turn).dividedBy(SENDINGS);
    try {
      for (int sent = 0; turn == null || sent < SENDINGS; sent++) {
        socket.send(new DatagramPacket(bytes, bytes.length));
        @Nullable Message answer = receive(socket, System.nanoTime() + wait.toNanos());
        if (answer != null) {
          return answer;
        }
      }
    } catch (PortUnreachableException e) {
      throw new IOException("refused by " + target + ": nothing listens there for UDP", e);
    }
    throw new SocketTimeoutException("no answer from " + target);
  }

  /** Returns the first answer to the query, or null if none comes in time. */
  private @Nullable Message receive(DatagramSocket socket, long end) throws IOException {
    byte[] buffer = new byte[DATAGRAM_LIMIT];
    boolean told = false;
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      socket.setSoTimeout((int) Math.max(1, left / 1_000_000));
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        return null;
      }
      @Nullable Message answer = parsed(Arrays.copyOf(buffer, packet.getLength()));
      if (answer != null) {
        return answer;
      }
      if (!told) {
        told = true;
        steps.context().log("ignored a datagram that doesn't answer this query");
      }
    }
    return null;
  }

  /** Messages are preceded by their length: RFC 1035, section 4.2.2. */
  private Message overTcp(Target target) throws IOException {
    try (Connection connection = Connection.open(steps, target)) {
      byte[] bytes = query.toWire();
      byte[] framed =
          ByteBuffer.allocate(2 + bytes.length).putShort((short) bytes.length).put(bytes).array();
      byte[] answered =
          steps.time(
              "first",
              "waiting for the answer of " + target,
              () -> {
                connection.out().write(framed);
                DataInputStream in = new DataInputStream(connection.in());
                byte[] message = new byte[in.readUnsignedShort()];
                in.readFully(message);
                return message;
              });
      @Nullable Message answer = parsed(answered);
      if (answer == null) {
        throw new IOException(target + " sent something that doesn't answer this query");
      }
      return answer;
    }
  }

  private @Nullable Message parsed(byte[] bytes) {
    try {
      Message answer = new Message(bytes);
      return DnsQuestion.isAnswered(query, answer) ? answer : null;
    } catch (IOException | IllegalArgumentException e) {
      return null; // not a message: told by the callers
    }
  }
}
