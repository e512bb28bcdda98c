package io.mailtrek.cli;

import io.mailtrek.report.PassView;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** Progress for logs and pipes: a line about every five seconds, rarer while a pass waits. */
final class PlainProgress implements Progress {
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration WAITING_PERIOD = Duration.ofMinutes(10);

  private final PrintWriter out;
  private final ProgressText text = new ProgressText();
  private Instant next = Instant.MIN;
  private boolean waiting;

  PlainProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void show(PassView view) {
    text.record(view);
    boolean waits = view.rests();
    if (!view.at().isBefore(next) || waits != waiting) {
      out.println(text.total(view));
      out.flush();
      waiting = waits;
      next = view.at().plus(waits ? WAITING_PERIOD : PERIOD);
    }
  }

  @Override
  public void end() {}
}
