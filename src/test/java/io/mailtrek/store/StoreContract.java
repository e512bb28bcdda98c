package io.mailtrek.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.mailtrek.corpus.SampleMessage;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What the contract tests of sources and destinations share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StoreContract {
  protected static final OffsetDateTime DATE =
      OffsetDateTime.of(2021, 3, 4, 5, 6, 7, 0, ZoneOffset.ofHoursMinutes(5, 30));

  private ItemServer server;

  /** Starts the server under test. */
  protected abstract ItemServer start();

  @BeforeAll
  void startServer() {
    server = start();
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  /** The server under test. */
  protected final ItemServer server() {
    return server;
  }

  /** What kind of items the store is tried with. */
  protected ItemType type() {
    return ItemType.MAIL;
  }

  /** The content of an item with a subject. */
  protected byte[] content(String subject) {
    String text =
        "Message-ID: <" + subject + "@example.com>\r\nSubject: " + subject + "\r\n\r\nText\r\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The number of an item that is called m and the number, or was the one to be added so. */
  protected long number(Item item) {
    return Long.parseLong(item.key().value());
  }

  /** Whether items are listed in the order in which they were added. */
  protected boolean ordered() {
    return true;
  }

  /** How many items there are where it takes many; fewer where a server is slow. */
  protected int many(int count) {
    return count;
  }

  /** Whether the server gives back what it was given. */
  protected void assertSameContent(byte[] expected, byte[] actual) {
    assertArrayEquals(expected, actual);
  }

  protected final SampleMessage message(String folder, String subject, String... flags) {
    return new SampleMessage(folder, List.of(flags), DATE, content(subject));
  }

  protected final List<SampleMessage> messages(String folder, int count) {
    return messages(folder, 1, count);
  }

  final List<SampleMessage> messages(String folder, int first, int last) {
    List<SampleMessage> messages = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      messages.add(message(folder, "m" + i));
    }
    return messages;
  }

  protected static SourceFolder folder(SourceSession session, String path) throws StoreException {
    return session.folders().stream()
        .filter(folder -> folder.path().equals(FolderPath.parse(path)))
        .findFirst()
        .orElseThrow();
  }

  protected static Listing list(SourceSession session, String path) throws StoreException {
    return session.list(
        folder(session, path), Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN);
  }

  protected static List<Item> all(Listing listing) throws StoreException {
    List<Item> items = new ArrayList<>();
    for (List<Item> page = listing.next(); !page.isEmpty(); page = listing.next()) {
      items.addAll(page);
    }
    return items;
  }

  /** The numbers of items, in the order of the listing where that promises one. */
  protected final List<Long> numbers(List<Item> items) {
    List<Long> numbers = new ArrayList<>(items.stream().map(this::number).toList());
    if (!ordered()) {
      numbers.sort(null);
    }
    return numbers;
  }

  /** The result, or what it failed with. */
  protected static <T> T get(CompletionStage<T> stage) throws StoreException {
    return Stages.get(stage);
  }
}
