package io.mailtrek.store.limit;

import io.mailtrek.store.Pause;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Waits;
import java.util.ArrayDeque;
import java.util.Deque;

/** Hands out a number of permits, to those who wait in the order in which they came. */
final class ConnectionPermits {
  private final Deque<Ticket> queue = new ArrayDeque<>();
  private int most;
  private int taken;

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

  ConnectionPermits(int most) {
    this.most = most;
  }

  /** Sets how many there are. What was taken stays taken when they become fewer. */
  synchronized void setMost(int number) {
    most = number;
    callNext();
  }

  /** How many are taken. */
  synchronized int taken() {
    return taken;
  }

  /** Takes a permit if one is free; then nobody waits for it. */
  synchronized boolean tryTake() {
    if (taken >= most) {
      return false;
    }
    taken++;
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
    taken--;
    callNext();
  }

  private void callNext() {
    while (!queue.isEmpty() && tryTake()) {
      queue.remove().call();
    }
  }
}
