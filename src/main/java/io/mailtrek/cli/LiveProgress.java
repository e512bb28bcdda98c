package io.mailtrek.cli;

import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.report.PassView;
import io.mailtrek.report.Words;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Progress on a terminal: a block of lines that is painted again in its place. Each painting is one
 * write, no line is longer than the terminal is wide, and there are fewer lines than it has, so
 * that nothing flickers, wraps or scrolls.
 */
final class LiveProgress implements Progress {
  private static final Duration SIZE_IS_VALID = Duration.ofSeconds(2);
  private static final int WIDEST_NAME = 40;
  private static final String ESCAPE = "\u001b[";

  private final PrintWriter out;
  private final Supplier<Terminal.Size> sizes;
  private final ProgressText text = new ProgressText();
  private Terminal.Size size = Terminal.Size.USUAL;
  private Instant sizeEnds = Instant.MIN;
  private int painted;

  LiveProgress(PrintWriter out, Supplier<Terminal.Size> sizes) {
    this.out = out;
    this.sizes = sizes;
  }

  @Override
  public void show(PassView view) {
    text.record(view);
    if (!view.at().isBefore(sizeEnds)) {
      size = sizes.get();
      sizeEnds = view.at().plus(SIZE_IS_VALID);
    }
    paint(lines(view));
  }

  /** Takes the block away: what comes after it says all that it said. */
  @Override
  public void end() {
    paint(List.of());
  }

  private List<String> lines(PassView view) {
    // One line is for the cursor, one for the total, one for what is left out.
    int room = Math.max(1, size.rows() - 3);
    List<MailboxPassRecord> shown =
        view.mailboxes().stream()
            .sorted(Comparator.comparingInt(LiveProgress::interest))
            .limit(room)
            .toList();
    int width = shown.stream().mapToInt(mailbox -> mailbox.source().length()).max().orElse(1);
    List<String> lines = new ArrayList<>();
    for (MailboxPassRecord mailbox : shown) {
      lines.add(text.mailbox(view, mailbox, Math.min(width, WIDEST_NAME)));
    }
    if (shown.size() < view.mailboxes().size()) {
      lines.add("… and " + Words.count(view.mailboxes().size() - shown.size()) + " more");
    }
    lines.add(text.total(view));
    return lines;
  }

  /** Those that are worked on come first, those that are done last. */
  private static int interest(MailboxPassRecord mailbox) {
    return switch (mailbox.status()) {
      case PROCESSING, STOPPING -> 0;
      case FAILED -> 1;
      case SUBMITTED, QUEUED -> 2;
      case STOPPED, COMPLETED -> 3;
    };
  }

  private void paint(List<String> lines) {
    StringBuilder block = new StringBuilder();
    if (painted > 0) {
      block.append('\r').append(ESCAPE).append(painted).append('A');
    }
    for (String line : lines) {
      block.append(cut(line)).append(ESCAPE).append("K\n");
    }
    block.append(ESCAPE).append('J');
    painted = lines.size();
    out.print(block);
    out.flush();
  }

  private String cut(String line) {
    int most = Math.max(1, size.columns() - 1);
    return line.length() <= most ? line : line.substring(0, most - 1) + "…";
  }
}
