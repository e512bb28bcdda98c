package io.mailtrek.store.imap;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.LogFields;
import io.mailtrek.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Deliveries that wait, and the thread that sends them in batches. While a batch is under way the
 * queue fills, and the next takes all of it up to a limit; others join it as {@link InFlight} says.
 * Safe for use by many threads.
 */
final class DeliveryQueue implements Appender.Outcome {
  private static final int ITEMS = 500;
  private static final long BYTES = 4 << 20;

  private final DestinationLink link;
  private final Appender appender;
  private final int mostItems;
  private final long mostBytes;

  /** Guards all below. */
  private final Object state = new Object();

  private final Deque<Pending> queue = new ArrayDeque<>();
  private long queuedBytes;
  private int inFlight;
  private boolean draining;
  private boolean waiting;
  private boolean closed;

  DeliveryQueue(DestinationLink link, Appender appender, String name) {
    this.link = link;
    this.appender = appender;
    mostItems = link.traffic().batchMessages(ITEMS);
    mostBytes = link.traffic().batchBytes(BYTES);
    Thread thread = new Thread(LogFields.kept(this::run), name + " writes");
    thread.setDaemon(true);
    thread.start();
  }

  /** Queues a delivery; the result completes on the connection's reader thread. */
  CompletableFuture<Delivered> deliver(DestinationFolder folder, Delivery delivery) {
    Pending pending = new Pending(folder, delivery);
    boolean refused;
    synchronized (state) {
      refused = closed;
      if (!refused) {
        queue.addLast(pending);
        queuedBytes += pending.size();
        if (waiting && ready()) {
          waiting = false;
          state.notifyAll();
        }
      }
    }
    if (refused) {
      pending.future().completeExceptionally(link.closedException());
    }
    return pending.future();
  }

  @Override
  public void ended() {
    synchronized (state) {
      inFlight--;
      waiting = false;
      state.notifyAll();
    }
  }

  @Override
  public void again(List<Pending> items) {
    List<Pending> backwards = new ArrayList<>(items);
    Collections.reverse(backwards);
    synchronized (state) {
      if (!closed) {
        backwards.forEach(queue::addFirst);
        backwards.forEach(item -> queuedBytes += item.size());
        waiting = false;
        state.notifyAll();
        return;
      }
    }
    items.forEach(item -> item.future().completeExceptionally(link.closedException()));
  }

  @Override
  public void unreachable(StoreException reason) {
    takeAll(false).forEach(item -> item.future().completeExceptionally(reason));
  }

  /** Fails what still waits. */
  void close() {
    StoreException reason = link.closedException();
    takeAll(true).forEach(item -> item.future().completeExceptionally(reason));
  }

  private List<Pending> takeAll(boolean close) {
    synchronized (state) {
      closed |= close;
      List<Pending> all = new ArrayList<>(queue);
      queue.clear();
      queuedBytes = 0;
      waiting = false;
      state.notifyAll();
      return all;
    }
  }

  private void run() {
    while (true) {
      List<Pending> batch;
      synchronized (state) {
        try {
          while (!ready()) {
            if (closed) {
              return;
            }
            waiting = true;
            state.wait();
          }
        } catch (InterruptedException e) {
          // Nobody has a reason to interrupt this thread; it ends with close().
          continue;
        }
        batch = take();
        if (batch.isEmpty()) {
          draining = true;
          continue;
        }
        inFlight++;
      }
      appender.send(batch);
    }
  }

  private boolean ready() {
    if (queue.isEmpty()) {
      return false;
    }
    boolean worth = queue.size() >= mostItems / 4 || queuedBytes >= mostBytes / 4;
    boolean grows = queue.getFirst().folder().place().equals(queue.getLast().folder().place());
    return inFlight == 0
        || (!draining && InFlight.mayJoin(inFlight, queue.size(), worth, grows, link.roundTrip()));
  }

  /** The next batch; empty when it has to wait until none is in flight. */
  private List<Pending> take() {
    Pending first = queue.element();
    int most = Math.min(mostItems, appender.most(first));
    boolean careful = most < mostItems;
    boolean wait = appender.mustWait(first);
    if (inFlight > 0 && (wait || careful)) {
      return List.of();
    }
    if (wait) {
      appender.startAnew(first);
    }
    // While an item is under way that may not be with many others, nothing else is sent.
    draining = careful;
    List<Pending> batch = new ArrayList<>();
    long bytes = 0;
    while (!queue.isEmpty() && batch.size() < most) {
      Pending next = queue.element();
      boolean fits =
          batch.isEmpty()
              || (bytes + next.size() <= mostBytes
                  && first.fits(next)
                  && Math.min(mostItems, appender.most(next)) == most
                  && !appender.mustWait(next));
      if (!fits) {
        break;
      }
      queue.remove();
      batch.add(next);
      bytes += next.size();
    }
    queuedBytes -= bytes;
    return batch;
  }
}
