package io.mailtrek.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Looks at a process and all below it, on Linux. */
final class ProcessTree {
  /**
   * Linux counts in hundredths of a second towards programs, whatever the kernel's own clock is.
   */
  private static final long MILLIS_PER_TICK = 10;

  private static final long PATIENCE_SECONDS = 20;

  private ProcessTree() {}

  /**
   * The processor time, user and system, of a process and its descendants. What ended children used
   * is in their parent's account (cutime and cstime), so nothing is lost as long as the root lives.
   */
  static Duration cpu(long root) {
    ProcessHandle process = ProcessHandle.of(root).orElseThrow();
    List<Long> pids =
        Stream.concat(Stream.of(process), process.descendants()).map(ProcessHandle::pid).toList();
    return pids.stream().map(ProcessTree::ownCpu).reduce(Duration.ZERO, Duration::plus);
  }

  /** Waits until no descendant runs a program of this name. */
  static void awaitNoChild(long root, String program) {
    ProcessHandle process = ProcessHandle.of(root).orElseThrow();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (process.descendants().anyMatch(child -> runs(child, program))) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("A session did not end with its client");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static boolean runs(ProcessHandle process, String program) {
    return process.info().command().filter(path -> path.endsWith("/" + program)).isPresent();
  }

  private static Duration ownCpu(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name, in parentheses, may hold spaces; utime is the 14th field.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = 0;
      for (int i = 11; i <= 14; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    } catch (NoSuchFileException e) {
      return Duration.ZERO;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
