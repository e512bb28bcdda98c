package io.mailtrek.ledger;

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

  /** As people read it: {@code Completed}. */
  public String text() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }

  /** Whether nothing happens any more. */
  public boolean finished() {
    return !UNFINISHED.contains(this);
  }
}
