package io.mailtrek.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.LedgerConfig;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRequest;
import io.mailtrek.ledger.PassType;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusChangesTest {
  @TempDir private Path folder;

  private Ledger ledger;
  private PassLog log;
  private long anna;
  private long bert;

  @BeforeEach
  void open() {
    ledger =
        Ledger.open(
            new LedgerConfig("jdbc:h2:file:" + folder.resolve("ledger"), "x", new Secret("")));
    log = ledger.passes();
    anna = ledger.mailboxId("anna@old.example", "anna@new.example");
    bert = ledger.mailboxId("bert@old.example", "bert@new.example");
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void nothingIsNewWhereNothingHappens() {
    submit(anna);
    StatusChanges changes = new StatusChanges(log);

    assertEquals(List.of("1 anna@old.example Submitted"), texts(changes.state()));
    assertEquals(List.of(), changes.next());
  }

  @Test
  void eachChangeIsTold() {
    StatusChanges changes = new StatusChanges(log);
    submit(anna, bert);
    assertEquals(
        List.of("1 anna@old.example Submitted", "1 bert@old.example Submitted"),
        texts(changes.next()));
    log.begin(1, bert);
    assertEquals(List.of("1 bert@old.example Processing"), texts(changes.next()));
    log.end(1, bert, MailboxPassStatus.COMPLETED, "", Counts.ZERO);
    assertEquals(List.of("1 bert@old.example Completed"), texts(changes.next()));
    assertEquals(List.of(), changes.next());
  }

  @Test
  void aPassThatCameAndWentBetweenTwoLooksIsTold() {
    StatusChanges changes = new StatusChanges(log);
    submit(anna);
    log.begin(1, anna);
    log.end(1, anna, MailboxPassStatus.COMPLETED, "", Counts.ZERO);
    submit(bert);

    assertEquals(
        List.of("1 anna@old.example Completed", "2 bert@old.example Submitted"),
        texts(changes.next()));
  }

  private void submit(Long... mailboxes) {
    log.submit(
        new PassRequest(
            PassType.FULL,
            Set.of(ItemType.MAIL),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            List.of(mailboxes)));
  }

  private static List<String> texts(List<MailboxPassRecord> records) {
    return records.stream()
        .map(record -> record.passId() + " " + record.source() + " " + record.status().text())
        .toList();
  }
}
