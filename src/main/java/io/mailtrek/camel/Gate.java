package io.mailtrek.camel;

import java.util.function.BooleanSupplier;

/** Lets threads pass while it is open, and holds them while it is closed. */
final class Gate {
  /** How soon a thread that is held notices that it need not wait any more. */
  private static final long LOOK_MILLIS = 100;

  private boolean open = true;

  synchronized void open() {
    open = true;
    notifyAll();
  }

  synchronized void close() {
    open = false;
  }

  /** Waits until it is open, or {@code wanted} says that there is nothing to wait for. */
  synchronized void await(BooleanSupplier wanted) throws InterruptedException {
    while (!open && wanted.getAsBoolean()) {
      wait(LOOK_MILLIS);
    }
  }
}
