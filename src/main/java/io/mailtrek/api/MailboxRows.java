package io.mailtrek.api;

import io.mailtrek.config.Mailbox;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.MailboxRecord;
import io.mailtrek.ledger.Pace;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.pass.PassEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the mailboxes of the project with all that the ledger knows of them. */
final class MailboxRows {
  private MailboxRows() {}

  /** All mailboxes, in the order of the project; each kind of fact is read at once for all. */
  static List<MailboxFacts> all(PassEngine engine) {
    Ledger ledger = engine.ledger();
    Map<String, Long> ids = new HashMap<>();
    ledger.mailboxes().forEach(record -> ids.put(pair(record), record.id()));
    Map<Long, List<MailboxPassRecord>> histories = ledger.figures().histories();
    Map<Long, Long> errors = ledger.figures().failureCounts();
    Map<Long, PassRecord> passes = passes(ledger);
    Instant now = Instant.now();
    List<MailboxFacts> rows = new ArrayList<>();
    for (Mailbox mailbox : engine.project().mailboxes()) {
      long id = ids.getOrDefault(pair(mailbox), 0L);
      List<MailboxPassRecord> history = histories.getOrDefault(id, List.of());
      rows.add(
          new MailboxFacts(
              mailbox, history, passes, errors.getOrDefault(id, 0L), pace(ledger, history), now));
    }
    return rows;
  }

  /** Some mailboxes, as far as they are in the project. */
  static List<MailboxFacts> of(PassEngine engine, Set<Long> mailboxIds) {
    Ledger ledger = engine.ledger();
    Map<String, Mailbox> mailboxes =
        engine.project().mailboxes().stream()
            .collect(Collectors.toMap(MailboxRows::pair, Function.identity(), (one, other) -> one));
    Map<Long, PassRecord> passes = passes(ledger);
    Instant now = Instant.now();
    List<MailboxFacts> rows = new ArrayList<>();
    for (long id : mailboxIds) {
      List<MailboxPassRecord> history = ledger.passes().passesOf(id);
      Optional<Mailbox> mailbox =
          history.stream()
              .findFirst()
              .flatMap(
                  record ->
                      Optional.ofNullable(
                          mailboxes.get(pair(record.source(), record.destination()))));
      mailbox.ifPresent(
          found ->
              rows.add(
                  new MailboxFacts(
                      found,
                      history,
                      passes,
                      ledger.figures().failureCount(id),
                      pace(ledger, history),
                      now)));
    }
    return rows;
  }

  private static Map<Long, PassRecord> passes(Ledger ledger) {
    return ledger.passes().all().stream()
        .collect(Collectors.toMap(PassRecord::id, Function.identity()));
  }

  private static Optional<Pace> pace(Ledger ledger, List<MailboxPassRecord> history) {
    return history.stream()
        .filter(record -> record.status() == MailboxPassStatus.PROCESSING)
        .findFirst()
        .flatMap(record -> ledger.figures().pace(record.passId(), record.mailboxId()));
  }

  /** What tells a mailbox from all others. */
  static String pair(Mailbox mailbox) {
    return pair(mailbox.source(), mailbox.destination());
  }

  private static String pair(MailboxRecord mailbox) {
    return pair(mailbox.source(), mailbox.destination());
  }

  /** The same of its two addresses. */
  static String pair(String source, String destination) {
    return (source + " " + destination).toLowerCase(Locale.ROOT);
  }
}
