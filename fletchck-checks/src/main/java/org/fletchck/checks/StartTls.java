package org.fletchck.checks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** How the client asks for TLS on a connection that begins without it. */
enum StartTls {
  /** RFC 3207, section 4. */
  SMTP {
    @Override
    void ask(Talk talk) throws IOException {
      talk.expectReply("220");
      talk.send("EHLO localhost\r\n");
      talk.expectReply("250");
      talk.send("STARTTLS\r\n");
      talk.expectReply("220");
    }
  },
  /** RFC 3501, section 6.2.1. */
  IMAP {
    @Override
    void ask(Talk talk) throws IOException {
      talk.expect(talk.line(), line -> startsWith(line, "* OK"));
      talk.send("a STARTTLS\r\n");
      String line = talk.line();
      while (line.startsWith("* ") && !startsWith(line, "* BYE")) {
        line = talk.line();
      }
      talk.expect(line, answer -> startsWith(answer, "a OK"));
    }
  },
  /** RFC 2595, section 4. */
  POP3 {
    @Override
    void ask(Talk talk) throws IOException {
      talk.expect(talk.line(), line -> startsWith(line, "+OK"));
      talk.send("STLS\r\n");
      talk.expect(talk.line(), line -> startsWith(line, "+OK"));
    }
  },
  /** RFC 4511, section 4.14. */
  LDAP {
    @Override
    void ask(Talk talk) throws IOException {
      talk.send(LdapStartTls.request());
      LdapStartTls.readResponse(talk);
    }
  },
  /** RFC 4217, section 4. */
  FTP {
    @Override
    void ask(Talk talk) throws IOException {
      talk.expectReply("220");
      talk.send("AUTH TLS\r\n");
      talk.expectReply("234");
    }
  },
  /** PostgreSQL's frontend/backend protocol, message SSLRequest. */
  POSTGRES {
    @Override
    void ask(Talk talk) throws IOException {
      talk.send(new byte[] {0, 0, 0, 8, 4, (byte) 210, 22, 47});
      int answer = talk.read();
      if (answer != 'S') {
        throw refused(answer == 'N' ? "it is set up without" : "it answered " + (char) answer);
      }
    }
  };

  /** All that a server may say before TLS. */
  static final int LIMIT = 1 << 16;

  /** Asks for TLS; afterwards the handshake can begin. */
  abstract void ask(Talk talk) throws IOException;

  /** Asks for TLS on these streams, reading nothing that belongs to the handshake. */
  void ask(InputStream in, OutputStream out) throws IOException {
    ask(new Talk(in, out));
  }

  static IOException refused(String why) {
    return new IOException("the server doesn't start TLS: " + Texts.clean(why, 200));
  }

  private static boolean startsWith(String line, String start) {
    return line.regionMatches(true, 0, start, 0, start.length());
  }

  /** The connection before TLS: read byte by byte, as what follows belongs to the handshake. */
  static final class Talk {

    private final InputStream in;
    private final OutputStream out;
    private int left = LIMIT;

    Talk(InputStream in, OutputStream out) {
      this.in = in;
      this.out = out;
    }

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.US_ASCII));
    }

    void send(byte[] bytes) throws IOException {
      out.write(bytes);
    }

    int read() throws IOException {
      if (left-- == 0) {
        throw new IOException("the server sent more than 64 KiB before TLS");
      }
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      return b;
    }

    /** Returns the next line without its end. */
    String line() throws IOException {
      StringBuilder line = new StringBuilder(80);
      for (int c = read(); c != '\n'; c = read()) {
        line.append((char) c);
      }
      return line.toString().stripTrailing();
    }

    void expect(String line, Predicate<String> wanted) throws IOException {
      if (!wanted.test(line)) {
        throw refused("it answered " + line);
      }
    }

    /** Reads a reply of one or more lines (RFC 5321, section 4.2.1; RFC 959, section 4.2). */
    void expectReply(String code) throws IOException {
      String line = line();
      expect(line, first -> first.startsWith(code));
      while (!line.equals(code) && !line.startsWith(code + " ")) {
        line = line();
      }
    }
  }
}
