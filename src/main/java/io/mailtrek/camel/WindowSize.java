package io.mailtrek.camel;

import java.time.Duration;

/**
 * How large a window has to be. It begins small and doubles as long as that brings more through in
 * the same time, up to its bounds; a refusal halves it. It is judged a turn at a time: the time in
 * which as much is confirmed as fits into it. A turn of a few round trips is waiting for the
 * network, where a larger window helps; in a longer one the servers and this process are busy, and
 * more in flight is mostly more to keep in memory. Not safe for use by many threads.
 */
final class WindowSize {
  private static final int FIRST_ITEMS = 250;
  private static final long FIRST_BYTES = 4L << 20;

  /** A window that is twice as large has to bring at least this much more. */
  private static final double WORTH_IT = 1.05;

  /** The same where turns are longer than {@link #ROUND_TRIPS}, and noise mustn't make it grow. */
  private static final double WORTH_MEMORY = 1.25;

  /** An item needs one at each server, and batches that wait for each other make it some more. */
  private static final int ROUND_TRIPS = 4;

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

  /** How many turns it has had this size. */
  private int turns;

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
   * @param roundTrips about how long the network takes to both servers and back
   */
  void turn(boolean full, Duration roundTrips, long now) {
    long took = Math.max(1, now - turnBegan);
    double rate = (ITEM_COST * itemsInTurn + bytesInTurn) / (double) took;
    turns++;
    if (!refusedInTurn) {
      judge(full, took < ROUND_TRIPS * roundTrips.toNanos(), rate);
    }
    itemsInTurn = 0;
    bytesInTurn = 0;
    turnBegan = now;
    refusedInTurn = false;
  }

  private void judge(boolean full, boolean networkBound, double rate) {
    double worthIt = networkBound ? WORTH_IT : WORTH_MEMORY;
    if (rateBefore > 0 && full && rate < rateBefore * worthIt) {
      if (!secondLook) {
        // In this turn much was confirmed that had been sent before it grew.
        secondLook = true;
        return;
      }
      items = itemsBefore;
      bytes = bytesBefore;
      turns = 0;
      rateBefore = 0;
      rest = REST;
    } else if (rest > 0) {
      rest--;
    } else if (full && (networkBound || turns > REST) && (items < maxItems || bytes < maxBytes)) {
      itemsBefore = items;
      bytesBefore = bytes;
      rateBefore = rate;
      secondLook = false;
      items = (int) Math.min(maxItems, 2L * items);
      bytes = Math.min(maxBytes, 2 * bytes);
      turns = 0;
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
