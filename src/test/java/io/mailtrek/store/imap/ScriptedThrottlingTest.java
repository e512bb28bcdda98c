package io.mailtrek.store.imap;

import static io.mailtrek.store.imap.ScriptedLogin.LOGIN;
import static io.mailtrek.store.imap.ScriptedLogin.list;
import static io.mailtrek.store.imap.ScriptedLogin.listWithStates;
import static io.mailtrek.store.imap.ScriptedLogin.logIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.migration.TestProject;
import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.server.ScriptedImapServer.Script;
import io.mailtrek.server.ScriptedImapServer.Talk;
import io.mailtrek.store.Content;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.MemoryJournal;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.Trace;
import io.mailtrek.store.Waits;
import io.mailtrek.store.limit.ManualTime;
import io.mailtrek.store.limit.ServerLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that ask to be left alone: nothing is sent meanwhile, and everything afterwards. */
class ScriptedThrottlingTest {
  private static final FolderPath TARGET = FolderPath.of("Target");

  private final ManualTime time = new ManualTime();
  private final Waits waits = new Waits(Waits.PATIENCE);
  private final MemoryJournal journal = new MemoryJournal();
  private final AtomicInteger connections = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO [UNAVAILABLE] Maximum number of connections from user+IP exceeded"
            + " (mail_max_userip_connections=10)",
        "NO [ALERT] Too many simultaneous connections. (Failure)",
        "NO [ALERT] Account exceeded command or bandwidth limits. (Failure)",
        "NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)",
        "NO [LIMIT] LOGIN Rate limit hit.",
        "NO [INUSE] mailbox in use",
        "NO [THROTTLED] slow down",
        "NO Server Unavailable. 15",
        "NO Request is throttled. Suggested Backoff Time: 299961 milliseconds",
        "BYE Too many connections",
        "BYE [ALERT] Maximum connection limit reached"
      })
  void waitsBeforeTheNextLogin(String answer) throws Exception {
    Script script =
        talk -> {
          if (connections.incrementAndGet() == 1) {
            talk.send("* OK [CAPABILITY IMAP4rev1] hello");
            talk.expect("LOGIN .*");
            refuse(talk, answer);
          } else {
            logIn(talk, "");
            bye(talk);
          }
        };
    try (ScriptedImapServer server = ScriptedImapServer.start(script)) {
      CompletableFuture<SourceSession> open = inBackground(() -> source(server));
      awaitPause(answer);
      assertEquals(1, connections.get());
      assertEquals(1, server.received().size());
      time.advance(Duration.ofHours(1));
      get(open).close();
    }
  }

  @Test
  void waitsWhenTheGreetingIsAFarewell() throws Exception {
    Script script =
        talk -> {
          if (connections.incrementAndGet() == 1) {
            talk.send("* BYE Too many connections from your IP");
          } else {
            logIn(talk, "");
            bye(talk);
          }
        };
    try (ScriptedImapServer server = ScriptedImapServer.start(script)) {
      CompletableFuture<SourceSession> open = inBackground(() -> source(server));
      awaitPause("Too many connections from your IP");
      assertEquals(1, connections.get());
      time.advance(Duration.ofHours(1));
      get(open).close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO [THROTTLED] slow down",
        "NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)",
        "NO [OVERQUOTA] too much today",
        "NO [LIMIT] UID FETCH Rate limit hit.",
        "NO [UNAVAILABLE] UID FETCH Server error - Please try again later",
        "NO [INUSE] locked",
        "BAD Request is throttled. Suggested Backoff Time: 89117 milliseconds",
        "BAD User is authenticated but not connected.",
        "BYE [UNAVAILABLE] Temporary System Error",
        "BYE Too many simultaneous connections"
      })
  void readsOnAfterThePauseOfTheSource(String answer) throws Exception {
    Script script =
        talk -> {
          boolean first = connections.incrementAndGet() == 1;
          logIn(talk, "");
          if (first) {
            listWithStates(talk, 3);
            examine(talk);
            talk.expect("UID FETCH 1 .*");
            if (refuse(talk, answer)) {
              return;
            }
          } else {
            examine(talk);
          }
          fetch(talk, 1);
          bye(talk);
        };
    try (ScriptedImapServer server = ScriptedImapServer.start(script);
        SourceSession session = source(server)) {
      session.folders();
      CompletableFuture<Content> content = session.read(item(1)).toCompletableFuture();
      awaitPause(answer);
      assertEquals(1, count(server, "UID FETCH"));
      time.advance(Duration.ofHours(1));
      assertEquals("one", text(get(content)));
      assertEquals(2, count(server, "UID FETCH"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO [THROTTLED] Suggested Backoff Time: 700 milliseconds",
        "NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)",
        "NO [LIMIT] APPEND Rate limit hit.",
        "NO [UNAVAILABLE] later",
        "NO [INUSE] locked",
        "NO Request is throttled. Suggested Backoff Time: 299609 milliseconds",
        "BAD User is authenticated but not connected.",
        "BYE Too many simultaneous connections"
      })
  void writesOnceAfterThePauseOfTheDestination(String answer) throws Exception {
    boolean ends = answer.startsWith("BYE");
    Script script =
        talk -> {
          boolean first = connections.incrementAndGet() == 1;
          logIn(talk, "LITERAL+ UNSELECT");
          if (first) {
            list(talk);
            talk.answer("STATUS .*", "* STATUS Target (MESSAGES 9 UIDNEXT 10 UIDVALIDITY 7)", "OK");
            append(talk);
            if (refuse(talk, answer)) {
              return;
            }
          } else if (ends) {
            talk.answer("EXAMINE .*", "* 0 EXISTS", "* OK [UIDVALIDITY 7] v", "OK");
            talk.answer("UNSELECT", "OK");
          }
          if (!first) {
            talk.answer("STATUS .*", "* STATUS Target (MESSAGES 9 UIDNEXT 10 UIDVALIDITY 7)", "OK");
          }
          append(talk);
          talk.tagged("OK done");
          bye(talk);
        };
    try (ScriptedImapServer server = ScriptedImapServer.start(script);
        DestinationSession session = destination(server)) {
      CompletableFuture<?> delivered =
          session.deliver(ensure(session), delivery(1)).toCompletableFuture();
      awaitPause(answer);
      assertEquals(1, count(server, "APPEND"));
      time.advance(Duration.ofHours(1));
      get(delivered);
      assertEquals(2, count(server, "APPEND"));
      assertEquals(1, journal.count());
      assertEquals(List.of(), journal.inDoubt());
    }
  }

  @Test
  void aSuccessThatIsThrottledPausesBeforeTheNext() throws Exception {
    Script script =
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 3);
          examine(talk);
          talk.answer(
              "UID FETCH 1 .*", "* 1 FETCH (UID 1 BODY[] {3}\r\none)", "OK Success [THROTTLED]");
          fetch(talk, 2);
          bye(talk);
        };
    try (ScriptedImapServer server = ScriptedImapServer.start(script);
        SourceSession session = source(server)) {
      session.folders();
      get(session.read(item(1)).toCompletableFuture());
      CompletableFuture<Content> second = session.read(item(2)).toCompletableFuture();
      awaitPause("[THROTTLED]");
      assertEquals(1, count(server, "UID FETCH"));
      time.advance(Duration.ofHours(1));
      get(second);
    }
  }

  @Test
  void aStopEndsThePauseOfAnItemAtOnce() throws Exception {
    Script script =
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 3);
          examine(talk);
          talk.answer("UID FETCH 1 .*", "NO [THROTTLED] slow down");
          bye(talk);
        };
    try (ScriptedImapServer server = ScriptedImapServer.start(script);
        SourceSession session = source(server)) {
      session.folders();
      CompletableFuture<Content> content = session.read(item(1)).toCompletableFuture();
      awaitPause("slow down");
      waits.stop();
      CompletionException e = assertThrows(CompletionException.class, content::join);
      assertInstanceOf(StoppedException.class, e.getCause());
    }
  }

  @Test
  void aMessageForWhichTheServerAlwaysAsksToWaitFailsAlone() throws Exception {
    Script script =
        talk -> {
          logIn(talk, "");
          listWithStates(talk, 3);
          examine(talk);
          while (true) {
            String line = talk.readLine();
            String tag = line.substring(0, line.indexOf(' '));
            if (line.contains("LOGOUT")) {
              talk.send("* BYE");
              talk.send(tag + " OK bye");
              return;
            }
            String uid = line.split(" ", -1)[3];
            if (uid.matches("1([:,].*)?")) {
              talk.send(tag + " NO [UNAVAILABLE] try again");
            } else {
              talk.send("* 1 FETCH (UID " + uid + " BODY[] {3}");
              talk.send("one)");
              talk.send(tag + " OK");
            }
          }
        };
    try (ScriptedImapServer server = ScriptedImapServer.start(script);
        SourceSession session = source(server)) {
      session.folders();
      CompletableFuture<Content> bad = session.read(item(1)).toCompletableFuture();
      for (int uid = 2; !bad.isDone(); uid++) {
        CompletableFuture<Content> good = session.read(item(uid)).toCompletableFuture();
        TestProject.until(
            () -> {
              time.advance(Duration.ofMinutes(5));
              return good.isDone();
            });
        get(good);
      }
      CompletionException e = assertThrows(CompletionException.class, bad::join);
      assertInstanceOf(PermanentException.class, e.getCause());
      assertTrue(e.getMessage().contains("try again"), e.getMessage());
    }
  }

  /** Gives the answer; true when the connection ends with it. */
  private static boolean refuse(Talk talk, String answer) throws IOException {
    if (answer.startsWith("BYE")) {
      talk.send("* " + answer);
      return true;
    }
    talk.tagged(answer);
    return answer.contains("not connected");
  }

  /** In whatever state the client is, it ends by a LOGOUT or without. */
  private static void bye(Talk talk) throws IOException {
    ScriptedLogin.bye(talk);
  }

  private static void examine(Talk talk) throws IOException {
    talk.expect("EXAMINE \"Target\"|LIST .*");
    talk.send("* 3 EXISTS");
    talk.send("* OK [UIDVALIDITY 7] valid");
    talk.send("* OK [UIDNEXT 4] next");
    talk.tagged("OK [READ-ONLY] examined");
  }

  private static void fetch(Talk talk, int uid) throws IOException {
    talk.answer("UID FETCH " + uid + " .*", "* 1 FETCH (UID " + uid + " BODY[] {3}\r\none)", "OK");
  }

  private static void append(Talk talk) throws IOException {
    talk.expect("APPEND \"Target\" .*");
    talk.readLiteral(3);
    talk.readLine();
  }

  private void awaitPause(String answer) {
    TestProject.until(() -> waits.current().isPresent());
    String reason = waits.current().get().reason();
    assertTrue(reason.contains(answer), reason);
  }

  private static long count(ScriptedImapServer server, String command) {
    return server.received().stream().filter(line -> line.contains(" " + command)).count();
  }

  private SourceSession source(ScriptedImapServer server) throws Exception {
    return store(server, "source").openSource(LOGIN, waits);
  }

  private DestinationSession destination(ScriptedImapServer server) throws Exception {
    return store(server, "destination").openDestination(LOGIN, journal, waits);
  }

  private ImapStore store(ScriptedImapServer server, String side) {
    return ImapStore.of(
        ImapUri.parse("imap://127.0.0.1:" + server.port() + "?security=none&readTimeout=20s"),
        time.traffic(side, ServerLimits.NONE));
  }

  private interface Work<T> {
    T run() throws Exception;
  }

  private static <T> CompletableFuture<T> inBackground(Work<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.run();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        task -> new Thread(task, "opens").start());
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  private static String text(Content content) throws IOException {
    return new String(content.toByteArray(), StandardCharsets.ISO_8859_1);
  }

  private static Item item(long uid) {
    return new Item(
        TARGET,
        ItemType.MAIL,
        ItemKey.of(uid),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        3,
        Set.of(),
        Set.of());
  }

  private static Delivery delivery(long uid) {
    Content content = Content.of("one".getBytes(StandardCharsets.UTF_8));
    return new Delivery(item(uid), Trace.of(item(uid), content), content);
  }

  private static DestinationFolder ensure(DestinationSession session) throws Exception {
    SourceFolder source =
        new SourceFolder(TARGET, ItemType.MAIL, FolderRole.NONE, true, true, Optional.empty());
    return session.ensureFolder(source, TARGET, false);
  }
}
