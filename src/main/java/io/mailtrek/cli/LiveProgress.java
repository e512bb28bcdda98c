package io.mailtrek.cli;

import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.report.PassView;
import io.mailtrek.report.Words;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Progress on a terminal: a line a mailbox and one for all, painted again in their place. */
final class LiveProgress implements Progress {
  private static final int WIDEST_NAME = 40;

  private final ScreenBlock block;
  private final ProgressText text = new ProgressText();

  LiveProgress(PrintWriter out, Supplier<Terminal.Size> sizes) {
    this.block = new ScreenBlock(out, sizes);
  }

  @Override
  public void show(PassView view) {
    text.record(view);
    // One line is for the total, one for what is left out.
    block.paint(lines(view, Math.max(1, block.room(view.at()) - 2)));
  }

  /** Takes the block away: what comes after it says all that it said. */
  @Override
  public void end() {
    block.paint(List.of());
  }

  private List<String> lines(PassView view, int room) {
    List<MailboxPassRecord> shown =
        view.mailboxes().stream()
            .sorted(Comparator.comparingInt(mailbox -> interest(mailbox.status())))
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

  /** A rank: those that are worked on come first, those that are done last. */
  static int interest(MailboxPassStatus status) {
    return switch (status) {
      case PROCESSING, STOPPING -> 0;
      case FAILED -> 1;
      case SUBMITTED, QUEUED -> 2;
      case STOPPED, COMPLETED -> 3;
    };
  }
}
