package io.mailtrek.adopt;

import io.mailtrek.ledger.Fingerprint;
import io.mailtrek.store.Trace;

/**
 * By what a copy is looked for. With a Message-ID the first mark is that of Message-ID, date and
 * size, which tells a copy, and the second that of the Message-ID alone, which tells what may be
 * one. Without, they are the marks of the size and of the date, and both only tell what may be one.
 */
record Marks(long first, long second) {
  private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

  static Marks of(Trace trace) {
    return trace
        .messageId()
        .map(id -> new Marks(Fingerprint.of(trace).high(), ofName(id)))
        .orElseGet(
            () ->
                new Marks(
                    ofSize(trace.size()),
                    trace.date().map(date -> ODD * (2 * date + 1)).orElse(ODD)));
  }

  /** The mark of all messages without a Message-ID that have this size. */
  static long ofSize(long size) {
    return ODD * (2 * size);
  }

  /** The mark of all copies that have this Message-ID, or what stands in its place. */
  static long ofName(String name) {
    long mark = 0;
    for (int i = 0; i < name.length(); i++) {
      mark = (mark ^ name.charAt(i)) * ODD;
      mark ^= mark >>> 29;
    }
    return mark;
  }
}
