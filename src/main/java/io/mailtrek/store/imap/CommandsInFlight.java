package io.mailtrek.store.imap;

import io.mailtrek.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The commands that were written to one connection and not answered yet, oldest first; and the
 * server's consent to a literal, which the one that is being written may wait for. Safe for use by
 * many threads.
 */
final class CommandsInFlight {
  private final Deque<InFlight> commands = new ArrayDeque<>();
  private boolean consentAwaited;
  private boolean consentGiven;
  private Optional<Duration> roundTrip = Optional.empty();
  private Optional<StoreException> end = Optional.empty();

  private record InFlight(String tag, Command<?> command, boolean alone, long since) {}

  /**
   * A command is about to be written.
   *
   * @return whether it may be; not after the end
   */
  synchronized boolean add(String tag, Command<?> command) {
    if (end.isPresent()) {
      return false;
    }
    commands.addLast(new InFlight(tag, command, commands.isEmpty(), System.nanoTime()));
    return true;
  }

  /** The command with this tag, which from now on is not in flight; empty if there is none. */
  synchronized Optional<Command<?>> take(String tag) {
    for (Iterator<InFlight> i = commands.iterator(); i.hasNext(); ) {
      InFlight each = i.next();
      if (each.tag.equals(tag)) {
        i.remove();
        if (each.alone) {
          Duration taken = Duration.ofNanos(System.nanoTime() - each.since);
          roundTrip =
              Optional.of(roundTrip.filter(best -> best.compareTo(taken) < 0).orElse(taken));
        }
        notifyAll();
        return Optional.of(each.command);
      }
    }
    return Optional.empty();
  }

  /**
   * The shortest time in which a command was answered that had the connection to itself when it was
   * written: about the round-trip time of the network. Empty as long as none was answered.
   */
  synchronized Optional<Duration> roundTrip() {
    return roundTrip;
  }

  synchronized boolean isEmpty() {
    return commands.isEmpty();
  }

  /** The oldest. */
  synchronized Optional<Command<?>> head() {
    return Optional.ofNullable(commands.peekFirst()).map(InFlight::command);
  }

  synchronized List<Command<?>> all() {
    List<Command<?>> all = new ArrayList<>();
    commands.forEach(each -> all.add(each.command));
    return all;
  }

  /** A literal that the server must ask for is about to be announced. */
  synchronized void expectConsent() {
    consentAwaited = true;
    consentGiven = false;
  }

  /** The server asks for something. */
  synchronized void giveConsent() {
    consentGiven = consentAwaited;
    notifyAll();
  }

  /**
   * Waits until the server asks for the literal of this command.
   *
   * @throws CommandWriter.LiteralRefusedException when it answered the command in place of that
   */
  synchronized void awaitConsent(Command<?> command) throws IOException {
    try {
      while (!consentGiven) {
        if (end.isPresent()) {
          throw new IOException("The connection ended");
        }
        if (commands.stream().noneMatch(each -> each.command == command)) {
          throw new CommandWriter.LiteralRefusedException();
        }
        wait();
      }
    } catch (InterruptedException e) {
      // Half a command is written: the connection is of no use any more.
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting to send a literal", e);
    } finally {
      consentAwaited = false;
    }
  }

  /** No command is added any more; the first reason counts. */
  synchronized void end(StoreException reason) {
    if (end.isEmpty()) {
      end = Optional.of(reason);
    }
    notifyAll();
  }

  /** Waits for the end, for so long at most. */
  synchronized void awaitEnd(Duration most) throws InterruptedException {
    long until = System.nanoTime() + most.toNanos();
    for (long left = most.toNanos(); end.isEmpty() && left > 0; left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Why it ended; empty as long as commands can be added. */
  synchronized Optional<StoreException> endedBy() {
    return end;
  }

  /** Takes all out, and does this to each. */
  void drain(Consumer<Command<?>> each) {
    List<Command<?>> all;
    synchronized (this) {
      all = all();
      commands.clear();
    }
    all.forEach(each);
  }
}
