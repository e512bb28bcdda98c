package io.mailtrek.store.imap;

import static io.mailtrek.store.imap.ScriptedLogin.store;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.migration.TestProject;
import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.Waits;
import io.mailtrek.store.limit.ServerLimits;
import io.mailtrek.store.limit.ServerTraffic;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Looking whether a server is there. */
class ReachTest {
  @Test
  void leavesBeforeALogin() throws Exception {
    try (ScriptedImapServer server =
        ScriptedImapServer.start(
            talk -> {
              talk.send("* OK [CAPABILITY IMAP4rev1] hello");
              talk.expect("LOGOUT");
            })) {
      assertEquals(Optional.empty(), store(server).reach());
      TestProject.until(() -> !server.received().isEmpty());
    }
  }

  @Test
  void saysWhatAServerSaysThatTakesNoConnection() throws Exception {
    try (ScriptedImapServer server =
        ScriptedImapServer.start(talk -> talk.send("* BYE down for maintenance"))) {
      TransientException e = assertThrows(TransientException.class, () -> store(server).reach());
      assertTrue(e.getMessage().contains("down for maintenance"), e.getMessage());
    }
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    ImapStore store = ImapStore.of(ImapUri.parse("imap://127.0.0.1:" + port + "?security=none"));
    TransientException e = assertThrows(TransientException.class, store::reach);
    assertTrue(e.getMessage().contains("127.0.0.1:" + port), e.getMessage());
  }

  @Test
  void saysThatTlsIsNotOffered() throws Exception {
    try (ScriptedImapServer server =
        ScriptedImapServer.start(
            talk -> {
              talk.send("* OK [CAPABILITY IMAP4rev1] hello");
              talk.hang();
            })) {
      ImapStore store = ImapStore.of(ImapUri.parse("imap://127.0.0.1:" + server.port()));
      assertThrows(FatalException.class, store::reach);
    }
  }

  @Test
  void leavesAServerAloneThatAskedForIt() throws Exception {
    try (ScriptedImapServer server =
        ScriptedImapServer.start(talk -> talk.send("* OK [CAPABILITY IMAP4rev1] hello"))) {
      ImapUri uri = ImapUri.parse("imap://127.0.0.1:" + server.port() + "?security=none");
      ServerTraffic traffic =
          new ServerTraffic("source", uri.server(), ServerLimits.NONE, (day, bytes) -> bytes);
      traffic
          .session("anna", new Waits(Waits.PATIENCE), false)
          .throttled(true, Duration.ofHours(1), "too busy");

      assertEquals(
          "source throttled (too busy)", ImapStore.of(uri, traffic).reach().orElseThrow().reason());
      assertEquals(List.of(), server.received());
    }
  }
}
