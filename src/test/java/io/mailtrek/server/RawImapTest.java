package io.mailtrek.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.Corpus;
import io.mailtrek.corpus.OddMail;
import io.mailtrek.corpus.SampleMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawImapTest {
  @Test
  void readsLiteralsAndNonsense() throws Exception {
    try (ScriptedImapServer server =
            ScriptedImapServer.start(
                talk -> {
                  talk.send("* PREAUTH hello");
                  talk.answer("FETCH 1 BODY\\[\\]", "* 1 FETCH (BODY[] {3}\r\na\r\n)", "OK done");
                  talk.answer("NOOP", "what?", "NO never");
                });
        RawImap imap = RawImap.connect(server.port())) {
      assertEquals("* PREAUTH hello", imap.greeting().text());
      List<ImapResponse> fetched = imap.command("FETCH 1 BODY[]");
      assertEquals("a\r\n", text(fetched.get(0).literals().get(0)));
      IOException refused = assertThrows(IOException.class, () -> imap.command("NOOP"));
      assertTrue(refused.getMessage().contains("NO never"));
    }
  }

  @Test
  void finishesPipelinedCommandsInAnyOrder() throws Exception {
    try (ScriptedImapServer server =
            ScriptedImapServer.start(
                talk -> {
                  talk.send("* OK hello");
                  talk.answer("NOOP", "OK first");
                  talk.answer("NOOP", "NO second");
                });
        RawImap imap = RawImap.connect(server.port())) {
      String first = imap.send("NOOP");
      String second = imap.send("NOOP");
      assertThrows(IOException.class, () -> imap.finish(second, response -> {}));
      imap.finish(first, response -> {});
    }
  }

  @Test
  @RequiresDovecot
  void seedsAlsoAServerWithoutMultiappendAndLiteralPlus() throws Exception {
    DovecotConfig config =
        DovecotServer.builder()
            .user("old", "secret")
            .config("imap_capability = IMAP4rev1 NAMESPACE");
    List<SampleMessage> messages = new ArrayList<>();
    new Corpus(Corpus.Profile.TINY, 40, 1, Instant.parse("2026-01-01T00:00:00Z"))
        .forEach(messages::add);
    try (DovecotServer server = config.start();
        RawImap imap = RawImap.login(server.port(), "old", "secret")) {
      assertEquals(40, imap.seed(messages));
      assertEquals(40, MailboxSnapshot.read(imap).count());
      SampleMessage lost = OddMail.named("one-byte").in("no such folder");
      assertFalse(imap.append(lost).ok());
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
