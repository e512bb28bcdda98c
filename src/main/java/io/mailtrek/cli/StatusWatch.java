package io.mailtrek.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows the status again and again, until it is told to end or nobody reads it any more. */
final class StatusWatch {
  private final PrintWriter out;
  private final Look look;
  private final Wait wait;

  /** Reads the status as it is now. */
  interface Look {
    /**
     * The lines to show.
     *
     * @param most how many lines there is room for; empty for any number
     */
    List<String> lines(Optional<Integer> most) throws Exception;
  }

  /** Waits for the next look; says whether to end instead. */
  interface Wait {
    boolean interrupted() throws InterruptedException;
  }

  StatusWatch(PrintWriter out, Look look, Wait wait) {
    this.out = out;
    this.look = look;
    this.wait = wait;
  }

  /** Paints in one place. */
  void on(ScreenBlock block) throws Exception {
    do {
      block.paint(look.lines(Optional.of(block.room(Instant.now()))));
    } while (!wait.interrupted());
  }

  /** Prints one after the other, for a pipe or a file. */
  void print() throws Exception {
    do {
      look.lines(Optional.empty()).forEach(out::println);
      out.flush();
      // A pipe whose reader has gone tells so only here.
    } while (!out.checkError() && !wait.interrupted());
  }
}
