package io.mailtrek.camel;

/**
 * How much may be in flight: a number of items and a number of bytes. An item larger than the whole
 * window goes alone. Safe for use by many threads.
 */
final class Window {
  private final int maxItems;
  private final long maxBytes;
  private int items;
  private long bytes;

  Window(int maxItems, long maxBytes) {
    this.maxItems = maxItems;
    this.maxBytes = maxBytes;
  }

  /** Waits until there is room for an item of this size, and takes it. */
  synchronized void enter(long size) throws InterruptedException {
    while (items > 0 && (items >= maxItems || bytes + size > maxBytes)) {
      wait();
    }
    items++;
    bytes += size;
  }

  /** Gives the room of an item of this size back. */
  synchronized void leave(long size) {
    items--;
    bytes -= size;
    notifyAll();
  }

  /** Waits until nothing is in flight. */
  synchronized void awaitEmpty() throws InterruptedException {
    while (items > 0) {
      wait();
    }
  }

  /** The number of items in flight. */
  synchronized int items() {
    return items;
  }
}
