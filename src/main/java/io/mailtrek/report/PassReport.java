package io.mailtrek.report;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Leftover;
import io.mailtrek.ledger.Pace;
import io.mailtrek.ledger.Reasons;
import io.mailtrek.store.ItemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that there is to tell of a pass.
 *
 * @param project the name of the project
 * @param view the pass at the moment of the report
 * @param mailboxes its mailboxes, by source address
 * @param leftovers the items that it did not migrate, by mailbox, up to a limit
 * @param history the passes up to this one, the oldest first
 * @param forecast what the next pass has to do; after a Pre-Stage pass
 */
public record PassReport(
    String project,
    PassView view,
    List<MailboxReport> mailboxes,
    List<Leftover> leftovers,
    List<PassTotal> history,
    Optional<Forecast> forecast) {

  /** Makes the lists immutable. */
  public PassReport {
    mailboxes = List.copyOf(mailboxes);
    leftovers = List.copyOf(leftovers);
    history = List.copyOf(history);
  }

  /** The counts of each item type in all mailboxes. */
  public SortedMap<ItemType, Counts> types() {
    SortedMap<ItemType, Counts> sums = new TreeMap<>();
    mailboxes.forEach(
        mailbox ->
            mailbox.types().forEach((type, counts) -> sums.merge(type, counts, Counts::plus)));
    return sums;
  }

  /** Why items were filtered or skipped in all mailboxes. */
  public Reasons reasons() {
    return mailboxes.stream().map(MailboxReport::reasons).reduce(Reasons.NONE, Reasons::plus);
  }

  /** How many items were listed in a second of the pass. */
  public double itemsPerSecond() {
    double seconds = view.duration().toMillis() / 1000.0;
    return seconds > 0 ? view.counts().listed() / seconds : 0;
  }

  /** The waiting of all mailboxes together; of mailboxes that ran at once each counts. */
  public Pace pace() {
    return mailboxes.stream()
        .flatMap(mailbox -> mailbox.pace().stream())
        .reduce(Pace.NONE, Pace::plus);
  }

  /** How long the pass still takes at the speed of late; empty when it is over or unknown. */
  public Optional<Duration> timeLeft() {
    long left = mailboxes.stream().mapToLong(MailboxReport::itemsLeft).sum();
    double rate =
        mailboxes.stream()
            .filter(mailbox -> mailbox.timeLeft().isPresent())
            .mapToDouble(MailboxReport::itemsPerSecond)
            .sum();
    return left > 0 && rate > 0
        ? Optional.of(Duration.ofSeconds(Math.round(left / rate)))
        : Optional.empty();
  }

  /** The source addresses by the numbers of the mailboxes. */
  public Map<Long, String> addresses() {
    Function<MailboxReport, Long> number = mailbox -> mailbox.record().mailboxId();
    return mailboxes.stream()
        .collect(Collectors.toMap(number, mailbox -> mailbox.record().source()));
  }
}
