package org.fletchck.checks;

import java.io.IOException;

/** How the client requests TLS on a connection that starts without it. */
enum StartTls {
  /** RFC 3207, section 4. */
  SMTP {
    @Override
    void ask(LineDialogue dialogue) throws IOException {
      SmtpDialogue.askForTls(dialogue);
    }
  },
  /** RFC 9051, section 6.2.1. */
  IMAP {
    @Override
    void ask(LineDialogue dialogue) throws IOException {
      ImapDialogue.askForTls(dialogue);
    }
  },
  /** RFC 2595, section 4. */
  POP3 {
    @Override
    void ask(LineDialogue dialogue) throws IOException {
      expectOk("connections", dialogue.line("the greeting"));
      dialogue.send("STLS", "STLS\r\n");
      expectOk("STLS", dialogue.line("the answer to STLS"));
    }

    private void expectOk(String what, String line) throws IOException {
      if (line.regionMatches(true, 0, "-ERR", 0, 4)) {
        throw LineDialogue.refused(what, line);
      }
      if (!line.regionMatches(true, 0, "+OK", 0, 3)) {
        throw LineDialogue.strange("POP3", line);
      }
    }
  },
  /** RFC 4511, section 4.14. */
  LDAP {
    @Override
    void ask(LineDialogue dialogue) throws IOException {
      dialogue.send("StartTLS", LdapStartTls.request());
      dialogue.read(
          "the answer to StartTLS",
          () -> {
            LdapStartTls.readResponse(dialogue);
            return true;
          });
    }
  },
  /** RFC 4217, section 4. */
  FTP {
    @Override
    void ask(LineDialogue dialogue) throws IOException {
      LineDialogue.Reply greeting = dialogue.reply(name(), "the greeting");
      while (greeting.code() == 120) { // another greeting follows when the server is ready
        dialogue.log("greeted with " + greeting.said());
        greeting = dialogue.reply(name(), "the greeting that follows " + greeting.said());
      }
      expect("connections", greeting, 220, 220);
      dialogue.send("AUTH TLS", "AUTH TLS\r\n");
      // 334 asks for security data (RFC 2228, section 3), of which TLS has none.
      expect("AUTH TLS", dialogue.reply(name(), "the answer to AUTH TLS"), 234, 334);
    }

    private void expect(String what, LineDialogue.Reply reply, int code, int other)
        throws IOException {
      if (reply.code() != code && reply.code() != other) {
        throw LineDialogue.refused(what, reply.said());
      }
    }
  },
  /** PostgreSQL's frontend/backend protocol, message SSLRequest. */
  POSTGRES {
    @Override
    void ask(LineDialogue dialogue) throws IOException {
      dialogue.send("SSLRequest", new byte[] {0, 0, 0, 8, 4, (byte) 210, 22, 47});
      int answer = dialogue.read("the answer to SSLRequest", dialogue::octet);
      if (answer != 'S') {
        throw refused(answer == 'N' ? "it is configured without" : "it answered " + (char) answer);
      }
    }
  };

  /** Requests TLS; afterwards the handshake can begin. */
  abstract void ask(LineDialogue dialogue) throws IOException;

  static IOException refused(String why) {
    return new IOException("the server doesn't start TLS: " + ValueTexts.clean(why, 200));
  }
}
