package io.mailtrek.store;

import io.mailtrek.corpus.SampleMessage;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What the contract tests of sources and destinations share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StoreContract {
  static final OffsetDateTime DATE =
      OffsetDateTime.of(2021, 3, 4, 5, 6, 7, 0, ZoneOffset.ofHoursMinutes(5, 30));

  private MailServer server;

  /** Starts the server under test. */
  protected abstract MailServer start();

  @BeforeAll
  void startServer() {
    server = start();
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  /** The server under test. */
  protected final MailServer server() {
    return server;
  }

  static SampleMessage message(String folder, String subject, String... flags) {
    String text =
        "Message-ID: <" + subject + "@example.com>\r\nSubject: " + subject + "\r\n\r\nText\r\n";
    return new SampleMessage(
        folder, List.of(flags), DATE, text.getBytes(StandardCharsets.US_ASCII));
  }

  static List<SampleMessage> messages(String folder, int count) {
    List<SampleMessage> messages = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      messages.add(message(folder, "m" + i));
    }
    return messages;
  }

  static SourceFolder folder(SourceSession session, String path) throws StoreException {
    return session.folders().stream()
        .filter(folder -> folder.path().equals(FolderPath.parse(path)))
        .findFirst()
        .orElseThrow();
  }

  static Listing list(SourceSession session, String path) throws StoreException {
    return session.list(
        folder(session, path), Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN);
  }

  static List<Item> all(Listing listing) throws StoreException {
    List<Item> items = new ArrayList<>();
    for (List<Item> page = listing.next(); !page.isEmpty(); page = listing.next()) {
      items.addAll(page);
    }
    return items;
  }

  static List<Long> uids(List<Item> items) {
    return items.stream().map(item -> Long.parseLong(item.key().value())).toList();
  }

  /** The result, or what it failed with. */
  static <T> T get(CompletionStage<T> stage) throws StoreException {
    try {
      return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException expected) {
        throw expected;
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
