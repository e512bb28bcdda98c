package io.mailtrek.manage;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.pass.Flow;
import io.mailtrek.store.Pause;
import java.util.Optional;

/**
 * A mailbox with its last pass, or with another one.
 *
 * @param source its address at the source
 * @param destination its address at the destination
 * @param pass how far it is; empty when it was never submitted
 * @param flow what is under way in that pass
 */
record MailboxState(
    String source, String destination, Optional<MailboxPassRecord> pass, Flow flow) {

  /** As tables of MBeans show it. */
  static final OpenTable<MailboxState> TABLE =
      new OpenTable<MailboxState>("mailboxes", "Mailboxes in passes", "mailbox", "destination")
          .text("mailbox", "The address at the source", MailboxState::source)
          .text("destination", "The address at the destination", MailboxState::destination)
          .number(
              "pass",
              "The number of the pass; 0 when it was never submitted",
              mailbox -> mailbox.pass().map(MailboxPassRecord::passId).orElse(0L))
          .text("status", "How far it is, from Not Submitted to Completed", MailboxState::status)
          .time(
              "startedAt",
              "When it began",
              mailbox -> mailbox.pass().flatMap(MailboxPassRecord::startedAt))
          .time(
              "endedAt",
              "When it ended",
              mailbox -> mailbox.pass().flatMap(MailboxPassRecord::endedAt))
          .number(
              "expected",
              "About how many items will be listed; 0 while unknown",
              mailbox -> mailbox.pass().map(MailboxPassRecord::expected).orElse(0L))
          .number("listed", "All items: the sum of the next six", row -> row.counts().listed())
          .number("migrated", "Items written by this pass", row -> row.counts().migrated())
          .number(
              "alreadyMigrated",
              "Items migrated by earlier passes",
              row -> row.counts().alreadyMigrated())
          .number("adopted", "Items found at the destination", row -> row.counts().adopted())
          .number("filtered", "Items that a filter held back", row -> row.counts().filtered())
          .number("skipped", "Items that can't be migrated", row -> row.counts().skipped())
          .number("failed", "Items that failed", row -> row.counts().failed())
          .number("bytes", "The size of the migrated items", row -> row.counts().bytes())
          .number(
              "connections", "Connections to each server", row -> (long) row.flow().connections())
          .number("itemsInFlight", "Items under way", row -> (long) row.flow().items())
          .text(
              "pauseReason",
              "What it waits for; empty when it does not",
              mailbox -> mailbox.pause().map(Pause::reason).orElse(""))
          .time(
              "pausedUntil",
              "When it goes on, as far as that is known",
              mailbox -> mailbox.pause().flatMap(Pause::until))
          .text(
              "message",
              "Why it failed or stopped, and what to do",
              mailbox -> mailbox.pass().map(MailboxPassRecord::message).orElse(""));

  /** The state of one mailbox in one pass. */
  static MailboxState of(MailboxPassRecord record, Flow flow) {
    return new MailboxState(record.source(), record.destination(), Optional.of(record), flow);
  }

  /** As people read it: {@code Completed}. */
  String status() {
    return pass.map(record -> record.status().text()).orElse("Not Submitted");
  }

  private Counts counts() {
    return pass.map(MailboxPassRecord::counts).orElse(Counts.ZERO);
  }

  private Optional<Pause> pause() {
    return pass.flatMap(MailboxPassRecord::pause);
  }
}
