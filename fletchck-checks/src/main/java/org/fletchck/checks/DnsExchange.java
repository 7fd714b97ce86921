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
 * Queries one server: over UDP and, if the answer doesn't fit, over TCP (RFC 7766, section 5). It
 * uses sockets of its own, so that nothing is left behind when the deadline closes them.
 */
record DnsExchange(TimedSteps steps, Message query) {

  /** How often a query is sent while a server has its turn, as datagrams may be lost. */
  private static final int SENDINGS = 3;

  private static final int DATAGRAM_LIMIT = 8 << 10;

  /**
   * Returns the answer.
   *
   * @param turn how long to wait for a datagram; null to wait until the deadline
   * @throws IOException if there is no answer
   */
  Message ask(InetAddress address, int port, boolean tcp, @Nullable Duration turn)
      throws IOException {
    Endpoint target = new Endpoint(address.getHostAddress(), port);
    if (!tcp) {
      Message answer = overUdp(new InetSocketAddress(address, port), target, turn);
      if (!answer.getHeader().getFlag(Flags.TC)) {
        return answer;
      }
      steps.context().log("the answer doesn't fit in a datagram, asking over TCP");
    }
    return overTcp(target);
  }

  private Message overUdp(InetSocketAddress server, Endpoint target, @Nullable Duration turn)
      throws IOException {
    try (DatagramSocket socket = steps.context().closeAtDeadline(new DatagramSocket())) {
      return steps.time(
          "first",
          "waiting for the answer from " + target,
          () -> {
            socket.connect(server); // from now on only its datagrams arrive
            return new Datagrams(socket, target).ask(turn);
          });
    }
  }

  /** The datagrams exchanged with one server. */
  private final class Datagrams {
    private final DatagramSocket socket;
    private final Endpoint target;
    private boolean ignored;

    Datagrams(DatagramSocket socket, Endpoint target) {
      this.socket = socket;
      this.target = target;
    }

    /** Sends the query until it is answered; a null turn means until the deadline. */
    Message ask(@Nullable Duration turn) throws IOException {
      byte[] bytes = query.toWire();
      Duration time = turn == null ? steps.context().remaining() : turn;
      Duration wait = time.dividedBy(SENDINGS);
      // Before the deadline, whose message would only say that there was no answer.
      long last = System.nanoTime() + time.toNanos() / 20 * 19;
      try {
        for (int sent = 0; turn == null || sent < SENDINGS; sent++) {
          socket.send(new DatagramPacket(bytes, bytes.length));
          @Nullable Message answer = receive(System.nanoTime() + wait.toNanos(), last);
          if (answer != null) {
            return answer;
          }
        }
      } catch (PortUnreachableException e) {
        throw new IOException("refused by " + target + ": nothing listens there on UDP", e);
      }
      throw noAnswer();
    }

    private IOException noAnswer() {
      return new SocketTimeoutException(
          "no answer from "
              + target
              + (ignored ? ": what it sends doesn't answer this query, or can't be read" : ""));
    }

    /** Returns the first answer to the query, or null if none comes in time. */
    private @Nullable Message receive(long end, long last) throws IOException {
      byte[] buffer = new byte[DATAGRAM_LIMIT];
      for (long left = left(end, last); left > 0; left = left(end, last)) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.setSoTimeout((int) Math.max(1, left / 1_000_000));
        try {
          socket.receive(packet);
        } catch (SocketTimeoutException e) {
          continue;
        }
        @Nullable Message answer = parsed(Arrays.copyOf(buffer, packet.getLength()), target);
        if (answer != null) {
          return answer;
        }
        if (!ignored) {
          ignored = true;
          steps.context().log("ignored a datagram that doesn't answer this query");
        }
      }
      return null;
    }

    private long left(long end, long last) throws IOException {
      long now = System.nanoTime();
      if (ignored && last - now <= 0) {
        throw noAnswer();
      }
      return (ignored && last - end < 0 ? last : end) - now;
    }
  }

  /** Precedes messages with their length: RFC 1035, section 4.2.2. */
  private Message overTcp(Endpoint target) throws IOException {
    try (CheckConnection connection = CheckConnection.open(steps, target)) {
      byte[] bytes = query.toWire();
      byte[] framed =
          ByteBuffer.allocate(2 + bytes.length).putShort((short) bytes.length).put(bytes).array();
      byte[] answered =
          steps.time(
              "first",
              "waiting for the answer from " + target,
              () -> {
                connection.out().write(framed);
                DataInputStream in = new DataInputStream(connection.in());
                byte[] message = new byte[in.readUnsignedShort()];
                in.readFully(message);
                return message;
              });
      @Nullable Message answer = parsed(answered, target);
      if (answer == null) {
        throw new IOException(target + " sent something that doesn't answer this query");
      }
      return answer;
    }
  }

  /** Parses the answer; returns null for anything that doesn't answer this query. */
  private @Nullable Message parsed(byte[] bytes, Endpoint target) throws IOException {
    Message answer;
    try {
      answer = new Message(bytes);
    } catch (IOException | RuntimeException e) { // the library may throw anything on bad bytes
      if (DnsQuestion.isMeantBy(bytes, query)) {
        String why = ValueTexts.clean(NetworkFailureText.said(e), 100);
        throw new IOException("the answer from " + target + " can't be read: " + why, e);
      }
      return null;
    }
    if (DnsQuestion.isAnswered(query, answer)) {
      return answer;
    }
    if (DnsQuestion.isMeantBy(bytes, query) && answer.getQuestion() == null) {
      throw new IOException("the answer from " + target + " doesn't repeat the question");
    }
    return null;
  }
}
