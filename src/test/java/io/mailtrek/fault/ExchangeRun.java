package io.mailtrek.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.demo.exchange.StoredItem;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.migration.TestProject;
import io.mailtrek.server.exchange.ExchangeSamples;
import io.mailtrek.server.exchange.ExchangeScript;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One mailbox of all item types that is migrated from one Exchange server to another with a fault
 * on the way, and what must hold whatever the fault is: after each pass the source is as it was,
 * the destination has nothing twice and nothing that is not at the source, nobody gets a mail, and
 * the sums match.
 */
final class ExchangeRun implements AutoCloseable {
  static final String USER = "anna";
  static final int ITEMS = 75;

  private static final Instant RECEIVED = Instant.parse("2026-01-05T08:00:00Z");

  private final ExchangeScript atSource = new ExchangeScript();
  private final ExchangeScript atDestination = new ExchangeScript();
  private final ExchangeServer source;
  private final ExchangeServer destination;
  private final ExchangeMailbox from;
  private final ExchangeMailbox to;
  private final TestProject project;
  private List<String> items;
  private MailboxPassRecord last;

  /** Fills the mailbox at the source; the one at the destination is empty. */
  ExchangeRun(Path home) throws Exception {
    source = ExchangeServer.start(atSource);
    destination = ExchangeServer.start(atDestination);
    from = source.organization().addMailbox(USER, TestProject.PASSWORD);
    to = destination.organization().addMailbox(USER, TestProject.PASSWORD);
    for (int i = 0; i < 40; i++) {
      String text = "Subject: Mail " + i + "\r\nMessage-ID: <m" + i + "@x>\r\n\r\nText\r\n";
      from.folder("inbox").addMail(text.getBytes(UTF_8), Mail.read(RECEIVED.plusSeconds(i)));
    }
    for (int i = 0; i < 15; i++) {
      from.folder("calendar").add(ExchangeSamples.event("Event " + i));
    }
    for (int i = 0; i < 5; i++) {
      from.folder("contacts").add(ExchangeSamples.contact("Contact " + i));
      from.folder("tasks").add(ExchangeSamples.task("Task " + i));
      from.folder("notes").add(ExchangeSamples.note("Note " + i));
      from.folder("journal").add(ExchangeSamples.journal("Journal " + i));
    }
    items = items(from);
    assertEquals(ITEMS, items.size());
    project = new TestProject(home, 1, 1, USER);
    project.set("mailtrek.source.ews", source.uri() + "&readTimeout=5s");
    project.set("mailtrek.destination.ews", destination.uri() + "&readTimeout=5s");
    project.withoutMail();
    project.set("mailtrek.retry.first-delay-ms", "20").set("mailtrek.retry.longest-delay-ms", "80");
  }

  /** What goes wrong at the source. */
  ExchangeScript atSource() {
    return atSource;
  }

  /** What goes wrong at the destination. */
  ExchangeScript atDestination() {
    return atDestination;
  }

  /** The mailbox at the source. */
  ExchangeMailbox from() {
    return from;
  }

  /** The mailbox at the destination. */
  ExchangeMailbox to() {
    return to;
  }

  /** Sets something; to be done before the first pass. */
  void set(String name, String value) throws Exception {
    project.set(name, value);
  }

  /** Takes what is at the source now for what has to stay there and to arrive. */
  void sourceIsMeantToBeSo() {
    items = items(from);
  }

  /** Runs a Full pass and checks what must hold after it. */
  ExchangeRun pass() throws Exception {
    last = project.full().get(0);
    Counts counts = last.counts();
    List<String> surplus = items(to);
    items.forEach(surplus::remove);
    assertAll(
        () -> assertEquals(items, items(from), "source"),
        () -> assertEquals(List.of(), surplus, "destination"),
        () -> assertEquals(List.of(), destination.organization().mailed()),
        () ->
            assertEquals(
                counts.listed(),
                counts.migrated()
                    + counts.alreadyMigrated()
                    + counts.adopted()
                    + counts.filtered()
                    + counts.skipped()
                    + counts.failed()));
    return this;
  }

  /** The last pass ended so, with items that failed or without. */
  ExchangeRun ended(MailboxPassStatus status) {
    assertEquals(status, last.status(), last.toString());
    return this;
  }

  /** The fault was overcome within the pass, and everything is there. */
  ExchangeRun overcome() throws Exception {
    ended(MailboxPassStatus.COMPLETED);
    assertEquals(0, last.counts().failed() + last.counts().skipped(), failures().toString());
    assertEquals(items, items(to));
    return this;
  }

  /** The last pass has this many items that failed. */
  ExchangeRun failed(int count) throws Exception {
    assertEquals(count, last.counts().failed(), failures().toString());
    return this;
  }

  /** The counts of the last pass. */
  Counts counts() {
    return last.counts();
  }

  /** The message of the last pass or of one of its items has all these words. */
  ExchangeRun says(String... words) throws Exception {
    List<String> messages =
        last.message().isEmpty()
            ? failures().stream().map(Failure::message).distinct().toList()
            : List.of(last.message());
    assertTrue(
        messages.stream().anyMatch(message -> Arrays.stream(words).allMatch(message::contains)),
        messages::toString);
    return this;
  }

  /** Without the fault, the next pass brings what is missing and nothing twice. */
  void nextPassCompletes() throws Exception {
    atSource.behave();
    atDestination.behave();
    pass().overcome();
  }

  private List<Failure> failures() throws Exception {
    return project.engine().ledger().passes().failures();
  }

  /** All items with the names of their folders, in any order. */
  private static List<String> items(ExchangeMailbox mailbox) {
    List<String> all = new ArrayList<>();
    for (ExchangeFolder folder : mailbox.folders()) {
      for (StoredItem item : folder.items()) {
        all.add(folder.displayName() + ": " + item.itemClass() + " " + item.subject());
      }
    }
    all.sort(null);
    return all;
  }

  @Override
  public void close() {
    project.close();
    source.close();
    destination.close();
  }
}
