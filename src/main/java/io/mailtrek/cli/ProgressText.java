package io.mailtrek.cli;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.RateMeter;
import io.mailtrek.report.PassView;
import io.mailtrek.report.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines of progress of a pass, with rates since the last ones. */
final class ProgressText {
  private static final int BAR = 20;
  private static final int STATUS = "Processing".length();

  private final RateMeter items = new RateMeter();
  private final RateMeter bytes = new RateMeter();
  private final Map<Long, RateMeter> itemsOf = new HashMap<>();

  /** Takes down where the pass is now; to be called before the lines are asked for. */
  void record(PassView view) {
    items.record(view.at(), view.counts().listed());
    bytes.record(view.at(), view.counts().bytes());
    for (MailboxPassRecord mailbox : view.mailboxes()) {
      itemsOf
          .computeIfAbsent(mailbox.mailboxId(), id -> new RateMeter())
          .record(view.at(), mailbox.counts().listed());
    }
  }

  /** The pass as a whole in one line. */
  String total(PassView view) {
    if (view.startsIn().isPresent()) {
      return "Pass "
          + view.pass().id()
          + ": Submitted, will start in "
          + Words.duration(view.startsIn().get());
    }
    long done = view.mailboxes().stream().filter(m -> m.status().finished()).count();
    List<String> parts = new ArrayList<>();
    parts.add("Pass " + view.pass().id() + " " + view.words());
    parts.add(done + "/" + Words.count(view.mailboxes().size(), "mailbox", "mailboxes"));
    if (movesItems(view)) {
      parts.addAll(numbers(view.counts(), view.expected(), items.perSecond()));
      parts.add(Words.bytes(Math.round(bytes.perSecond())) + "/s");
    }
    view.mailboxes().stream()
        .flatMap(mailbox -> mailbox.pause().stream())
        .findFirst()
        .ifPresent(pause -> parts.add(PassView.waiting(pause)));
    return String.join("  ", parts);
  }

  /** One mailbox in one line, its name padded to a width. */
  String mailbox(PassView view, MailboxPassRecord mailbox, int width) {
    long expected = PassView.expected(mailbox);
    double rate = itemsOf.getOrDefault(mailbox.mailboxId(), new RateMeter()).perSecond();
    List<String> parts = new ArrayList<>();
    parts.add(pad(cut(mailbox.source(), width), width));
    parts.add(bar(mailbox.counts().listed(), expected, mailbox.status().finished()));
    parts.add(pad(view.status(mailbox), STATUS));
    if (!movesItems(view)) {
      mailbox.pause().map(PassView::waiting).ifPresent(parts::add);
    } else if (mailbox.status().finished()) {
      parts.add(Words.count(mailbox.counts().listed(), "item", "items"));
      parts.add(Words.bytes(mailbox.counts().bytes()));
    } else if (mailbox.pause().isPresent()) {
      parts.add(PassView.waiting(mailbox.pause().get()));
    } else if (mailbox.startedAt().isPresent()) {
      parts.addAll(numbers(mailbox.counts(), expected, rate));
    }
    return String.join("  ", parts);
  }

  /** A verification has nothing to count. */
  private static boolean movesItems(PassView view) {
    return view.pass().type() != PassType.VERIFY;
  }

  private static List<String> numbers(Counts counts, long expected, double rate) {
    List<String> parts = new ArrayList<>();
    long percent = expected == 0 ? 0 : Math.min(100, 100 * counts.listed() / expected);
    parts.add(percent + " %");
    parts.add(Words.count(counts.listed()) + "/" + Words.count(expected) + " items");
    parts.add(Words.bytes(counts.bytes()));
    parts.add(Words.rate(rate));
    if (counts.failed() > 0) {
      parts.add(Words.count(counts.failed(), "error", "errors"));
    }
    if (rate > 0 && expected > counts.listed()) {
      Duration left = Duration.ofSeconds(Math.round((expected - counts.listed()) / rate));
      parts.add("ETA " + Words.duration(left));
    }
    return parts;
  }

  private static String bar(long listed, long expected, boolean finished) {
    long filled = finished ? BAR : expected == 0 ? 0 : Math.min(BAR, BAR * listed / expected);
    return "[" + "#".repeat((int) filled) + "-".repeat(BAR - (int) filled) + "]";
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String cut(String text, int width) {
    return text.length() > width ? text.substring(0, width - 1) + "…" : text;
  }
}
