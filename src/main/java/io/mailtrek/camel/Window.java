package io.mailtrek.camel;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How much of one mailbox may be in flight: a number of items and a number of bytes, which its
 * lanes share equally, see {@link WindowSize}. An item larger than the share of its lane goes alone
 * in its lane, one larger than the bounds of the window alone in all of it. Safe for use by many
 * threads.
 */
final class Window {
  private final int maxItems;
  private final long maxBytes;
  private final Supplier<Duration> roundTrips;
  private final LongSupplier clock;
  private final WindowSize size;
  private int items;
  private long bytes;
  private int shares;
  private boolean full;

  /** Whose item is so large that it waits for others to leave, and nobody goes before it. */
  private Share first;

  /**
   * @param roundTrips about how long the network takes to both servers and back
   * @param clock the time, in nanoseconds from any beginning
   */
  Window(int maxItems, long maxBytes, Supplier<Duration> roundTrips, LongSupplier clock) {
    this.maxItems = maxItems;
    this.maxBytes = maxBytes;
    this.roundTrips = roundTrips;
    this.clock = clock;
    this.size = new WindowSize(maxItems, maxBytes, clock.getAsLong());
  }

  /** A window for what comes one by one by itself. */
  static Window alone() {
    return new Window(1, Long.MAX_VALUE, () -> Duration.ZERO, System::nanoTime);
  }

  /** The part of one more lane, which makes those of the others smaller. */
  synchronized Share share() {
    shares++;
    return new Share();
  }

  /** The number of items in flight. */
  synchronized int items() {
    return items;
  }

  /** The bytes of the items in flight. */
  synchronized long bytes() {
    return bytes;
  }

  /** How many items it may hold now. */
  synchronized int itemLimit() {
    return size.items();
  }

  /** How many bytes it may hold now. */
  synchronized long byteLimit() {
    return size.bytes();
  }

  /** See {@link WindowSize#done}. */
  synchronized long done() {
    return size.done();
  }

  /** The part of one lane. */
  final class Share implements AutoCloseable {
    private int ownItems;
    private long ownBytes;

    private Share() {}

    /** Waits until there is room for an item of this size, and takes it. */
    void enter(long itemSize) throws InterruptedException {
      synchronized (Window.this) {
        try {
          while (!hasRoom(itemSize)) {
            full = true;
            if (first == null && ownItems == 0) {
              first = this;
            }
            Window.this.wait();
          }
        } finally {
          if (first == this) {
            first = null;
            Window.this.notifyAll();
          }
        }
        items++;
        bytes += itemSize;
        ownItems++;
        ownBytes += itemSize;
      }
    }

    private boolean hasRoom(long itemSize) {
      boolean inShare =
          ownItems == 0
              || (ownItems < Math.max(1, size.items() / shares)
                  && ownBytes + itemSize <= size.bytes() / shares);
      boolean inAll = items == 0 || (items < maxItems && bytes + itemSize <= maxBytes);
      return inShare && inAll && (first == null || first == this);
    }

    /**
     * Gives the room of an item of this size back.
     *
     * @param confirmed whether the destination has it; what was not sent tells nothing of its speed
     */
    void leave(long itemSize, boolean confirmed) {
      synchronized (Window.this) {
        items--;
        bytes -= itemSize;
        ownItems--;
        ownBytes -= itemSize;
        if (confirmed && size.confirmed(itemSize)) {
          size.turn(full, roundTrips.get(), clock.getAsLong());
          full = false;
        }
        Window.this.notifyAll();
      }
    }

    /** A server refused something in passing. */
    void refused() {
      synchronized (Window.this) {
        size.refused();
      }
    }

    /** Waits until nothing of the lane is in flight. */
    void awaitEmpty() throws InterruptedException {
      synchronized (Window.this) {
        while (ownItems > 0) {
          Window.this.wait();
        }
      }
    }

    /** Leaves its part to the other lanes; nothing of it is in flight. */
    @Override
    public void close() {
      synchronized (Window.this) {
        shares--;
        Window.this.notifyAll();
      }
    }
  }
}
