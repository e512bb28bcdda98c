package io.mailtrek.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.Corpus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@RequiresDovecot
class FaultProxyTest {
  private final DovecotServer server = DovecotServer.builder().user("anna", "secret").start();
  private FaultProxy proxy;

  @BeforeEach
  void open() throws IOException {
    proxy = FaultProxy.to(server.port());
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void relaysLiteralsBothWays(FaultProxy.Packets packets) throws IOException {
    proxy.packets(packets);
    Corpus corpus = new Corpus(Corpus.Profile.TINY, 50, 3, Instant.parse("2025-06-01T00:00:00Z"));
    try (RawImap imap = login()) {
      imap.seed(corpus);
      imap.append(corpus.iterator().next());

      MailboxSnapshot through = MailboxSnapshot.read(imap);

      assertEquals(51, through.count());
      assertEquals(
          List.of(), MailboxSnapshot.read(server.port(), "anna", "secret").differences(through));
    }
  }

  @Test
  void answersInPlaceOfTheServer() throws IOException {
    proxy.on("CREATE .*").after(1).does(Faults.answer("NO [CANNOT] not this one"));
    try (RawImap imap = login()) {
      assertTrue(imap.attempt("CREATE one").ok());
      assertTrue(imap.attempt("CREATE two").text().endsWith("NO [CANNOT] not this one"));
      assertTrue(imap.attempt("CREATE three").ok());
      assertEquals(0, imap.command("LIST \"\" two").size());
      assertEquals(1, proxy.faultsDone());
    }
  }

  @Test
  void losesTheReplyOfWhatTheServerHasDone() throws IOException {
    proxy.on("CREATE .*").does(Faults.loseReply());
    try (RawImap imap = login()) {
      assertThrows(IOException.class, () -> imap.attempt("CREATE one"));
    }
    try (RawImap imap = login()) {
      assertEquals(1, imap.command("LIST \"\" one").size());
    }
  }

  @Test
  void changesAResponse() throws IOException {
    proxy
        .on("STATUS .*")
        .does(Faults.rewrite(text -> text.replaceFirst("UIDNEXT \\d+", "UIDNEXT 77")));
    try (RawImap imap = login()) {
      assertTrue(imap.command("STATUS INBOX (UIDNEXT)").get(0).text().contains("UIDNEXT 77"));
    }
  }

  @Test
  void doesSomethingBeforeTheServerGetsTheCommand() throws IOException {
    proxy
        .on("SELECT two")
        .does(Faults.first(() -> server.doveadm("mailbox", "create", "-u", "anna", "two")));
    try (RawImap imap = login()) {
      assertTrue(imap.attempt("SELECT two").ok());
    }
  }

  @Test
  void saysByeToWhoConnects() {
    proxy.on(FaultProxy.CONNECT).does(Faults.bye("not today"));

    assertThrows(IOException.class, this::login);
  }

  private RawImap login() throws IOException {
    return RawImap.login(proxy.port(), "anna", "secret");
  }
}
