package io.mailtrek.repair;

import io.mailtrek.store.Content;
import java.util.Locale;

/**
 * One thing that servers refuse messages for, and what is done about it. In the order of the
 * ladder: first what changes no character that a person reads.
 */
public enum Repair {
  /** The line {@code From …} that mbox files put before a message is no part of it: removed. */
  FROM_LINE,
  /** RFC 5322 §2.3: lines end with CRLF. A lone LF or CR becomes one. */
  BARE_LF,
  /** RFC 9051 §4.3: a literal holds no NUL. They are removed. */
  NUL,
  /** RFC 5322 §2.2: a header holds ASCII only. Words with other bytes are encoded (RFC 2047). */
  EIGHT_BIT_HEADER,
  /** RFC 5322 §2.1.1: a line has at most 998 characters. Longer ones are broken. */
  LONG_LINES;

  /** The message without this fault; the same object when it does not have it. */
  Content of(Content message) {
    return switch (this) {
      case FROM_LINE -> FromLine.remove(message);
      case BARE_LF -> LineEnds.repair(message);
      case NUL -> NulBytes.remove(message);
      case EIGHT_BIT_HEADER -> EightBitHeader.encode(message);
      case LONG_LINES -> LongLines.fold(message);
    };
  }

  /** The word for it in reports: {@code bare-lf}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
