package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.MutatingProxy;
import io.mailtrek.server.Mutation;
import io.mailtrek.server.RawImap;
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
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.Login;
import io.mailtrek.store.MemoryJournal;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Talks with a real server whose words are spoiled on their way: a bit, a piece, a size, a line
 * end. Whatever comes, a session ends in time, with nothing wrong delivered and with no other error
 * than a {@link StoreException}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutatedDialogueTest {
  private static final long SEED = Long.getLong("mailtrek.fuzz.seed", 20261122);
  private static final int RUNS = Integer.getInteger("mailtrek.fuzz.runs", 150);
  private static final int MESSAGES = 12;
  private static final int ATTEMPTS = 3;

  /** Much longer than {@link #PATIENCE}, which is what a session may wait for a server. */
  private static final long WATCHDOG_SECONDS = 60;

  private static final String PATIENCE = "400ms";

  /** The most bytes that a mutation changes without changing their number. */
  private static final int MOST_CHANGED = 1;

  private final ImapMailServer server =
      DovecotServer.available()
          ? new DovecotMailServer(DovecotServer.builder())
          : new GreenMailServer();
  private final Login login = server.newMailbox();
  private final Map<String, byte[]> truth = new LinkedHashMap<>();
  private MutatingProxy proxy;
  private ImapStore store;

  private interface Dialogue {
    void run(String what) throws Exception;
  }

  @BeforeAll
  void fill() throws IOException {
    proxy = MutatingProxy.to(server.port());
    store =
        ImapStore.of(
            ImapUri.parse(
                "imap://127.0.0.1:" + proxy.port() + "?security=none&readTimeout=" + PATIENCE));
    List<SampleMessage> messages = new ArrayList<>();
    for (int i = 1; i <= MESSAGES; i++) {
      String folder = i % 3 == 0 ? "Other" : "INBOX";
      messages.add(
          new SampleMessage(
              folder, List.of("\\Seen"), OffsetDateTime.parse("2023-02-01T04:05:06Z"), text(i)));
    }
    server.create(login, "Other");
    server.seed(login, messages);
    server
        .snapshot(login)
        .folders()
        .values()
        .forEach(folder -> assertTrue(folder.selectable(), folder.path()));
    readAll("the clean session").forEach(truth::put);
    assertEquals(MESSAGES, truth.size());
  }

  @AfterAll
  void stop() {
    proxy.close();
    server.close();
  }

  /** Each has another size, and lines that look like the protocol's. */
  private static byte[] text(int number) {
    String text =
        "Message-ID: <%d@example.org>\r\nSubject: message %d\r\n\r\n".formatted(number, number)
            + "* 1 FETCH (UID 1 BODY[] {5}\r\nm5 OK done\r\n".repeat(number)
            + "The end of "
            + number
            + "\r\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aSourceGivesTheRightContentOrNone() throws Exception {
    fuzz(
        what -> {
          for (Map.Entry<String, byte[]> read : readAll(what).entrySet()) {
            byte[] right = truth.get(read.getKey());
            if (right != null) {
              assertAlmost(right, read.getValue(), what + ", " + read.getKey());
            }
          }
        });
  }

  @Test
  void aDestinationHasWhatItConfirmed() throws Exception {
    Login target = server.newMailbox();
    MailboxSnapshot empty = server.snapshot(target);
    assertEquals(0, empty.count());
    fuzz(
        what -> {
          Set<Integer> delivered = deliverAll(target, what);
          try (RawImap imap =
              RawImap.login(server.port(), target.username(), ImapMailServer.PASSWORD)) {
            MailboxSnapshot now = MailboxSnapshot.read(imap);
            assertTrue(now.count() >= delivered.size(), what + ": lost");
            for (MailboxSnapshot.Folder folder : now.folders().values()) {
              if (!folder.path().equals("INBOX")) {
                imap.attempt("DELETE " + imap.mailbox(folder.path()));
              }
            }
          }
        });
  }

  private void fuzz(Dialogue dialogue) throws Exception {
    proxy.begin(Optional.empty());
    dialogue.run("the clean session");
    long length = proxy.passed();
    assertTrue(length > 500, "the server said " + length + " bytes");
    for (int run = 0; run < RUNS; run++) {
      Mutation mutation = Mutation.any(new Random(SEED + run), length);
      proxy.begin(Optional.of(mutation));
      String what =
          mutation + " (-Dmailtrek.fuzz.seed=" + (SEED + run) + " -Dmailtrek.fuzz.runs=1)";
      try {
        dialogue.run(what);
      } catch (RuntimeException e) {
        throw new AssertionError(what, e);
      }
    }
  }

  /** Lists and reads everything that can be, and tries again what failed. */
  private Map<String, byte[]> readAll(String what) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try (SourceSession session = store.openSource(login)) {
        for (SourceFolder folder : session.folders()) {
          if (folder.holdsItems()) {
            readAll(session, folder, contents, what);
          }
        }
        return contents;
      } catch (StoreException e) {
        assertFalse(String.valueOf(e.getMessage()).contains("memory"), what + ": " + e);
      }
    }
    return contents;
  }

  private static void readAll(
      SourceSession session, SourceFolder folder, Map<String, byte[]> contents, String what)
      throws StoreException {
    Listing listing =
        session.list(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN);
    Map<String, CompletionStage<Content>> reads = new LinkedHashMap<>();
    for (List<Item> page = listing.next(); !page.isEmpty(); page = listing.next()) {
      for (Item item : page) {
        reads.put(folder.path() + " " + item.key(), session.read(item));
      }
    }
    for (Map.Entry<String, CompletionStage<Content>> read : reads.entrySet()) {
      result(read.getValue(), what)
          .ifPresent(content -> contents.put(read.getKey(), content.toByteArray()));
    }
  }

  /** Delivers all messages, and again those that failed; tells which were confirmed. */
  private Set<Integer> deliverAll(Login target, String what) {
    MemoryJournal journal = new MemoryJournal();
    FolderPath path = FolderPath.of("Target");
    SourceFolder source =
        new SourceFolder(path, ItemType.MAIL, FolderRole.NONE, true, true, Optional.empty());
    Map<Integer, Delivered> confirmed = new LinkedHashMap<>();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try (DestinationSession session = store.openDestination(target, journal)) {
        DestinationFolder folder = session.ensureFolder(source, path, false);
        Map<Integer, CompletionStage<Delivered>> writes = new LinkedHashMap<>();
        for (int i = 1; i <= MESSAGES; i++) {
          if (!confirmed.containsKey(i) && journal.delivered(delivery(i).item()).isEmpty()) {
            writes.put(i, session.deliver(folder, delivery(i)));
          }
        }
        for (Map.Entry<Integer, CompletionStage<Delivered>> write : writes.entrySet()) {
          result(write.getValue(), what).ifPresent(done -> confirmed.put(write.getKey(), done));
        }
      } catch (StoreException e) {
        assertFalse(String.valueOf(e.getMessage()).contains("memory"), what + ": " + e);
      }
    }
    return confirmed.keySet();
  }

  private static Delivery delivery(int number) {
    Content content = Content.of(text(number));
    Item item =
        new Item(
            FolderPath.of("Source"),
            ItemType.MAIL,
            ItemKey.of(number),
            Optional.of(OffsetDateTime.parse("2023-02-01T04:05:06Z")),
            Optional.empty(),
            Optional.empty(),
            content.size(),
            Set.of("\\Seen"),
            Set.of());
    return new Delivery(item, Trace.of(item, content), content);
  }

  /** The result; empty when it failed as it may. */
  private static <T> Optional<T> result(CompletionStage<T> stage, String what) {
    try {
      return Optional.of(stage.toCompletableFuture().get(WATCHDOG_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | CompletionException e) {
      if (!(e.getCause() instanceof StoreException)) {
        throw new AssertionError(what, e.getCause());
      }
      assertFalse(String.valueOf(e.getCause().getMessage()).contains("memory"), what);
      return Optional.empty();
    } catch (TimeoutException e) {
      return fail(what + ": no end within " + WATCHDOG_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail(what);
    }
  }

  /** A byte that changed on its way can't be told from the right one. */
  private static void assertAlmost(byte[] right, byte[] read, String what) {
    assertEquals(right.length, read.length, () -> what + ": another size");
    int first = Arrays.mismatch(right, read);
    if (first >= 0) {
      int changed = 0;
      for (int i = first; i < right.length; i++) {
        changed += right[i] == read[i] ? 0 : 1;
      }
      assertTrue(changed <= MOST_CHANGED, what + ": another content");
    }
  }
}
