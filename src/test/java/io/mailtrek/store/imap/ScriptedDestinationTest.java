package io.mailtrek.store.imap;

import static io.mailtrek.store.imap.ScriptedLogin.LOGIN;
import static io.mailtrek.store.imap.ScriptedLogin.await;
import static io.mailtrek.store.imap.ScriptedLogin.bye;
import static io.mailtrek.store.imap.ScriptedLogin.list;
import static io.mailtrek.store.imap.ScriptedLogin.logIn;
import static io.mailtrek.store.imap.ScriptedLogin.store;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.server.ScriptedImapServer.Script;
import io.mailtrek.server.ScriptedImapServer.Talk;
import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.FolderWish;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.MemoryJournal;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.Trace;
import io.mailtrek.store.TransientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Servers that are not as GreenMail or Dovecot are. */
class ScriptedDestinationTest {
  private static final FolderPath TARGET = FolderPath.of("Target");
  private static final String STATUS = "STATUS \"Target\" \\(MESSAGES UIDNEXT UIDVALIDITY\\)";
  private static final String SECOND = " \\(\\) \"01-Feb-2023 04:05:06 -0330\" \\{";

  private final MemoryJournal journal = new MemoryJournal();

  private interface Use {
    void of(DestinationSession session) throws Exception;
  }

  @Test
  void waitsForConsentToALiteral() throws Exception {
    run(
        talk -> {
          begin(talk, "");
          append(talk, "one", "3\\}");
          talk.tagged("OK done");
          bye(talk);
        },
        session -> assertEquals(new Delivered("", false, 0), deliver(session, 1, "one")));
  }

  @Test
  void waitsForConsentToLargeLiteralsOnlyWithLiteralMinus() throws Exception {
    String large = "x".repeat(4097);
    run(
        talk -> {
          begin(talk, "LITERAL- UIDPLUS");
          append(talk, "one", "3\\+\\}");
          talk.tagged("OK [APPENDUID 7 10] done");
          append(talk, large, "4097\\}");
          talk.tagged("OK [APPENDUID 7 11] done");
          bye(talk);
        },
        session -> {
          assertEquals("7:10", deliver(session, 1, "one").destinationId());
          assertEquals("7:11", deliver(session, 2, large).destinationId());
        });
  }

  @Test
  void takesARefusalInsteadOfConsent() throws Exception {
    run(
        talk -> {
          begin(talk, "");
          talk.expect("APPEND .*");
          talk.tagged("NO [TOOBIG] larger than we like");
          append(talk, "two", "3\\}");
          talk.tagged("OK done");
          bye(talk);
        },
        session -> {
          PermanentException e =
              assertThrows(PermanentException.class, () -> deliver(session, 1, "one"));
          assertTrue(e.getMessage().contains("NO [TOOBIG] larger than we like"), e.getMessage());
          assertTrue(e.getMessage().contains("Target"), e.getMessage());
          deliver(session, 2, "two");
          assertEquals(List.of(), journal.inDoubt());
        });
  }

  /** What was not written yet has to end, too, or the mailbox would wait for it for ever. */
  @Test
  void failsAllOfABatchWhenTheConnectionIsLostInTheMidstOfIt() throws Exception {
    CountDownLatch firstSent = new CountDownLatch(1);
    CountDownLatch othersWait = new CountDownLatch(1);
    run(
        talk -> {
          begin(talk, "");
          append(talk, "one", "3\\}");
          firstSent.countDown();
          await(othersWait);
          talk.tagged("OK done");
          talk.expect("APPEND .*");
        },
        session -> {
          DestinationFolder folder = ensure(session);
          CompletionStage<Delivered> one = session.deliver(folder, delivery(1, "one"));
          await(firstSent);
          List<CompletionStage<Delivered>> others =
              List.of(
                  session.deliver(folder, delivery(2, "two")),
                  session.deliver(folder, delivery(3, "three")),
                  session.deliver(folder, delivery(4, "four")));
          othersWait.countDown();
          get(one);
          for (CompletionStage<Delivered> other : others) {
            assertThrows(TransientException.class, () -> get(other));
          }
          assertEquals(1, journal.inDoubt().size());
        });
  }

  @Test
  void sendsTheItemsOfARefusedBatchOneByOne() throws Exception {
    CountDownLatch firstSent = new CountDownLatch(1);
    CountDownLatch othersWait = new CountDownLatch(1);
    run(
        talk -> {
          begin(talk, "LITERAL+ UIDPLUS MULTIAPPEND");
          append(talk, "one", "3\\+\\}");
          firstSent.countDown();
          await(othersWait);
          talk.tagged("OK [APPENDUID 7 10] done");
          talk.expect("APPEND \"Target\"" + SECOND + "3\\+\\}");
          talk.readLiteral(3);
          assertTrue(talk.readLine().endsWith("{5+}"));
          talk.readLiteral(5);
          assertTrue(talk.readLine().endsWith("{4+}"));
          talk.readLiteral(4);
          talk.readLine();
          // The tag of the command is that of the line before; see tagged() below.
          talk.tagged("NO one of them is bad");
          append(talk, "two", "3\\+\\}");
          talk.tagged("OK [APPENDUID 7 11] done");
          append(talk, "three", "5\\+\\}");
          talk.tagged("NO three is bad");
          append(talk, "four", "4\\+\\}");
          talk.tagged("OK [APPENDUID 7 13] done");
          bye(talk);
        },
        session -> {
          DestinationFolder folder = ensure(session);
          CompletionStage<Delivered> one = session.deliver(folder, delivery(1, "one"));
          await(firstSent);
          CompletionStage<Delivered> two = session.deliver(folder, delivery(2, "two"));
          CompletionStage<Delivered> three = session.deliver(folder, delivery(3, "three"));
          CompletionStage<Delivered> four = session.deliver(folder, delivery(4, "four"));
          othersWait.countDown();
          assertEquals("7:10", get(one).destinationId());
          assertEquals("7:11", get(two).destinationId());
          PermanentException e = assertThrows(PermanentException.class, () -> get(three));
          assertTrue(e.getMessage().contains("three is bad"), e.getMessage());
          assertEquals("7:13", get(four).destinationId());
          assertEquals(List.of(), journal.inDoubt());
          assertEquals(3, journal.count());
        });
  }

  @Test
  void makesAFolderAgainThatIsGone() throws Exception {
    run(
        talk -> {
          begin(talk, "LITERAL+");
          append(talk, "one", "3\\+\\}");
          talk.tagged("NO [TRYCREATE] no such folder");
          talk.answer("CREATE \"Target\"", "OK created");
          append(talk, "one", "3\\+\\}");
          talk.tagged("OK done");
          bye(talk);
        },
        session -> deliver(session, 1, "one"));
  }

  @Test
  void triesWithoutKeywordsWhenTheyMayBeTheReason() throws Exception {
    run(
        talk -> {
          begin(talk, "LITERAL+");
          talk.answer(
              "SELECT \"Target\"",
              "* 0 EXISTS",
              "* OK [PERMANENTFLAGS (\\Seen Work)] limited",
              "OK [READ-WRITE] selected");
          talk.expect("APPEND \"Target\" \\(Work\\) .*");
          talk.readLiteral(3);
          talk.readLine();
          talk.tagged("NO no keywords today");
          append(talk, "one", "3\\+\\}");
          talk.tagged("OK done");
          bye(talk);
        },
        session -> {
          Delivery delivery = delivery(1, "one", "Work", "Play");
          assertEquals(2, get(session.deliver(ensure(session), delivery)).droppedKeywords());
        });
  }

  @Test
  void saysThatTheQuotaIsFull() throws Exception {
    run(
        talk -> {
          begin(talk, "LITERAL+");
          append(talk, "one", "3\\+\\}");
          talk.tagged("NO [OVERQUOTA] full");
          bye(talk);
        },
        session -> {
          FatalException e = assertThrows(FatalException.class, () -> deliver(session, 1, "one"));
          assertTrue(e.getMessage().contains("raise the quota"), e.getMessage());
        });
  }

  @Test
  void doesNotSendWhatIsOverTheLimitOfTheServer() throws Exception {
    run(
        talk -> {
          logIn(talk, "APPENDLIMIT=2");
          list(talk);
          bye(talk);
        },
        session -> {
          PermanentException e =
              assertThrows(PermanentException.class, () -> deliver(session, 1, "one"));
          assertTrue(e.getMessage().contains("3 bytes"), e.getMessage());
        });
  }

  @Test
  void adoptsWhatWasWrittenBeforeTheConnectionWasLost() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    run(
        talk -> {
          if (connections.incrementAndGet() == 1) {
            begin(talk, "LITERAL+");
            append(talk, "one", "3\\+\\}");
            talk.send("* BYE going down");
            return;
          }
          logIn(talk, "LITERAL+ UNSELECT");
          talk.answer("EXAMINE \"Target\"", "* 2 EXISTS", "* OK [UIDVALIDITY 7] v", "OK");
          talk.answer(
              "UID FETCH 10:\\* .*",
              "* 1 FETCH (UID 9 RFC822.SIZE 3)",
              "* 2 FETCH (UID 10 RFC822.SIZE 3 INTERNALDATE \"01-Feb-2023 04:05:06 -0330\")",
              "OK");
          talk.answer("UID FETCH 10 .*", "* 2 FETCH (UID 10 BODY[] {3}\r\none)", "OK");
          talk.answer("UNSELECT", "OK");
          bye(talk);
        },
        session -> {
          TransientException e =
              assertThrows(TransientException.class, () -> deliver(session, 1, "one"));
          assertTrue(e.getMessage().contains("going down"), e.getMessage());
          assertEquals(1, journal.inDoubt().size());
          assertEquals(new Delivered("7:10", true, 0), deliver(session, 1, "one"));
        });
  }

  @Test
  void makesFoldersWithTheirRoleAndThoseAboveWhereNeeded() throws Exception {
    run(
        talk -> {
          logIn(talk, "CREATE-SPECIAL-USE");
          list(talk);
          talk.expect("CREATE \"Post/Gesendet\" \\(USE \\(\\\\Sent\\)\\)");
          talk.tagged("NO no parent");
          talk.answer("SUBSCRIBE \"Post/Gesendet\"", "NO no such folder");
          talk.answer("STATUS \"Post/Gesendet\" .*", "NO no such folder");
          talk.answer("LIST \"\" \"Post/Gesendet\"", "OK none");
          talk.answer("CREATE \"Post\"", "OK");
          talk.answer("CREATE \"Post/Gesendet\"", "OK");
          talk.answer("SUBSCRIBE \"Post/Gesendet\"", "OK");
          talk.answer("STATUS \"Post/Gesendet\" .*", "* STATUS Post/Gesendet (UIDNEXT 1)", "OK");
          bye(talk);
        },
        session -> {
          FolderPath path = FolderPath.of("Post", "Gesendet");
          SourceFolder source =
              new SourceFolder(path, ItemType.MAIL, FolderRole.SENT, true, true, Optional.empty());
          assertEquals(
              new DestinationFolder(path, ItemType.MAIL, true),
              session.ensureFolder(source, path, false));
        });
  }

  @Test
  void goesByRolesAndKeepsTheirFoldersTogether() throws Exception {
    run(
        talk -> {
          logIn(talk, "LIST-EXTENDED SPECIAL-USE");
          talk.answer(
              "LIST .*",
              "* LIST (\\Sent \\Subscribed) \".\" Sent",
              "* LIST () \".\" \"Sent.2023\"",
              "OK");
          talk.answer("CREATE \"Sent_.*\"", "OK");
          talk.answer("STATUS .*", "OK");
          bye(talk);
        },
        session -> {
          assertEquals("Sent", ensure(session, FolderRole.SENT, "Sent Items"));
          assertEquals("Sent/2023", ensure(session, FolderRole.NONE, "Sent Items", "2023"));
          // Another folder of the source that is called like the destination's.
          assertTrue(ensure(session, FolderRole.NONE, "Sent").startsWith("Sent_"));
        });
  }

  @Test
  void asksForAllAnnouncedFoldersBeforeItWaitsForOne() throws Exception {
    run(
        talk -> {
          logIn(talk, "UNSELECT");
          list(talk);
          List<String> tags = new ArrayList<>();
          for (String name : List.of("One", "Two/Deep")) {
            for (String command : List.of("CREATE \"%s\"", "SUBSCRIBE \"%s\"", "SELECT \"%s\"")) {
              String line = talk.readLine();
              assertTrue(line.endsWith(command.formatted(name)), line);
              tags.add(line.split(" ", 2)[0]);
            }
            tags.add(talk.readLine().split(" ", 2)[0]);
          }
          for (String tag : tags) {
            talk.send(tag + (tag.equals(tags.get(4)) ? " NO [CANNOT] not this one" : " OK"));
          }
          talk.answer("LIST \"\" \"Two/Deep\"", "OK");
          talk.answer("CREATE \"Two\"", "OK");
          talk.answer("CREATE \"Two/Deep\"", "NO [CANNOT] not this one");
          talk.answer("CREATE \"one\"", "OK");
          talk.answer("SELECT \"one\"", "OK");
          talk.answer("UNSELECT", "OK");
          bye(talk);
        },
        session -> {
          FolderWish one = wish("One", true);
          FolderWish deep = wish("Two/Deep", true);
          FolderWish alike = wish("one", false);
          session.announce(List.of(one, deep, alike));
          assertTrue(ensured(session, one).created());
          PermanentException e =
              assertThrows(PermanentException.class, () -> ensured(session, deep));
          assertTrue(e.getMessage().contains("not this one"), e.getMessage());
          assertEquals("one", ensured(session, alike).path().toString());
        });
  }

  @Test
  void announcesNothingBelowAFolderThatGoesElsewhere() throws Exception {
    run(
        talk -> {
          logIn(talk, "LIST-EXTENDED SPECIAL-USE");
          talk.answer("LIST .*", "* LIST (\\Sent \\Subscribed) \"/\" Sent", "OK");
          talk.answer("CREATE \"Sent/2023\"", "OK");
          talk.answer("STATUS .*", "OK");
          bye(talk);
        },
        session -> {
          FolderPath sent = FolderPath.of("Sent Items");
          FolderWish ofRole =
              new FolderWish(
                  new SourceFolder(
                      sent, ItemType.MAIL, FolderRole.SENT, false, true, Optional.empty()),
                  sent,
                  false,
                  true);
          FolderWish below = wish("Sent Items/2023", false);
          session.announce(List.of(ofRole, below));
          assertEquals("Sent", ensured(session, ofRole).path().toString());
          assertEquals("Sent/2023", ensured(session, below).path().toString());
        });
  }

  private static FolderWish wish(String path, boolean subscribed) {
    FolderPath names = FolderPath.of(path.split("/"));
    return new FolderWish(
        new SourceFolder(names, ItemType.MAIL, FolderRole.NONE, subscribed, true, Optional.empty()),
        names,
        false,
        true);
  }

  private static DestinationFolder ensured(DestinationSession session, FolderWish wish)
      throws Exception {
    return session.ensureFolder(wish.source(), wish.path(), wish.mapped());
  }

  @Test
  void reportsAFolderThatTheServerRefuses() throws Exception {
    run(
        talk -> {
          logIn(talk, "");
          list(talk);
          talk.answer("CREATE \"x\"", "NO [CANNOT] name too short");
          talk.answer("STATUS \"x\" .*", "NO");
          talk.answer("LIST \"\" \"x\"", "OK");
          talk.answer("CREATE \"x\"", "NO [CANNOT] name too short");
          bye(talk);
        },
        session -> {
          PermanentException e =
              assertThrows(PermanentException.class, () -> ensure(session, FolderRole.NONE, "x"));
          assertTrue(e.getMessage().contains("NO [CANNOT] name too short"), e.getMessage());
        });
  }

  private void run(Script script, Use use) throws Exception {
    try (ScriptedImapServer server = ScriptedImapServer.start(script);
        DestinationSession session =
            store(server, "&readTimeout=5s").openDestination(LOGIN, journal)) {
      use.of(session);
    }
  }

  private static void begin(Talk talk, String capabilities) throws IOException {
    logIn(talk, capabilities);
    list(talk);
    talk.answer(STATUS, "* STATUS Target (MESSAGES 9 UIDNEXT 10 UIDVALIDITY 7)", "OK");
  }

  /** Takes an APPEND of one message up to its last line. */
  private static void append(Talk talk, String content, String literal) throws IOException {
    talk.expect("APPEND \"Target\"" + SECOND + literal);
    if (!literal.contains("+")) {
      talk.send("+ go on");
    }
    assertEquals(content, new String(talk.readLiteral(content.length()), StandardCharsets.UTF_8));
    assertEquals("", talk.readLine());
  }

  private static DestinationFolder ensure(DestinationSession session) throws Exception {
    SourceFolder source =
        new SourceFolder(TARGET, ItemType.MAIL, FolderRole.NONE, true, true, Optional.empty());
    return session.ensureFolder(source, TARGET, false);
  }

  private static String ensure(DestinationSession session, FolderRole role, String... names)
      throws Exception {
    FolderPath path = FolderPath.of(names);
    SourceFolder source =
        new SourceFolder(path, ItemType.MAIL, role, false, true, Optional.empty());
    return session.ensureFolder(source, path, false).path().toString();
  }

  private static Delivered deliver(DestinationSession session, long key, String text)
      throws Exception {
    return get(session.deliver(ensure(session), delivery(key, text)));
  }

  private static Delivery delivery(long key, String text, String... keywords) {
    Content content = Content.of(text.getBytes(StandardCharsets.UTF_8));
    Item item =
        new Item(
            FolderPath.of("Source"),
            ItemType.MAIL,
            ItemKey.of(key),
            Optional.of(OffsetDateTime.parse("2023-02-01T04:05:06-03:30")),
            Optional.empty(),
            Optional.empty(),
            content.size(),
            Set.of(),
            Set.of(keywords));
    return new Delivery(item, Trace.of(item, content), content);
  }

  private static Delivered get(CompletionStage<Delivered> stage) throws Exception {
    try {
      return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }
}
