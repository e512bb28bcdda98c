package io.mailtrek.store.imap;

import static io.mailtrek.store.imap.ScriptedLogin.LOGIN;
import static io.mailtrek.store.imap.ScriptedLogin.bye;
import static io.mailtrek.store.imap.ScriptedLogin.listWithStates;
import static io.mailtrek.store.imap.ScriptedLogin.logIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.server.DelayProxy;
import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.server.ScriptedImapServer.Script;
import io.mailtrek.server.ScriptedImapServer.Talk;
import io.mailtrek.store.Content;
import io.mailtrek.store.Item;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.ListWish;
import io.mailtrek.store.Listing;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.TransientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Folders that a source is told of before they are listed. */
class AnnouncedFoldersTest {
  private static final Duration SLOW = Duration.ofMillis(20);
  private static final String PAGE = "UID FETCH 1:1 .*";
  private static final String CONTENT = "UID FETCH 1 \\(UID BODY.PEEK\\[\\]\\)";

  private interface Use {
    void of(SourceSession session, List<SourceFolder> folders) throws Exception;
  }

  @Test
  void areAskedForInOneFlight() throws Exception {
    run(
        SLOW,
        talk -> {
          begin(talk);
          List<String> flight =
              List.of(talk.readLine(), talk.readLine(), talk.readLine(), talk.readLine());
          assertTrue(flight.get(0).endsWith("EXAMINE \"INBOX\""), flight.toString());
          assertTrue(flight.get(2).endsWith("EXAMINE \"Target\""), flight.toString());
          for (int i = 0; i < 4; i += 2) {
            examined(talk, 7);
            talk.send(tag(flight.get(i)) + " OK examined");
            talk.send(itemOne());
            talk.send(tag(flight.get(i + 1)) + " OK listed");
          }
          examine(talk, "INBOX", 7);
          talk.answer(CONTENT, "* 1 FETCH (UID 1 BODY[] \"one\")", "OK");
          examine(talk, "Target", 7);
          talk.answer(CONTENT, "* 1 FETCH (UID 1 BODY[] \"two\")", "OK");
          bye(talk);
        },
        (session, folders) -> {
          session.announce(wishes(folders));
          Item one = list(session, folders.get(0)).next().get(0);
          Item two = list(session, folders.get(1)).next().get(0);
          assertEquals("one", text(session.read(one)));
          assertEquals("two", text(session.read(two)));
        });
  }

  @Test
  void failByThemselves() throws Exception {
    run(
        SLOW,
        talk -> {
          begin(talk);
          talk.answer("EXAMINE \"INBOX\"", "NO [NONEXISTENT] it was removed");
          talk.answer(PAGE, "BAD select something first");
          examine(talk, "Target", 7);
          talk.answer(PAGE, itemOne(), "OK");
          bye(talk);
        },
        (session, folders) -> {
          session.announce(wishes(folders));
          PermanentException e =
              assertThrows(PermanentException.class, () -> list(session, folders.get(0)));
          assertTrue(e.getMessage().contains("it was removed"), e.getMessage());
          assertEquals(1, list(session, folders.get(1)).next().size());
        });
  }

  @Test
  void areAskedForAgainWhenTheConnectionWasLost() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    run(
        SLOW,
        talk -> {
          if (connections.incrementAndGet() == 1) {
            begin(talk);
            talk.expect("EXAMINE .*");
            talk.send("* BYE restarting");
            return;
          }
          logIn(talk, "");
          examine(talk, "INBOX", 7);
          talk.answer(PAGE, itemOne(), "OK");
          examine(talk, "Target", 7);
          talk.answer(PAGE, itemOne(), "OK");
          bye(talk);
        },
        (session, folders) -> {
          session.announce(wishes(folders));
          assertThrows(TransientException.class, () -> list(session, folders.get(0)));
          assertEquals(1, list(session, folders.get(0)).next().size());
          assertEquals(1, list(session, folders.get(1)).next().size());
        });
  }

  /** Another connection may have moved some of a folder before it is listed here. */
  @Test
  void areComparedWithWhatIsKnownWhenTheyAreListed() throws Exception {
    run(
        SLOW,
        talk -> {
          begin(talk);
          for (String name : List.of("INBOX", "Target")) {
            examine(talk, name, 7);
            talk.answer(PAGE, itemOne(), "OK");
          }
          talk.answer("UID SEARCH .*", "* SEARCH 1", "OK");
          bye(talk);
        },
        (session, folders) -> {
          session.announce(wishes(folders));
          assertEquals(1, list(session, folders.get(0)).next().size());
          Listing listing =
              session.list(folders.get(1), Optional.empty(), () -> key -> true, ListOptions.PLAIN);
          assertEquals(List.of(), listing.next());
          assertEquals(1, listing.known());
        });
  }

  @Test
  void giveAReadTheReasonWhyTheFolderCantBeOpened() throws Exception {
    run(
        Duration.ZERO,
        talk -> {
          begin(talk);
          examine(talk, "Target", 7);
          talk.answer(PAGE, itemOne(), "OK");
          examine(talk, "INBOX", 7);
          talk.answer(PAGE, itemOne(), "OK");
          talk.answer("EXAMINE \"Target\"", "NO [NONEXISTENT] it was removed");
          talk.answer(CONTENT, "BAD select something first");
          bye(talk);
        },
        (session, folders) -> {
          Item item = list(session, folders.get(1)).next().get(0);
          list(session, folders.get(0)).next();
          PermanentException e =
              assertThrows(PermanentException.class, () -> text(session.read(item)));
          assertTrue(e.getMessage().contains("it was removed"), e.getMessage());
        });
  }

  /** The same UID is another message in each folder. */
  @Test
  void neverGetAContentOfTheFolderBefore() throws Exception {
    run(
        SLOW,
        talk -> {
          begin(talk);
          for (String name : List.of("INBOX", "Target")) {
            examine(talk, name, 7);
            talk.answer(PAGE, itemOne(), "OK");
          }
          examine(talk, "INBOX", 7);
          String read = talk.readLine();
          String examine = talk.readLine();
          String readOther = talk.readLine();
          talk.send("* 1 FETCH (UID 1 BODY[] \"one\")");
          talk.send("* 1 FETCH (UID 1 BODY[] \"one\")");
          talk.send(tag(read) + " OK twice");
          examined(talk, 7);
          talk.send(tag(examine) + " OK examined");
          talk.send("* 1 FETCH (UID 1 BODY[] \"two\")");
          talk.send(tag(readOther) + " OK");
          examine(talk, "INBOX", 7);
          talk.answer(CONTENT, "* 1 FETCH (UID 1 BODY[] \"one\")", "OK");
          bye(talk);
        },
        (session, folders) -> {
          session.announce(wishes(folders));
          Item one = list(session, folders.get(0)).next().get(0);
          Item two = list(session, folders.get(1)).next().get(0);
          CompletionStage<Content> first = session.read(one);
          CompletionStage<Content> second = session.read(two);
          // With a request for the next folder behind it, no more can join the second.
          CompletionStage<Content> third = session.read(one);
          assertEquals("one", text(first));
          assertEquals("two", text(second));
          assertEquals("one", text(third));
        });
  }

  private static void begin(Talk talk) throws IOException {
    logIn(talk, "");
    listWithStates(talk, 1);
  }

  private static void examine(Talk talk, String name, int validity) throws IOException {
    talk.expect("EXAMINE \"" + name + "\"");
    examined(talk, validity);
    talk.tagged("OK examined");
  }

  private static void examined(Talk talk, int validity) throws IOException {
    talk.send("* 1 EXISTS");
    talk.send("* OK [UIDVALIDITY " + validity + "] valid");
    talk.send("* OK [UIDNEXT 2] next");
  }

  private static String itemOne() {
    return "* 1 FETCH (UID 1 RFC822.SIZE 3 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" FLAGS ())";
  }

  private static String tag(String command) {
    return command.split(" ", 2)[0];
  }

  private static List<ListWish> wishes(List<SourceFolder> folders) {
    return folders.stream()
        .map(
            folder ->
                new ListWish(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN))
        .toList();
  }

  private static Listing list(SourceSession session, SourceFolder folder) throws Exception {
    return session.list(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN);
  }

  private static String text(CompletionStage<Content> stage) throws Exception {
    try {
      Content content = stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
      return new String(content.toByteArray(), StandardCharsets.ISO_8859_1);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  private static void run(Duration roundTrip, Script script, Use use) throws Exception {
    try (ScriptedImapServer server = ScriptedImapServer.start(script);
        DelayProxy network = DelayProxy.to(server.port(), roundTrip);
        SourceSession session =
            ImapStore.of(
                    ImapUri.parse(
                        "imap://127.0.0.1:" + network.port() + "?security=none&readTimeout=5s"))
                .openSource(LOGIN)) {
      use.of(session, session.folders());
    }
  }
}
