package io.mailtrek.store.imap;

import static io.mailtrek.store.imap.ScriptedLogin.LOGIN;
import static io.mailtrek.store.imap.ScriptedLogin.list;
import static io.mailtrek.store.imap.ScriptedLogin.logIn;
import static io.mailtrek.store.imap.ScriptedLogin.store;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.MemoryJournal;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.Trace;
import io.mailtrek.store.TransientException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Servers that are not well when it is looked up what became of a batch. */
class ScriptedDoubtTest {
  private static final FolderPath TARGET = FolderPath.of("Target");

  @Test
  void aCopyThatCantBeReadForAMomentIsNotTakenForNone() throws Exception {
    MemoryJournal journal = new MemoryJournal();
    AtomicInteger connections = new AtomicInteger();
    AtomicInteger appends = new AtomicInteger();
    try (ScriptedImapServer server =
            ScriptedImapServer.start(
                talk -> {
                  if (connections.incrementAndGet() == 1) {
                    logIn(talk, "LITERAL+");
                    list(talk);
                    talk.answer(
                        "STATUS .*", "* STATUS Target (MESSAGES 9 UIDNEXT 10 UIDVALIDITY 7)", "OK");
                    talk.expect("APPEND .*");
                    talk.readLiteral(3);
                    talk.readLine();
                    appends.incrementAndGet();
                    talk.send("* BYE going down");
                    return;
                  }
                  logIn(talk, "LITERAL+ UNSELECT");
                  talk.answer("EXAMINE \"Target\"", "* 2 EXISTS", "* OK [UIDVALIDITY 7] v", "OK");
                  talk.answer(
                      "UID FETCH 10:\\* .*",
                      "* 2 FETCH (UID 10 RFC822.SIZE 3 INTERNALDATE \"01-Feb-2023 04:05:06 -0330\")",
                      "OK");
                  talk.answer("UID FETCH 10 .*", "NO [SERVERBUG] Internal error, refer to log");
                  if (talk.expect("UNSELECT|LOGOUT").group().equals("LOGOUT")) {
                    return;
                  }
                  talk.tagged("OK");
                  talk.answer(
                      "STATUS .*", "* STATUS Target (MESSAGES 9 UIDNEXT 11 UIDVALIDITY 7)", "OK");
                  talk.expect("APPEND .*");
                  talk.readLiteral(3);
                  talk.readLine();
                  appends.incrementAndGet();
                  talk.tagged("OK done");
                });
        DestinationSession session =
            store(server, "&readTimeout=5s").openDestination(LOGIN, journal)) {
      DestinationFolder folder =
          session.ensureFolder(
              new SourceFolder(
                  TARGET, ItemType.MAIL, FolderRole.NONE, true, true, Optional.empty()),
              TARGET,
              false);
      Content content = Content.of("one".getBytes(StandardCharsets.UTF_8));
      Item item =
          new Item(
              FolderPath.of("Source"),
              ItemType.MAIL,
              ItemKey.of(1),
              Optional.of(OffsetDateTime.parse("2023-02-01T04:05:06-03:30")),
              Optional.empty(),
              Optional.empty(),
              content.size(),
              Set.of(),
              Set.of());
      Delivery delivery = new Delivery(item, Trace.of(item, content), content);
      assertLost(session.deliver(folder, delivery));
      assertLost(session.deliver(folder, delivery));
      assertEquals(1, appends.get());
      assertEquals(1, journal.inDoubt().size());
    }
  }

  private static void assertLost(CompletionStage<Delivered> delivered) {
    ExecutionException e =
        assertThrows(
            ExecutionException.class,
            () -> delivered.toCompletableFuture().get(20, TimeUnit.SECONDS));
    assertEquals(TransientException.class, e.getCause().getClass());
  }
}
