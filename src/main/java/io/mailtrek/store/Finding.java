package io.mailtrek.store;

import java.util.Locale;

/**
 * What one check has found at one side of a mailbox.
 *
 * @param side where
 * @param subject what was looked at
 * @param verdict what it means for the migration
 * @param text what was found, in the server's words where it has said some; no password is in it
 * @param advice what to do; empty where the text says it, or nothing has to be done
 */
public record Finding(Side side, Subject subject, Verdict verdict, String text, String advice) {

  /** What checks look at, in the order of the checks. */
  public enum Subject {
    /** Whether the server answers. */
    HOST,
    /** How the connection is protected. */
    TLS,
    /** Whether the mailbox can be logged in to. */
    LOGIN,
    /** What the login may do in the mailbox. */
    RIGHTS,
    /** What the server can do beyond the least. */
    CAPABILITIES,
    /** How many connections the server takes at once. */
    CONNECTIONS,
    /** How much there is to move. */
    CONTENT,
    /** Whether it fits into the quota. */
    SPACE,
    /** Whether the largest item is taken. */
    ITEM_SIZE,
    /** Whether the bytes of a message survive. */
    BYTES,
    /** Which headers of a message survive, and which are added. */
    HEADERS,
    /** Whether the date of a message survives. */
    DATE,
    /** Which flags of a message survive. */
    FLAGS,
    /** Which keywords of a message survive. */
    KEYWORDS,
    /** Whether the message of the probe and its folder are gone again. */
    CLEAN_UP;

    /** The word for it in tables and reports: {@code item-size}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is about what a probe has found to survive. */
    public boolean survival() {
      return compareTo(BYTES) >= 0 && this != CLEAN_UP;
    }
  }

  /** A finding that needs no advice. */
  public Finding(Side side, Subject subject, Verdict verdict, String text) {
    this(side, subject, verdict, text, "");
  }

  /** {@code destination space: 1.2 GB to move, 300.0 MB left. Raise the quota.} */
  public String sentence() {
    return side.word()
        + " "
        + subject.word()
        + ": "
        + text
        + (advice.isEmpty() ? "" : (text.endsWith(".") ? " " : ". ") + advice);
  }
}
