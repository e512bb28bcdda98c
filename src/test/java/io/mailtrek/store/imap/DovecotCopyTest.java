package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.OddFolders;
import io.mailtrek.corpus.OddMail;
import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.server.DovecotConfig;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.Item;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.Login;
import io.mailtrek.store.MemoryJournal;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Secret;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whole mailboxes from one Dovecot to another. */
@RequiresDovecot
class DovecotCopyTest {
  private static DovecotServer source;
  private static DovecotServer maildir;
  private static DovecotServer destination;
  private final List<String> failures = new ArrayList<>();

  @BeforeAll
  static void startServers() {
    source = users(DovecotServer.builder()).start();
    maildir = users(DovecotServer.builder()).store(DovecotConfig.Store.MAILDIR).start();
    destination = users(DovecotServer.builder()).start();
  }

  private static DovecotConfig users(DovecotConfig config) {
    return config.user("mail", "secret").user("folders", "secret").user("raw", "secret");
  }

  @AfterAll
  static void stopServers() {
    source.close();
    maildir.close();
    destination.close();
  }

  @Test
  void keepsOddMailByteForByteAndLeavesTheSourceAlone() throws Exception {
    List<SampleMessage> messages = new ArrayList<>();
    for (OddMail mail : OddMail.all()) {
      if (mail.appendable()) {
        messages.add(mail.in("Odd"));
      }
    }
    messages.add(OddMail.huge().in("Odd"));
    seed(source, "mail", messages);
    MailboxSnapshot before = snapshot(source, "mail");
    copy(source, "mail");
    assertEquals(List.of(), failures);
    assertEquals(List.of(), before.differences(snapshot(destination, "mail")));
    assertEquals(List.of(), snapshot(source, "mail").changes(before));
  }

  @Test
  void keepsOddFolderNamesAndEmptyFolders() throws Exception {
    try (RawImap imap = RawImap.login(source.port(), "folders", "secret")) {
      for (String path : OddFolders.paths()) {
        imap.create(path);
      }
    }
    copy(source, "folders");
    assertEquals(
        List.of(), snapshot(source, "folders").differences(snapshot(destination, "folders")));
  }

  @Test
  void failsOnlyWhatTheServerDoesNotTake() throws Exception {
    for (String name : List.of("zero-bytes", "bare-lf", "nul-in-body", "no-message-id")) {
      maildir.dropMessage("raw", OddMail.named(name).in("INBOX"));
    }
    copy(maildir, "raw");
    assertEquals(1, failures.size(), failures.toString());
    assertTrue(failures.get(0).contains("0 bytes"), failures.toString());
    assertEquals(3, snapshot(destination, "raw").folder("INBOX").messages().size());
  }

  private void copy(DovecotServer from, String user) throws Exception {
    Login login = new Login(user, new Secret("secret"), Optional.empty());
    MemoryJournal journal = new MemoryJournal();
    try (SourceSession reads = store(from).openSource(login);
        DestinationSession writes = store(destination).openDestination(login, journal)) {
      List<CompletionStage<Delivered>> stages = new ArrayList<>();
      for (SourceFolder folder : reads.folders()) {
        DestinationFolder target = writes.ensureFolder(folder, folder.path(), false);
        if (folder.holdsItems()) {
          Listing listing =
              reads.list(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN);
          for (List<Item> page = listing.next(); !page.isEmpty(); page = listing.next()) {
            page.forEach(item -> stages.add(copy(reads, writes, target, item)));
          }
        }
      }
      for (CompletionStage<Delivered> stage : stages) {
        await(stage);
      }
    }
    assertEquals(List.of(), journal.inDoubt());
  }

  private static CompletionStage<Delivered> copy(
      SourceSession reads, DestinationSession writes, DestinationFolder target, Item item) {
    return reads
        .read(item)
        .thenCompose(
            (Content content) ->
                writes.deliver(target, new Delivery(item, Trace.of(item, content), content)));
  }

  private void await(CompletionStage<Delivered> stage) throws Exception {
    try {
      stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof PermanentException)) {
        throw e;
      }
      failures.add(e.getCause().getMessage());
    }
  }

  private static void seed(DovecotServer server, String user, List<SampleMessage> messages)
      throws Exception {
    try (RawImap imap = RawImap.login(server.port(), user, "secret")) {
      imap.seed(messages);
    }
  }

  private static MailboxSnapshot snapshot(DovecotServer server, String user) throws Exception {
    return MailboxSnapshot.read(server.port(), user, "secret");
  }

  private static ImapStore store(DovecotServer server) {
    return ImapStore.of(ImapUri.parse("imap://127.0.0.1:" + server.port() + "?security=none"));
  }
}
