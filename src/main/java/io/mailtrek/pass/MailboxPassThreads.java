package io.mailtrek.pass;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.spi.ThreadPool;

/**
 * The threads that mailbox passes run in, as many as mailboxes are worked on at once. Unlike
 * Quartz's own pool, whose threads look every half second whether they are to end, it ends at once
 * when its jobs have. Quartz makes it by its class name.
 */
public final class MailboxPassThreads implements ThreadPool {
  private final AtomicInteger made = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> new Thread(task, "mailbox-pass-" + made.incrementAndGet()));
  private Semaphore free = new Semaphore(1);
  private int threadCount = 1;

  /** Sets how many jobs run at once. */
  public void setThreadCount(int threadCount) {
    this.threadCount = threadCount;
  }

  @Override
  public void initialize() {
    free = new Semaphore(threadCount);
  }

  @Override
  public boolean runInThread(Runnable job) {
    if (threads.isShutdown() || !free.tryAcquire()) {
      return false;
    }
    threads.execute(
        () -> {
          try {
            job.run();
          } finally {
            free.release();
          }
        });
    return true;
  }

  /** Waits for a free thread; only Quartz's one scheduler thread takes them. */
  @Override
  public int blockForAvailableThreads() {
    free.acquireUninterruptibly();
    free.release();
    return free.availablePermits();
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
    return threadCount;
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
