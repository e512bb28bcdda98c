package io.mailtrek.store;

import java.util.Locale;

/** How far an error reaches, and so what becomes of the pass. */
public enum ErrorClass {
  /** It may go well later: tried again with growing waits, then the mailbox pass ends. */
  TRANSIENT,
  /** This one item, or folder, can't be migrated as things are: recorded, and the pass goes on. */
  ITEM_PERMANENT,
  /** This mailbox can't be migrated before somebody changes something: its pass ends. */
  MAILBOX_FATAL,
  /** No mailbox of the project can. */
  PROJECT_FATAL;

  /** The word for it in reports: {@code item-permanent}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
