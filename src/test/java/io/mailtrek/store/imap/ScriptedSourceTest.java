package io.mailtrek.store.imap;

import static io.mailtrek.store.imap.ScriptedLogin.LOGIN;
import static io.mailtrek.store.imap.ScriptedLogin.await;
import static io.mailtrek.store.imap.ScriptedLogin.bye;
import static io.mailtrek.store.imap.ScriptedLogin.listWithStates;
import static io.mailtrek.store.imap.ScriptedLogin.logIn;
import static io.mailtrek.store.imap.ScriptedLogin.store;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.server.ScriptedImapServer.Script;
import io.mailtrek.store.Content;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.VanishedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Servers that are not as GreenMail or Dovecot are. */
class ScriptedSourceTest {
  private static final String EXAMINE = "EXAMINE \"Target\"";
  private static final FolderPath TARGET = FolderPath.of("Target");

  private interface Use {
    void of(SourceSession session) throws Exception;
  }

  @Test
  void asksForStatusAndSubscriptionsWhereListTellsNothing() throws Exception {
    run(
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 3);
          bye(talk);
        },
        session -> {
          List<SourceFolder> folders = session.folders();
          assertEquals(
              new SourceFolder(
                  TARGET,
                  ItemType.MAIL,
                  FolderRole.NONE,
                  true,
                  true,
                  Optional.of(new FolderState("7", "4", 3))),
              folders.get(1));
        });
  }

  @Test
  void asksForEverythingInOneListWhereItCan() throws Exception {
    run(
        talk -> {
          logIn(talk, "NAMESPACE LIST-EXTENDED LIST-STATUS SPECIAL-USE");
          talk.answer(
              "NAMESPACE", "* NAMESPACE ((\"INBOX.\" \".\")) ((\"user.\" \".\")) NIL", "OK done");
          talk.answer(
              "LIST \"\" \"\\*\" RETURN \\(SUBSCRIBED SPECIAL-USE"
                  + " STATUS \\(MESSAGES UIDNEXT UIDVALIDITY\\)\\)",
              "* LIST (\\Subscribed) \".\" inbox",
              "* STATUS inbox (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 7)",
              "* LIST (\\Sent) \".\" INBOX.Gesendet",
              "* STATUS INBOX.Gesendet (MESSAGES 0 UIDNEXT 1 UIDVALIDITY 8)",
              "* LIST (\\All) \".\" INBOX.Everything",
              "* LIST (\\NonExistent) \".\" \"INBOX.A&AOQ-\"",
              "* LIST () \".\" \"INBOX.A&AOQ-.broken &x\"",
              "* LIST () \".\" user.bob",
              "OK done");
          bye(talk);
        },
        session -> {
          List<SourceFolder> folders = session.folders();
          assertEquals(
              List.of("INBOX", "Aä", "Aä/broken &x", "Gesendet"),
              folders.stream().map(folder -> folder.path().toString()).toList());
          assertEquals(
              List.of(true, false, true, true),
              folders.stream().map(SourceFolder::holdsItems).toList());
          assertEquals(FolderRole.SENT, folders.get(3).role());
          assertTrue(folders.get(0).subscribed());
          assertEquals(Optional.of(new FolderState("7", "2", 1)), folders.get(0).state());
        });
  }

  @Test
  void knowsFoldersWithoutLevelsAndRolesByName() throws Exception {
    run(
        talk -> {
          logIn(talk, "LIST-EXTENDED LIST-STATUS");
          talk.answer(
              "LIST .*",
              "* LIST () NIL \"Deleted Items\"",
              "* STATUS \"Deleted Items\" (MESSAGES 0 UIDNEXT 1 UIDVALIDITY 8)",
              "* LIST () NIL \"a/b\"",
              "OK done");
          bye(talk);
        },
        session -> {
          List<SourceFolder> folders = session.folders();
          assertEquals(FolderRole.TRASH, folders.get(0).role());
          assertEquals(FolderPath.of("a/b"), folders.get(1).path());
        });
  }

  @Test
  void costsNoRoundTripForAFolderThatIsAsItWas() throws Exception {
    run(
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 3);
          bye(talk);
        },
        session -> {
          Listing listing =
              session.list(
                  session.folders().get(1),
                  Optional.of(new FolderState("7", "4", 9)),
                  () -> KnownItems.NONE,
                  ListOptions.PLAIN);
          assertEquals(List.of(), listing.next());
          assertEquals(3, listing.known());
        });
  }

  @Test
  void searchesWithoutEsearchAndFiltersTheLastMessage() throws Exception {
    run(
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 2);
          examine(talk, 2, 900_001);
          talk.answer("UID SEARCH UID 5000:\\*", "* SEARCH 4000 900000", "* SEARCH 6000", "OK");
          talk.answer(
              "UID FETCH 6000,900000 .*",
              "* 1 FETCH (UID 6000 FLAGS () RFC822.SIZE 5 INTERNALDATE \" 1-Jan-2020 00:00:00 +0000\")",
              "* 2 FETCH (FLAGS (\\Seen) UID 900000 X-NEW (a \"b)\" (c)) RFC822.SIZE 6)",
              "* 3 FETCH (FLAGS (\\Seen))",
              "* 3 EXISTS",
              "OK");
          bye(talk);
        },
        session -> {
          Listing listing =
              session.list(
                  session.folders().get(1),
                  Optional.of(new FolderState("7", "5000", 0)),
                  () -> KnownItems.NONE,
                  ListOptions.PLAIN);
          List<Item> items = listing.next();
          assertEquals(List.of(ItemKey.of(6000), ItemKey.of(900_000)), keys(items));
          assertEquals(Optional.empty(), items.get(1).date());
          assertEquals(List.of(), listing.next());
          assertEquals(0, listing.known());
        });
  }

  @Test
  void searchesWithEsearchAndLeavesOutWhatIsKnown() throws Exception {
    run(
        talk -> {
          logIn(talk, "ESEARCH");
          listWithStates(talk, 3);
          examine(talk, 3, 100);
          talk.answer(
              "UID SEARCH RETURN \\(ALL\\) ALL", "* ESEARCH (TAG \"x\") UID ALL 1:3,99,200", "OK");
          talk.answer("UID FETCH 1,3,99 .*", "* 1 FETCH (UID 1 RFC822.SIZE 5 FLAGS ())", "OK");
          bye(talk);
        },
        session -> {
          Listing listing =
              session.list(
                  session.folders().get(1),
                  Optional.empty(),
                  () -> key -> key.value().equals("2"),
                  ListOptions.PLAIN);
          assertEquals(List.of(ItemKey.of(1)), keys(listing.next()));
          assertEquals(1, listing.known());
        });
  }

  @Test
  void readsContentsInAnyOrderAndMissesTheVanished() throws Exception {
    run(
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 3);
          examine(talk, 3, 4);
          talk.expect("UID FETCH 1 \\(UID BODY.PEEK\\[\\]\\)");
          String first = "* 1 FETCH (BODY[] {5}\r\none\r\n UID 1 FLAGS (\\Seen))";
          talk.send(first);
          talk.tagged("OK");
          talk.expect("UID FETCH 2 .*");
          talk.send("* 2 FETCH (FLAGS (\\Seen))");
          talk.send("* 1 EXPUNGE");
          talk.tagged("OK");
          talk.answer("UID FETCH 3 .*", "* 3 FETCH (UID 3 BODY[] NIL)", "OK");
          talk.answer("UID FETCH 4 .*", "* 3 FETCH (UID 4 BODY[] \"\")", "OK");
          bye(talk);
        },
        session -> {
          session.folders();
          assertEquals("one\r\n", read(session, 1));
          assertThrows(VanishedException.class, () -> read(session, 2));
          assertThrows(VanishedException.class, () -> read(session, 3));
          assertEquals("", read(session, 4));
        });
  }

  @Test
  void triesTheMessagesOfARefusedBatchOneByOne() throws Exception {
    CountDownLatch firstAsked = new CountDownLatch(1);
    CountDownLatch othersWait = new CountDownLatch(1);
    run(
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 9);
          talk.expect(EXAMINE);
          talk.send("* 9 EXISTS");
          talk.tagged("OK");
          talk.expect("UID FETCH 1 .*");
          firstAsked.countDown();
          await(othersWait);
          talk.send("* 1 FETCH (UID 1 BODY[] {1}\r\n1)");
          talk.tagged("OK");
          talk.answer("UID FETCH 2:4 .*", "* 2 FETCH (UID 2 BODY[] {1}", "2)", "NO broken");
          talk.answer("UID FETCH 3 .*", "NO [CORRUPTION] can't read it");
          talk.answer("UID FETCH 4 .*", "* 4 FETCH (UID 4 BODY[] {1}", "4)", "OK");
          bye(talk);
        },
        session -> {
          session.folders();
          // The first goes alone; the others gather while it is on its way.
          CompletionStage<Content> first = session.read(item(1));
          await(firstAsked);
          List<CompletionStage<Content>> others =
              List.of(session.read(item(2)), session.read(item(3)), session.read(item(4)));
          othersWait.countDown();
          assertEquals("1", text(first));
          assertEquals("2", text(others.get(0)));
          PermanentException e = assertThrows(PermanentException.class, () -> text(others.get(1)));
          assertTrue(e.getMessage().contains("UID 3 in Target"), e.getMessage());
          assertTrue(e.getMessage().contains("NO [CORRUPTION] can't read it"), e.getMessage());
          assertEquals("4", text(others.get(2)));
        });
  }

  /** As Dovecot does: what it says of the first command comes after the result of the second. */
  @Test
  void takesASearchResultInFrontOfTheEndOfAnEarlierCommand() throws Exception {
    CountDownLatch examining = new CountDownLatch(1);
    run(
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 2);
          talk.expect(EXAMINE);
          String examine = talk.tag();
          examining.countDown();
          talk.expect("UID FETCH 1 \\(UID BODY.PEEK\\[\\]\\)");
          String fetch = talk.tag();
          talk.send("* 2 EXISTS");
          talk.send("* OK [UIDVALIDITY 7] valid");
          talk.send("* OK [UIDNEXT 3] next");
          talk.send(examine + " OK [READ-ONLY] examined");
          talk.expect("UID SEARCH ALL");
          talk.send("* 1 FETCH (UID 1 BODY[] {3}\r\none)");
          talk.send("* SEARCH 1 2");
          talk.send(fetch + " OK fetched");
          talk.tagged("OK searched");
          talk.answer("UID FETCH 2 .*", fetched(2), "OK fetched");
          bye(talk);
        },
        session -> {
          SourceFolder target = session.folders().get(1);
          CompletableFuture<Listing> listing =
              CompletableFuture.supplyAsync(() -> list(session, target, 1));
          await(examining);
          assertEquals("one", text(session.read(item(1, 3))));
          assertEquals(List.of(ItemKey.of(2)), keys(listing.get().next()));
          assertEquals(1, listing.get().known());
          assertEquals(0, listing.get().missing());
        });
  }

  @Test
  void aSearchWithoutAResultIsNoEmptyFolder() throws Exception {
    run(
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 2);
          examine(talk, 2, 3);
          talk.answer("UID SEARCH ALL", "OK searched");
          bye(talk);
        },
        session -> {
          SourceFolder target = session.folders().get(1);
          TransientException e =
              assertThrows(
                  TransientException.class,
                  () -> session.list(target, Optional.empty(), () -> known(1), ListOptions.PLAIN));
          assertTrue(e.getMessage().contains("UID SEARCH in Target"), e.getMessage());
        });
  }

  @Test
  void takesNoHeaderForAContent() throws Exception {
    run(
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 1);
          examine(talk, 1, 2);
          talk.answer(
              "UID FETCH 1 \\(UID BODY.PEEK\\[\\]\\)",
              "* 1 FETCH (UID 1 BODY[HEADER.FIELDS (DATE)] {2}\r\n\r\n)",
              "* 1 FETCH (UID 1 BODY[] {3}\r\none)",
              "OK fetched");
          bye(talk);
        },
        session -> {
          session.folders();
          assertEquals("one", text(session.read(item(1, 3))));
        });
  }

  @Test
  void tellsHowManyNewMessagesTheServerLeavesOut() throws Exception {
    run(
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 110);
          examine(talk, 110, 111);
          talk.answer("UID FETCH 101:110 .*", fetched(101), fetched(102), "OK fetched");
          bye(talk);
        },
        session -> {
          Listing listing =
              session.list(
                  session.folders().get(1),
                  Optional.of(new FolderState("7", "101", 100)),
                  () -> KnownItems.NONE,
                  ListOptions.PLAIN);
          assertEquals(List.of(ItemKey.of(101), ItemKey.of(102)), keys(listing.next()));
          assertEquals(List.of(), listing.next());
          assertEquals(100, listing.known());
          assertEquals(8, listing.missing());
        });
  }

  @Test
  void endsACommandWhoseAnswerIsNoneOfTheThree() throws Exception {
    run(
        talk -> {
          logIn(talk, "");
          talk.expect(".*");
          talk.tagged("OX what");
        },
        session -> {
          TransientException e = assertThrows(TransientException.class, session::folders);
          assertTrue(e.getMessage().contains("what is not IMAP"), e.getMessage());
        });
  }

  @Test
  void asksForTheFirstPageTogetherWithTheFolder() throws Exception {
    run(
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 3);
          String examine = talk.readLine();
          assertTrue(examine.endsWith(EXAMINE), examine);
          String fetch = talk.readLine();
          assertTrue(fetch.contains("UID FETCH 1:3 "), fetch);
          talk.send("* 3 EXISTS");
          talk.send("* OK [UIDVALIDITY 7] valid");
          talk.send("* OK [UIDNEXT 4] next");
          talk.send(examine.split(" ", 2)[0] + " OK");
          talk.send(
              "* 1 FETCH (UID 3 RFC822.SIZE 3 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" FLAGS ())");
          talk.send(fetch.split(" ", 2)[0] + " OK");
          bye(talk);
        },
        session -> {
          SourceFolder folder = session.folders().get(1);
          Listing listing =
              session.list(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN);
          assertEquals(List.of(ItemKey.of(3)), listing.next().stream().map(Item::key).toList());
          assertEquals(List.of(), listing.next());
        });
  }

  @Test
  void asksAnewWhereTheFolderIsNotAsItWasTold() throws Exception {
    run(
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 3);
          examine(talk, 4, 5);
          talk.answer(
              "UID FETCH 1:3 .*",
              "* 1 FETCH (UID 1 RFC822.SIZE 3 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" FLAGS ())",
              "OK");
          talk.answer(
              "UID FETCH 1:4 .*",
              "* 1 FETCH (UID 1 RFC822.SIZE 3 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" FLAGS ())",
              "* 2 FETCH (UID 4 RFC822.SIZE 3 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" FLAGS ())",
              "OK");
          bye(talk);
        },
        session -> {
          SourceFolder folder = session.folders().get(1);
          Listing listing =
              session.list(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN);
          assertEquals(
              List.of(ItemKey.of(1), ItemKey.of(4)),
              listing.next().stream().map(Item::key).toList());
        });
  }

  @Test
  void tellsHowManyMessagesTheServerLeavesOutOfItsListing() throws Exception {
    run(
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 3);
          examine(talk, 3, 4);
          talk.answer(
              "UID FETCH 1:3 .*",
              "* 1 FETCH (UID 1 RFC822.SIZE 3 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" FLAGS ())",
              "* 3 FETCH (UID 3 RFC822.SIZE 3 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" FLAGS ())",
              "OK");
          bye(talk);
        },
        session -> {
          SourceFolder folder = session.folders().get(1);
          Listing listing =
              session.list(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN);
          assertEquals(2, listing.next().size());
          assertEquals(List.of(), listing.next());
          assertEquals(1, listing.missing());
        });
  }

  @Test
  void asksAgainForAContentOfAnotherSizeThanWasListed() throws Exception {
    run(
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 3);
          examine(talk, 3, 4);
          talk.answer("UID FETCH 1 .*", "* 1 FETCH (UID 1 BODY[] \"wrong\")", "OK");
          talk.answer("UID FETCH 1 .*", "* 1 FETCH (UID 1 BODY[] \"one\")", "OK");
          talk.answer("UID FETCH 2 .*", "* 1 FETCH (UID 2 BODY[] \"wrong\")", "OK");
          talk.answer("UID FETCH 2 .*", "* 1 FETCH (UID 2 BODY[] \"worse!\")", "OK");
          // From here on the server is known to estimate.
          talk.answer("UID FETCH 3 .*", "* 1 FETCH (UID 3 BODY[] \"three\")", "OK");
          talk.answer("UID FETCH 3 .*", "* 1 FETCH (UID 3 BODY[] \"three\")", "OK");
          talk.answer("UID FETCH 4 .*", "* 1 FETCH (UID 4 BODY[] \"four\")", "OK");
          bye(talk);
        },
        session -> {
          session.folders();
          assertEquals("one", text(session.read(item(1, 3))));
          PermanentException e =
              assertThrows(PermanentException.class, () -> text(session.read(item(2, 3))));
          assertTrue(e.getMessage().contains("5 bytes, then with 6"), e.getMessage());
          assertEquals("three", text(session.read(item(3, 3))));
          assertEquals("four", text(session.read(item(4, 3))));
        });
  }

  @Test
  void givesUpAConnectionThatHangsAndConnectsAgain() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    run(
        talk -> {
          logIn(talk, "");
          if (connections.incrementAndGet() == 1) {
            listWithStates(talk, 9);
            examine(talk, 9, 10);
            talk.expect("UID FETCH 1 .*");
            talk.hang();
          }
          examine(talk, 9, 10);
          talk.answer("UID FETCH 1 .*", "* 1 FETCH (UID 1 BODY[] \"x\")", "OK");
          bye(talk);
        },
        session -> {
          session.folders();
          TransientException e = assertThrows(TransientException.class, () -> read(session, 1));
          assertTrue(e.getMessage().contains("did not answer"), e.getMessage());
          assertEquals("x", read(session, 1));
        });
  }

  /** Who asks holds a lock that the answer of the EXAMINE may need. */
  @Test
  void tellsTheRoundTripWithoutWaitingForAnAnswer() throws Exception {
    CountDownLatch examining = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    run(
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 9);
          talk.expect(EXAMINE);
          examining.countDown();
          assertTrue(await(asked), "the round trip waits for the EXAMINE");
          talk.send("* OK [UIDVALIDITY 7] valid");
          talk.tagged("OK [READ-ONLY] examined");
          talk.answer("UID FETCH 1 .*", "* 1 FETCH (UID 1 BODY[] \"x\")", "OK");
          bye(talk);
        },
        session -> {
          session.folders();
          // The reads are on a thread of the session's own.
          CompletionStage<Content> read = session.read(item(1));
          assertTrue(await(examining));
          assertTrue(session.roundTrip().isPresent());
          asked.countDown();
          assertEquals("x", text(read));
        });
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void noticesThatAFolderWasReplaced() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    run(
        talk -> {
          logIn(talk, "");
          if (connections.incrementAndGet() == 1) {
            listWithStates(talk, 9);
            examine(talk, 9, 10);
            talk.expect("UID FETCH 1 .*");
            talk.send("* BYE restarting");
            return;
          }
          talk.answer(
              EXAMINE, "* 9 EXISTS", "* OK [UIDVALIDITY 8] new", "* OK [UIDNEXT 10] next", "OK");
          // Was sent behind the EXAMINE, and is of another message than the one that was meant.
          talk.answer("UID FETCH 1 .*", "* 1 FETCH (UID 1 BODY[] \"x\")", "OK");
          bye(talk);
        },
        session -> {
          session.folders();
          TransientException lost = assertThrows(TransientException.class, () -> read(session, 1));
          assertTrue(lost.getMessage().contains("restarting"), lost.getMessage());
          FatalException e = assertThrows(FatalException.class, () -> read(session, 1));
          assertTrue(e.getMessage().contains("UIDVALIDITY 7 became 8"), e.getMessage());
        });
  }

  @Test
  void givesUpAServerThatTalksNonsense() throws Exception {
    for (String nonsense :
        List.of(
            "* 1 FETCH nothing",
            "* 1 FETCH (UID 1 BODY[] {3}one)",
            "* 1 FETCH (UID 1 BODY[] one)",
            "* 1 FETCH (UID 1 BODY[] \"one\" UID 2)",
            "* 1 FETCH (UID 1 BODY[] \"one\") 2 FETCH (UID 2)",
            "* 1 FETCH (UID 1 BODY[] {999999999999}",
            "x99 OK what?",
            "",
            "HTTP/1.1 400 Bad")) {
      run(
          talk -> {
            logIn(talk, "");
            listWithStates(talk, 9);
            examine(talk, 9, 10);
            talk.expect("UID FETCH 1 .*");
            talk.send(nonsense);
            talk.hang();
          },
          session -> {
            session.folders();
            assertThrows(TransientException.class, () -> read(session, 1));
          });
    }
  }

  private static void run(Script script, Use use) throws Exception {
    try (ScriptedImapServer server = ScriptedImapServer.start(script);
        SourceSession session = store(server, "&readTimeout=1s").openSource(LOGIN)) {
      use.of(session);
    }
  }

  private static void examine(ScriptedImapServer.Talk talk, int exists, long next)
      throws java.io.IOException {
    talk.answer(
        EXAMINE,
        "* " + exists + " EXISTS",
        "* OK [UIDVALIDITY 7] valid",
        "* OK [UIDNEXT " + next + "] next",
        "OK [READ-ONLY] examined");
  }

  private static Listing list(SourceSession session, SourceFolder folder, long known) {
    try {
      return session.list(folder, Optional.empty(), () -> known(known), ListOptions.PLAIN);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  private static String fetched(long uid) {
    return "* %d FETCH (UID %d FLAGS () RFC822.SIZE 3)".formatted(uid, uid);
  }

  private static KnownItems known(long known) {
    return new KnownItems() {
      @Override
      public boolean contains(long uid) {
        return uid == known;
      }

      @Override
      public boolean contains(ItemKey key) {
        return key.equals(ItemKey.of(known));
      }
    };
  }

  private static List<ItemKey> keys(List<Item> items) {
    return items.stream().map(Item::key).toList();
  }

  private static Item item(long uid) {
    return item(uid, 0);
  }

  private static Item item(long uid, long size) {
    return new Item(
        TARGET,
        ItemType.MAIL,
        ItemKey.of(uid),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        size,
        Set.of(),
        Set.of());
  }

  private static String read(SourceSession session, long uid) throws Exception {
    return text(session.read(item(uid)));
  }

  private static String text(CompletionStage<Content> stage) throws Exception {
    try {
      Content content = stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
      return new String(content.toByteArray(), StandardCharsets.ISO_8859_1);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }
}
