package io.mailtrek.store.imap;

import static io.mailtrek.store.imap.ScriptedLogin.LOGIN;
import static io.mailtrek.store.imap.ScriptedLogin.store;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.server.ScriptedImapServer.Script;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.Waits;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorTest {
  @Test
  void saysThatAPasswordIsWrongWithoutShowingIt() throws Exception {
    FatalException e =
        fails(
            FatalException.class,
            talk -> {
              talk.send("* OK [CAPABILITY IMAP4rev1] hello");
              talk.answer("LOGIN .*", "NO [AUTHENTICATIONFAILED] no such login");
            });
    assertTrue(e.getMessage().contains("anna"), e.getMessage());
    assertTrue(e.getMessage().contains("NO [AUTHENTICATIONFAILED] no such login"));
    assertFalse(e.getMessage().contains("pass word"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO [UNAVAILABLE] Request is throttled. Suggested Backoff Time: 2500 milliseconds",
        "BYE Too many connections. Suggested Backoff Time: 2500 milliseconds"
      })
  void refusesAFurtherSessionThatWouldHaveToWaitAndPausesNobody(String answer) throws Exception {
    try (ScriptedImapServer server =
        ScriptedImapServer.start(
            talk -> {
              talk.send("* OK [CAPABILITY IMAP4rev1] hello");
              if (answer.startsWith("BYE")) {
                talk.expect("LOGIN .*");
                talk.send("* " + answer);
              } else {
                talk.answer("LOGIN .*", answer);
              }
            })) {
      ImapStore store = store(server);
      Waits waits = new Waits(Waits.PATIENCE);
      for (int i = 0; i < 2; i++) {
        TransientException e =
            assertThrows(TransientException.class, () -> store.openFurtherSource(LOGIN, waits));
        assertEquals(Duration.ofMillis(2500), e.retryAfter());
        assertFalse(e.throttled());
      }
      assertEquals(2, server.received().size());
    }
  }

  @Test
  void logsInByPlainInOneRoundTripForAnotherMailbox() throws Exception {
    String expected =
        Base64.getEncoder().encodeToString("box\0admin\0sécret".getBytes(StandardCharsets.UTF_8));
    Login login = new Login("admin", new Secret("sécret"), Optional.of("box"));
    try (ScriptedImapServer server =
        ScriptedImapServer.start(
            talk -> {
              talk.send("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hello");
              talk.answer("AUTHENTICATE PLAIN " + expected.replace("+", "\\+"), "OK in");
              talk.answer("CAPABILITY", "* CAPABILITY IMAP4rev1", "OK done");
              talk.answer("LOGOUT", "* BYE", "OK bye");
            })) {
      store(server).openSource(login).close();
    }
  }

  @Test
  void logsInByPlainInTwoSteps() throws Exception {
    try (ScriptedImapServer server =
        ScriptedImapServer.start(
            talk -> {
              talk.send("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello");
              talk.expect("AUTHENTICATE PLAIN");
              talk.send("+ ");
              assertEquals("AGFubmEAcGFzcyB3b3Jk", talk.readLine());
              talk.tagged("OK [CAPABILITY IMAP4rev1] in");
              talk.answer("LOGOUT", "* BYE", "OK bye");
            })) {
      store(server).openSource(LOGIN).close();
    }
  }

  @Test
  void sendsNoPasswordWhereLoginIsDisabled() throws Exception {
    FatalException e =
        fails(
            FatalException.class,
            talk -> {
              talk.send("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] hello");
              talk.hang();
            });
    assertTrue(e.getMessage().contains("LOGINDISABLED"), e.getMessage());
  }

  @Test
  void needsPlainForAnotherMailbox() throws Exception {
    try (ScriptedImapServer server =
        ScriptedImapServer.start(
            talk -> {
              talk.send("* OK [CAPABILITY IMAP4rev1] hello");
              talk.hang();
            })) {
      Login login = new Login("admin", new Secret("x"), Optional.of("box"));
      FatalException e = assertThrows(FatalException.class, () -> store(server).openSource(login));
      assertTrue(e.getMessage().contains("AUTH=PLAIN"), e.getMessage());
    }
  }

  @Test
  void insistsOnStartTls() throws Exception {
    try (ScriptedImapServer server =
        ScriptedImapServer.start(
            talk -> {
              talk.send("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello");
              talk.hang();
            })) {
      ImapStore store = ImapStore.of(ImapUri.parse("imap://127.0.0.1:" + server.port()));
      FatalException e = assertThrows(FatalException.class, () -> store.openSource(LOGIN));
      assertTrue(e.getMessage().contains("does not offer STARTTLS"), e.getMessage());
    }
  }

  @Test
  void givesUpAServerThatSaysNothing() throws Exception {
    try (ScriptedImapServer server = ScriptedImapServer.start(ScriptedImapServer.Talk::hang)) {
      TransientException e =
          assertThrows(
              TransientException.class,
              () -> store(server, "&readTimeout=200ms").openSource(LOGIN));
      assertTrue(e.getMessage().contains("did not answer in time"), e.getMessage());
    }
  }

  @Test
  void reportsAServerThatClosesOrSpeaksAnotherProtocol() throws Exception {
    fails(TransientException.class, talk -> {});
    fails(TransientException.class, talk -> talk.send("220 smtp.example ESMTP"));
    fails(TransientException.class, talk -> talk.send("* BYE going down"));
  }

  @Test
  void reportsTlsOnAPortWithoutTls() throws Exception {
    try (ScriptedImapServer server =
        ScriptedImapServer.start(talk -> talk.send("* OK hello, in the clear"))) {
      ImapStore store = ImapStore.of(ImapUri.parse("imaps://127.0.0.1:" + server.port()));
      FatalException e = assertThrows(FatalException.class, () -> store.openSource(LOGIN));
      assertTrue(e.getMessage().contains("check port and security"), e.getMessage());
    }
  }

  @Test
  void reportsAPortThatRefuses() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    ImapStore store = ImapStore.of(ImapUri.parse("imap://127.0.0.1:" + port + "?security=none"));
    TransientException e = assertThrows(TransientException.class, () -> store.openSource(LOGIN));
    assertTrue(e.getMessage().contains("can't be reached"), e.getMessage());
  }

  @Test
  void reportsAnUnknownHost() {
    ImapStore store = ImapStore.of(ImapUri.parse("imaps://no-such-host.invalid"));
    FatalException e = assertThrows(FatalException.class, () -> store.openSource(LOGIN));
    assertTrue(e.getMessage().contains("no-such-host.invalid is unknown"), e.getMessage());
  }

  private static <E extends StoreException> E fails(Class<E> type, Script script) throws Exception {
    try (ScriptedImapServer server = ScriptedImapServer.start(script)) {
      return assertThrows(type, () -> store(server).openSource(LOGIN));
    }
  }
}
