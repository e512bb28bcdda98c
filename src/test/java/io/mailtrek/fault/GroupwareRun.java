package io.mailtrek.fault;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.migration.TestProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One mailbox that is migrated with a fault on the way, and what must hold whatever the fault is:
 * after each pass the source is as it was, the destination has nothing twice and nothing that is
 * not at the source, nobody gets a mail, and the sums match.
 */
abstract class GroupwareRun implements AutoCloseable {
  static final String USER = "anna";

  private final TestProject project;
  private List<String> items = List.of();
  private MailboxPassRecord last;

  /** With short waits; the servers are to be set yet, and the source to be filled. */
  GroupwareRun(Path home) throws IOException {
    project = new TestProject(home, 1, 1, USER);
    project.set("mailtrek.retry.first-delay-ms", "20").set("mailtrek.retry.longest-delay-ms", "80");
  }

  /** The project, before its first pass. */
  final TestProject project() {
    return project;
  }

  /** All items at the source with the names of their folders, in any order. */
  abstract List<String> itemsAtSource();

  /** All items at the destination with the names of their folders, in any order. */
  abstract List<String> itemsAtDestination();

  /** The mails that the destination has sent. */
  abstract List<?> mailed();

  /** Ends all that goes wrong. */
  abstract void behave();

  /** Sets something; to be done before the first pass. */
  final void set(String name, String value) throws Exception {
    project.set(name, value);
  }

  /** Takes what is at the source now for what has to stay there and to arrive. */
  final void sourceIsMeantToBeSo() {
    items = sorted(itemsAtSource());
  }

  /** Runs a Full pass and checks what must hold after it. */
  final GroupwareRun pass() throws Exception {
    last = project.full().get(0);
    Counts counts = last.counts();
    List<String> surplus = sorted(itemsAtDestination());
    items.forEach(surplus::remove);
    assertAll(
        () -> assertEquals(items, sorted(itemsAtSource()), "source"),
        () -> assertEquals(List.of(), surplus, "destination"),
        () -> assertEquals(List.of(), mailed()),
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

  /** Runs a Full pass after items were removed at the source, which stay at the destination. */
  final void passAfterRemoval() throws Exception {
    last = project.full().get(0);
  }

  /** The last pass ended so, with items that failed or without. */
  final GroupwareRun ended(MailboxPassStatus status) {
    assertEquals(status, last.status(), last.toString());
    return this;
  }

  /** The fault was overcome within the pass, and everything is there. */
  final void overcome() throws Exception {
    ended(MailboxPassStatus.COMPLETED);
    assertEquals(0, last.counts().failed() + last.counts().skipped(), failures().toString());
    assertEquals(items, sorted(itemsAtDestination()));
  }

  /** The last pass has this many items that failed. */
  final GroupwareRun failed(int count) throws Exception {
    assertEquals(count, last.counts().failed(), failures().toString());
    return this;
  }

  /** The counts of the last pass. */
  final Counts counts() {
    return last.counts();
  }

  /** The message of the last pass or of one of its items has all these words. */
  final GroupwareRun says(String... words) throws Exception {
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
  final void nextPassCompletes() throws Exception {
    behave();
    pass().overcome();
  }

  private List<Failure> failures() throws Exception {
    return project.engine().ledger().passes().failures();
  }

  private static List<String> sorted(List<String> items) {
    List<String> sorted = new ArrayList<>(items);
    sorted.sort(null);
    return sorted;
  }

  @Override
  public void close() {
    project.close();
  }
}
