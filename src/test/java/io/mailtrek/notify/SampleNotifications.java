package io.mailtrek.notify;

import io.mailtrek.config.NotificationEvent;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Problem;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Notifications for tests. */
final class SampleNotifications {
  private static final Instant AT = Instant.parse("2026-11-22T20:15:30Z");

  private SampleNotifications() {}

  /** A pass that has ended with one mailbox of each of these statuses; one item failed in each. */
  static Notification ended(MailboxPassStatus... statuses) {
    List<MailboxPassRecord> mailboxes =
        IntStream.range(0, statuses.length)
            .mapToObj(i -> mailbox("user" + i + "@old.example", statuses[i], "Message " + i + "."))
            .toList();
    return notification(NotificationEvent.PASS_ENDED, mailboxes, Optional.empty());
  }

  /** A mailbox that has failed. */
  static Notification failed(String mailbox, String message) {
    return notification(
        NotificationEvent.MAILBOX_FAILED,
        List.of(mailbox(mailbox, MailboxPassStatus.FAILED, message)),
        Optional.empty());
  }

  /** The first error of a pass. */
  static Notification error(String folder, String message) {
    Failure failure =
        new Failure(
            1,
            3,
            FolderPath.of(folder),
            ItemType.MAIL,
            new ItemKey("7"),
            "PermanentException",
            message,
            Optional.empty(),
            10,
            AT,
            Optional.of(Problem.REFUSED),
            "1",
            3,
            Optional.empty());
    return notification(
        NotificationEvent.FIRST_ERROR,
        List.of(mailbox("anna@old.example", MailboxPassStatus.PROCESSING, "")),
        Optional.of(failure));
  }

  private static Notification notification(
      NotificationEvent event, List<MailboxPassRecord> mailboxes, Optional<Failure> failure) {
    PassRecord pass =
        new PassRecord(
            3,
            PassType.FULL,
            EnumSet.of(ItemType.MAIL),
            Optional.empty(),
            Optional.empty(),
            AT,
            Optional.empty(),
            false);
    return new Notification(event, AT, "contoso", pass, mailboxes, failure);
  }

  private static MailboxPassRecord mailbox(
      String source, MailboxPassStatus status, String message) {
    return new MailboxPassRecord(
        3,
        1,
        source,
        "new-" + source,
        status,
        Optional.of(AT),
        Optional.of(AT),
        1,
        message,
        2,
        Optional.empty(),
        new Counts(2, 1, 0, 0, 0, 0, 1, 1000, 0),
        Optional.empty());
  }
}
