package io.mailtrek.migration;

import io.mailtrek.server.DelayProxy;
import io.mailtrek.server.DelayProxy.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * A moment in the life of a process that migrates, at which it is to be killed.
 *
 * @param trigger what is waited for
 * @param part how much of it, from 0 to 1
 */
record KillPoint(Trigger trigger, double part) {
  private static final Duration LONGEST_START = Duration.ofMillis(2500);
  private static final Duration STORING = Duration.ofMillis(100);
  private static final int MOST_ANSWERS = 5_000;
  private static final int MOST_COMMITS = 12;

  /** What is waited for. */
  enum Trigger {
    /** Time since the start of the process. */
    TIME,
    /** Bytes that the source has sent; no more come. */
    READ,
    /** Bytes that have reached the destination; no more do, mostly in the middle of an APPEND. */
    SENT,
    /** Bytes of answers of the destination; no more arrive, while it goes on storing. */
    ANSWERED,
    /** Writes to the file of the ledger, once the destination is connected. */
    COMMITTED
  }

  /** Chooses a point; those in the middle of deliveries are twice as likely as each other. */
  static KillPoint any(Random random) {
    int dice = random.nextInt(Trigger.values().length + 2);
    Trigger trigger =
        switch (dice) {
          case 5 -> Trigger.SENT;
          case 6 -> Trigger.ANSWERED;
          default -> Trigger.values()[dice];
        };
    return new KillPoint(trigger, random.nextDouble());
  }

  /**
   * Prepares the relays, and tells when the point is reached.
   *
   * @param share the bytes that this process may migrate, on the average
   */
  BooleanSupplier reached(DelayProxy source, DelayProxy destination, long share, Path ledger) {
    // Whatever is waited for, no process may get much further than its share.
    destination.holdAfterBytes(Direction.TO_SERVER, 2 * share);
    return switch (trigger) {
      case TIME -> {
        long end = System.nanoTime() + (long) (part * LONGEST_START.toNanos());
        yield () -> System.nanoTime() >= end;
      }
      case READ -> {
        source.holdAfterBytes(Direction.TO_CLIENT, 1 + (long) (part * share));
        yield () -> source.held(Direction.TO_CLIENT);
      }
      case SENT -> {
        destination.holdAfterBytes(Direction.TO_SERVER, 1 + (long) (part * 2 * share));
        yield () -> false;
      }
      case ANSWERED -> {
        destination.holdAfterBytes(Direction.TO_CLIENT, 1 + (long) (part * MOST_ANSWERS));
        // Time for the server to store what the client does not get to know.
        yield lasting(() -> destination.held(Direction.TO_CLIENT));
      }
      case COMMITTED -> commits(destination, ledger);
    };
  }

  private static BooleanSupplier lasting(BooleanSupplier condition) {
    long[] since = {0};
    return () -> {
      if (since[0] == 0 && condition.getAsBoolean()) {
        since[0] = System.nanoTime();
      }
      return since[0] != 0 && System.nanoTime() - since[0] > STORING.toNanos();
    };
  }

  private BooleanSupplier commits(DelayProxy destination, Path ledger) {
    int before = destination.accepted();
    int wanted = 1 + (int) (part * MOST_COMMITS);
    FileTime[] last = {FileTime.fromMillis(0)};
    int[] seen = {0};
    return () -> {
      if (destination.accepted() > before) {
        FileTime now = lastWrite(ledger);
        seen[0] += now.equals(last[0]) ? 0 : 1;
        last[0] = now;
      }
      return seen[0] > wanted;
    };
  }

  private static FileTime lastWrite(Path file) {
    try {
      return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
