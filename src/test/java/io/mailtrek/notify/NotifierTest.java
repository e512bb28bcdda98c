package io.mailtrek.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.config.NotificationEvent;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.LedgerConfig;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassRequest;
import io.mailtrek.ledger.PassType;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Secret;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierTest {
  private final List<Notification> sent = new ArrayList<>();
  private Ledger ledger;

  @BeforeEach
  void open(@TempDir Path folder) {
    ledger =
        Ledger.open(
            new LedgerConfig("jdbc:h2:file:" + folder.resolve("ledger"), "test", new Secret("")));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void tellsTheEndOfAPassOnce() {
    PassRecord pass = submit(1);
    finish(pass, MailboxPassStatus.COMPLETED);

    notifier(EnumSet.allOf(NotificationEvent.class)).passEnded(pass, records(pass));
    notifier(EnumSet.allOf(NotificationEvent.class)).passEnded(pass, records(pass));

    assertEquals(List.of(NotificationEvent.PASS_ENDED), events());
    assertEquals(MailboxPassStatus.COMPLETED, sent.get(0).status());
  }

  @Test
  void tellsOnlyTheFirstErrorOfAPass() {
    PassRecord pass = submit(2);
    Notifier notifier = notifier(EnumSet.allOf(NotificationEvent.class));

    notifier.itemsFailed(List.of(failure(records(pass).get(0), "one")));
    notifier.itemsFailed(List.of(failure(records(pass).get(1), "two")));

    assertEquals(List.of(NotificationEvent.FIRST_ERROR), events());
    assertEquals("one", sent.get(0).failure().orElseThrow().message());
  }

  @Test
  void tellsTheFirstErrorOfEachPass() {
    Notifier notifier = notifier(EnumSet.allOf(NotificationEvent.class));

    notifier.itemsFailed(List.of(failure(records(submit(1)).get(0), "one")));
    notifier.itemsFailed(List.of(failure(records(submit(1)).get(0), "two")));

    assertEquals(2, sent.size());
  }

  @Test
  void tellsEachMailboxThatFailedUpToALimit() {
    PassRecord pass = submit(Notifier.MOST_FAILED_MAILBOXES + 5);
    finish(pass, MailboxPassStatus.FAILED);
    Notifier notifier = notifier(EnumSet.allOf(NotificationEvent.class));

    records(pass).forEach(notifier::statusChanged);
    records(pass).forEach(notifier::statusChanged);

    assertEquals(Notifier.MOST_FAILED_MAILBOXES, sent.size());
    assertEquals(
        Notifier.MOST_FAILED_MAILBOXES,
        sent.stream().map(told -> told.mailbox().orElseThrow()).distinct().count());
  }

  @Test
  void saysNothingOfOtherStatuses() {
    PassRecord pass = submit(1);

    notifier(EnumSet.allOf(NotificationEvent.class)).statusChanged(records(pass).get(0));

    assertEquals(List.of(), events());
  }

  @Test
  void saysNothingThatNobodyWantsToHear() {
    PassRecord pass = submit(1);
    finish(pass, MailboxPassStatus.FAILED);
    Notifier notifier = notifier(EnumSet.of(NotificationEvent.PASS_ENDED));

    notifier.statusChanged(records(pass).get(0));
    notifier.itemsFailed(List.of(failure(records(pass).get(0), "one")));
    notifier.passEnded(pass, records(pass));

    assertEquals(List.of(NotificationEvent.PASS_ENDED), events());
  }

  private Notifier notifier(Set<NotificationEvent> events) {
    return new Notifier("contoso", events, ledger, sent::add);
  }

  private List<NotificationEvent> events() {
    return sent.stream().map(Notification::event).toList();
  }

  private PassRecord submit(int mailboxes) {
    List<Long> ids =
        IntStream.range(0, mailboxes)
            .mapToObj(
                i -> ledger.mailboxId("user" + i + "@old.example", "user" + i + "@new.example"))
            .toList();
    long pass =
        ledger
            .passes()
            .submit(
                new PassRequest(
                    PassType.FULL,
                    EnumSet.of(ItemType.MAIL),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    ids));
    return ledger.passes().find(pass).orElseThrow();
  }

  private void finish(PassRecord pass, MailboxPassStatus status) {
    for (MailboxPassRecord record : records(pass)) {
      ledger.passes().end(pass.id(), record.mailboxId(), status, "", Counts.ZERO);
    }
  }

  private List<MailboxPassRecord> records(PassRecord pass) {
    return ledger.passes().mailboxPasses(pass.id());
  }

  private static Failure failure(MailboxPassRecord mailbox, String message) {
    return new Failure(
        mailbox.mailboxId(),
        mailbox.passId(),
        FolderPath.INBOX,
        ItemType.MAIL,
        new ItemKey("7"),
        "PermanentException",
        message,
        Optional.empty(),
        10,
        Instant.now(),
        Optional.of(Problem.REFUSED),
        "1",
        mailbox.passId(),
        Optional.empty());
  }
}
