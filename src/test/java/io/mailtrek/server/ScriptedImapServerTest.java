package io.mailtrek.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedImapServerTest {
  @Test
  void answersWithTheClientsTagAndClosesAtTheEnd() throws Exception {
    try (ScriptedImapServer server =
            ScriptedImapServer.start(
                talk -> {
                  talk.send("* OK hello");
                  talk.answer("login \\S+ \\S+", "* CAPABILITY IMAP4rev1", "OK in");
                });
        RawImap imap = RawImap.connect(server.port())) {
      imap.login("anna", "secret");
      assertThrows(EOFException.class, imap::read);
      assertEquals(List.of("r1 LOGIN \"anna\" \"secret\""), server.received());
    }
  }

  @Test
  void hangsUntilClosed() throws Exception {
    ScriptedImapServer server = ScriptedImapServer.start(ScriptedImapServer.Talk::hang);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      try (server) {
        socket.setSoTimeout(50);
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
      }
      socket.setSoTimeout(10_000);
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void failsTheTestWhenTheClientSaysSomethingElse() throws Exception {
    ScriptedImapServer server =
        ScriptedImapServer.start(
            talk -> {
              talk.send("* OK hello");
              talk.expect("LOGIN .*");
            });
    try (RawImap imap = RawImap.connect(server.port())) {
      assertThrows(EOFException.class, () -> imap.command("LOGOUT"));
    }
    AssertionError error = assertThrows(AssertionError.class, server::close);
    assertEquals("Expected LOGIN .* but the client sent: r1 LOGOUT", error.getMessage());
  }
}
