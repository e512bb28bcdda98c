package io.mailtrek.camel;

/**
 * How large a window has to be. It begins small and doubles as long as that brings more through in
 * the same time, up to its bounds; a refusal halves it. It is judged a turn at a time: the time in
 * which as much is confirmed as fits into it. Not safe for use by many threads.
 */
final class WindowSize {
  private static final int FIRST_ITEMS = 250;
  private static final long FIRST_BYTES = 4L << 20;

  /** A window that is twice as large has to bring at least this much more. */
  private static final double WORTH_IT = 1.05;

  /** How many turns to stay at a size after a larger one brought nothing, or a refusal. */
  private static final int REST = 8;

  /** What one item costs a server beside its bytes, in bytes. */
  private static final long ITEM_COST = 4096;

  private final int maxItems;
  private final long maxBytes;
  private int items;
  private long bytes;
  private int itemsInTurn;
  private long bytesInTurn;
  private long turnBegan;
  private boolean refusedInTurn;
  private long done;

  /** The rate of the turn before the last growth, or 0 when it did not just grow. */
  private double rateBefore;

  /** Whether a turn since the last growth brought nothing. */
  private boolean secondLook;

  private int itemsBefore;
  private long bytesBefore;
  private int rest;

  /**
   * @param now the time, in nanoseconds from any beginning
   */
  WindowSize(int maxItems, long maxBytes, long now) {
    this.maxItems = maxItems;
    this.maxBytes = maxBytes;
    this.items = Math.min(maxItems, FIRST_ITEMS);
    this.bytes = Math.min(maxBytes, FIRST_BYTES);
    this.turnBegan = now;
  }

  int items() {
    return items;
  }

  long bytes() {
    return bytes;
  }

  /** All that was confirmed, in bytes, to which each item adds what it costs by itself. */
  long done() {
    return done;
  }

  /** An item of this size was confirmed; tells whether a turn is over. */
  boolean confirmed(long size) {
    done += ITEM_COST + size;
    itemsInTurn++;
    bytesInTurn += size;
    return itemsInTurn >= items || bytesInTurn >= bytes;
  }

  /**
   * A turn is over.
   *
   * @param full whether something had to wait for room in it; otherwise the size did not matter
   */
  void turn(boolean full, long now) {
    double rate = (ITEM_COST * itemsInTurn + bytesInTurn) / (double) Math.max(1, now - turnBegan);
    if (!refusedInTurn) {
      judge(full, rate);
    }
    itemsInTurn = 0;
    bytesInTurn = 0;
    turnBegan = now;
    refusedInTurn = false;
  }

  private void judge(boolean full, double rate) {
    if (rateBefore > 0 && full && rate < rateBefore * WORTH_IT) {
      if (!secondLook) {
        // In this turn much was confirmed that had been sent before it grew.
        secondLook = true;
        return;
      }
      items = itemsBefore;
      bytes = bytesBefore;
      rateBefore = 0;
      rest = REST;
    } else if (rest > 0) {
      rest--;
    } else if (full && (items < maxItems || bytes < maxBytes)) {
      itemsBefore = items;
      bytesBefore = bytes;
      rateBefore = rate;
      secondLook = false;
      items = (int) Math.min(maxItems, 2L * items);
      bytes = Math.min(maxBytes, 2 * bytes);
    } else {
      rateBefore = 0;
    }
  }

  /** The server refused something in passing. Many refusals in one turn count as one. */
  void refused() {
    if (!refusedInTurn) {
      items = Math.max(Math.min(maxItems, FIRST_ITEMS), items / 2);
      bytes = Math.max(Math.min(maxBytes, FIRST_BYTES), bytes / 2);
      rateBefore = 0;
      rest = REST;
    }
    refusedInTurn = true;
  }
}
