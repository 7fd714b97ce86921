package org.fletchck.checks;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A DNS server on loopback that answers over UDP and TCP what a test says. */
final class TestDns implements AutoCloseable {

  /** Returns the datagrams that answer a query. */
  @FunctionalInterface
  interface Handler {
    List<byte[]> answer(Message query) throws Exception;
  }

  private final TestServer tcp;
  private final DatagramSocket udp;
  private final Handler handler;

  private TestDns(TestServer tcp, DatagramSocket udp, Handler handler) {
    this.tcp = tcp;
    this.udp = udp;
    this.handler = handler;
  }

  /** Starts a server that answers differently over UDP and TCP. */
  static TestDns start(Handler udp, TestServer.Handler tcp) throws IOException {
    while (true) {
      TestServer streams = TestServer.plain(tcp);
      try {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(loopback, streams.port()));
        TestDns server = new TestDns(streams, socket, udp);
        Thread thread = new Thread(server::serve, "test-dns");
        thread.setDaemon(true);
        thread.start();
        return server;
      } catch (BindException e) {
        streams.close(); // the number is in use for UDP: take another
      }
    }
  }

  /** Starts a server that answers over UDP only. */
  static TestDns udp(Handler handler) throws IOException {
    return start(handler, talk -> {});
  }

  /** Serves one query of a TCP connection. */
  static TestServer.Handler overTcp(Handler handler) {
    return talk -> {
      int length = ByteBuffer.wrap(talk.read(2)).getShort();
      for (byte[] answer : handler.answer(new Message(talk.read(length)))) {
        talk.send(framed(answer));
      }
    };
  }

  static byte[] framed(byte[] message) {
    return ByteBuffer.allocate(2 + message.length)
        .putShort((short) message.length)
        .put(message)
        .array();
  }

  /** Answers with this status and these records, in the form of zone files. */
  static Handler records(int rcode, String... lines) {
    return query -> List.of(answer(query, rcode, lines).toWire());
  }

  static Message answer(Message query, int rcode, String... lines) throws IOException {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setRcode(rcode);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    for (String line : lines) {
      String[] parts = line.split(" ", 3); // name, type, value
      Name name = Name.fromString(parts[0], Name.root);
      int type = DnsQuestion.type(parts[1]);
      answer.addRecord(
          Record.fromString(name, type, DClass.IN, 60, parts[2], Name.root), Section.ANSWER);
    }
    return answer;
  }

  int port() {
    return udp.getLocalPort();
  }

  private void serve() {
    byte[] buffer = new byte[1024];
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        Message query = new Message(Arrays.copyOf(buffer, packet.getLength()));
        for (byte[] bytes : handler.answer(query)) {
          udp.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
        }
      } catch (Exception e) {
        // The client may leave at any time; the loop ends when the socket is closed.
      }
    }
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }
}
