package io.mailtrek.pass;

/**
 * Lets a number of mailboxes be worked on at once. The number may change at any time; lowering it
 * takes nothing from those that are worked on. Safe for use by many threads.
 */
final class Slots {
  private int limit;
  private int taken;
  private boolean closed;

  Slots(int limit) {
    this.limit = limit;
  }

  /** Sets how many may be taken at once; 0 for none. */
  synchronized void limit(int number) {
    limit = number;
    notifyAll();
  }

  synchronized int limit() {
    return limit;
  }

  /** Takes a slot where one is free. */
  synchronized boolean tryTake() {
    if (free() == 0) {
      return false;
    }
    taken++;
    return true;
  }

  /** Waits for a free slot and takes it; after {@link #close} it has one at once. */
  synchronized void take() {
    awaitFree();
    taken++;
  }

  synchronized void giveBack() {
    taken--;
    notifyAll();
  }

  /**
   * Waits until a slot is free.
   *
   * @return how many are
   */
  synchronized int awaitFree() {
    boolean interrupted = false;
    while (free() == 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return free();
  }

  /** Keeps nobody waiting any more: what begins now has to end at once. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private int free() {
    return closed ? Math.max(1, limit - taken) : Math.max(0, limit - taken);
  }
}
