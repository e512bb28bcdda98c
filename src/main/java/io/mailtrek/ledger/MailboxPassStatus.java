package io.mailtrek.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How far one mailbox is in one pass. */
public enum MailboxPassStatus {
  SUBMITTED,
  QUEUED,
  PROCESSING,
  COMPLETED,
  FAILED,
  STOPPING,
  STOPPED;

  /** Those that change again. */
  public static final Set<MailboxPassStatus> UNFINISHED =
      Set.of(SUBMITTED, QUEUED, PROCESSING, STOPPING);

  private static final List<MailboxPassStatus> BY_URGENCY =
      List.of(STOPPING, PROCESSING, QUEUED, SUBMITTED, FAILED, STOPPED);

  /** The status of a pass as a whole: what its mailboxes are, the most pressing first. */
  public static MailboxPassStatus ofAll(Collection<MailboxPassStatus> mailboxes) {
    return BY_URGENCY.stream().filter(mailboxes::contains).findFirst().orElse(COMPLETED);
  }

  /** As people read it: {@code Completed}. */
  public String text() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }

  /** Whether nothing happens any more. */
  public boolean finished() {
    return !UNFINISHED.contains(this);
  }
}
