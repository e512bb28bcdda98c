package io.mailtrek.pass;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.spi.ThreadPool;

/**
 * The threads that mailbox passes run in, as many as there are {@link Slots}. Unlike Quartz's own
 * pool, whose threads look every half second whether they are to end, it ends at once when its jobs
 * have. Quartz makes it by its class name.
 */
public final class MailboxPassThreads implements ThreadPool {
  /** Quartz passes on nothing but text. */
  private static final Map<String, Slots> SLOTS = new ConcurrentHashMap<>();

  private final AtomicInteger made = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> new Thread(task, "mailbox-pass-" + made.incrementAndGet()));
  private Slots slots = new Slots(1);

  /** Keeps slots for the pool that Quartz makes next with this name. */
  static void keep(String name, Slots slots) {
    SLOTS.put(name, slots);
  }

  /** Takes the slots that are kept under a name. */
  public void setSlots(String name) {
    slots = SLOTS.remove(name);
  }

  @Override
  public void initialize() {
    // The threads are made when they are needed.
  }

  /** Takes every job: one that comes just as the number of slots is lowered waits in its thread. */
  @Override
  public boolean runInThread(Runnable job) {
    if (threads.isShutdown()) {
      return false;
    }
    boolean taken = slots.tryTake();
    threads.execute(
        () -> {
          if (!taken) {
            slots.take();
          }
          try {
            job.run();
          } finally {
            slots.giveBack();
          }
        });
    return true;
  }

  /** Waits for a free slot; only Quartz's one scheduler thread takes them. */
  @Override
  public int blockForAvailableThreads() {
    return slots.awaitFree();
  }

  @Override
  public void shutdown(boolean waitForJobsToComplete) {
    threads.shutdown();
    boolean ended = !waitForJobsToComplete;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        ended = true;
      }
    }
  }

  @Override
  public int getPoolSize() {
    return slots.limit();
  }

  @Override
  public void setInstanceId(String schedulerInstanceId) {
    // The threads are named for what runs in them.
  }

  @Override
  public void setInstanceName(String schedulerName) {
    // The threads are named for what runs in them.
  }
}
