package io.mailtrek.config;

import java.util.Locale;

/** What a notification can be of. */
public enum NotificationEvent {
  /** The last mailbox of a pass has ended. */
  PASS_ENDED,
  /** The first item of a pass could not be migrated. */
  FIRST_ERROR,
  /** A mailbox pass has failed. */
  MAILBOX_FAILED;

  /** The word for it in settings and notifications: {@code pass-ended}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
