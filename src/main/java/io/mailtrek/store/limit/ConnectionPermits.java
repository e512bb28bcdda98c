package io.mailtrek.store.limit;

import io.mailtrek.store.Pause;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Waits;
import java.util.ArrayDeque;
import java.util.Deque;

/** Hands out a number of permits, to those who wait in the order in which they came. */
final class ConnectionPermits {
  private final Deque<Ticket> queue = new ArrayDeque<>();
  private int free;

  /** Somebody's place in the queue. */
  private static final class Ticket {
    private final Waits waits;
    private volatile boolean called;

    Ticket(Waits waits) {
      this.waits = waits;
    }

    void call() {
      called = true;
      waits.wake();
    }
  }

  ConnectionPermits(int permits) {
    free = permits;
  }

  /** Takes a permit if one is free and nobody waits for it. */
  synchronized boolean tryTake() {
    if (free == 0) {
      return false;
    }
    free--;
    return true;
  }

  /** Takes a permit, and waits for it as long as {@code waits} goes on. */
  void take(Waits waits, Pause pause) throws StoreException {
    Ticket ticket = new Ticket(waits);
    synchronized (this) {
      if (tryTake()) {
        return;
      }
      queue.addLast(ticket);
    }
    try {
      waits.await(pause, () -> ticket.called);
    } catch (StoreException e) {
      leave(ticket);
      throw e;
    }
  }

  private synchronized void leave(Ticket ticket) {
    if (!queue.remove(ticket)) {
      giveBack();
    }
  }

  /** Gives a permit to who waits longest, or keeps it for the next. */
  synchronized void giveBack() {
    Ticket next = queue.poll();
    if (next == null) {
      free++;
    } else {
      next.call();
    }
  }
}
