package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.server.ScriptedImapServer.Talk;
import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The beginning of most scripts: greeting, login, and one folder that is listed. */
final class ScriptedLogin {
  static final Login LOGIN = new Login("anna", new Secret("pass word"), Optional.empty());

  private ScriptedLogin() {}

  /** Greets and lets the client log in, with these capabilities afterwards. */
  static void logIn(Talk talk, String capabilities) throws IOException {
    talk.send("* OK [CAPABILITY IMAP4rev1] hello");
    talk.answer("LOGIN anna \"pass word\"", "OK [CAPABILITY IMAP4rev1 " + capabilities + "] in");
  }

  /** Lists INBOX and Target, for a client that knows no LIST-EXTENDED. */
  static void list(Talk talk) throws IOException {
    talk.answer(
        "LIST \"\" \"\\*\"",
        "* LIST (\\HasNoChildren) \"/\" INBOX",
        "* LIST () \"/\" \"Target\"",
        "OK listed");
    talk.answer("LSUB \"\" \"\\*\"", "* LSUB () \"/\" \"Target\"", "OK listed");
  }

  /** The same with the counters of the two. */
  static void listWithStates(Talk talk, int messages) throws IOException {
    list(talk);
    for (int i = 0; i < 2; i++) {
      String name = talk.expect("STATUS \"(.*)\" \\(MESSAGES UIDNEXT UIDVALIDITY\\)").group(1);
      talk.send(
          "* STATUS %s (MESSAGES %d UIDNEXT %d UIDVALIDITY 7)"
              .formatted(name, messages, messages + 1));
      talk.tagged("OK status");
    }
  }

  /** Lets the client log out. */
  static void bye(Talk talk) throws IOException {
    talk.answer("LOGOUT", "* BYE", "OK bye");
  }

  /** Waits for the other side of a test. */
  static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static ImapStore store(ScriptedImapServer server) {
    return store(server, "");
  }

  static ImapStore store(ScriptedImapServer server, String parameters) {
    return ImapStore.of(
        ImapUri.parse("imap://127.0.0.1:" + server.port() + "?security=none" + parameters));
  }
}
