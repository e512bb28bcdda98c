package io.mailtrek.report;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Effort;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.Pace;
import io.mailtrek.ledger.Reasons;
import io.mailtrek.report.Forecast.Part;
import io.mailtrek.report.Forecast.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Tells from what was done how long the rest will take. A mailbox goes as fast as it went before,
 * or as all of them together where it has moved too little to tell. By its items it takes one time
 * and by its bytes another; the truth is taken to be between them, a quarter less at the least and
 * half as much again at the most, because servers are not equally fast at all hours.
 */
final class Forecaster {
  /** What has to be migrated at least to tell the speed of a mailbox by. */
  private static final long ENOUGH_ITEMS = 100;

  private static final Duration ENOUGH_WORK = Duration.ofSeconds(2);

  /** What a mailbox takes in which nothing is new. */
  private static final double FIXED_SECONDS = 1;

  private static final double LEAST = 0.75;
  private static final double MOST = 1.5;

  private final Map<Long, Effort> efforts;
  private final Effort all;
  private final int concurrentMailboxes;

  /**
   * @param efforts what the passes so far have done for each mailbox
   * @param concurrentMailboxes how many mailboxes will be worked on at once
   */
  Forecaster(Map<Long, Effort> efforts, int concurrentMailboxes) {
    this.efforts = efforts;
    this.all = efforts.values().stream().reduce(Effort.NONE, Effort::plus);
    this.concurrentMailboxes = concurrentMailboxes;
  }

  /** What a Pre-Stage pass has left. */
  Forecast forecast(PassView view, List<MailboxReport> mailboxes) {
    List<Part> parts = mailboxes.stream().map(this::part).toList();
    double days =
        view.pass()
            .cutOff()
            .map(cutOff -> Duration.between(cutOff, view.pass().submittedAt()).toMinutes())
            .map(minutes -> minutes / (24.0 * 60))
            .orElse(0.0);
    // With less than a day, or a mailbox that was not looked through, it would say nothing.
    boolean known =
        days >= 1
            && mailboxes.stream()
                .allMatch(mailbox -> mailbox.record().status() == MailboxPassStatus.COMPLETED);
    return new Forecast(
        parts,
        concurrentMailboxes,
        inAll(parts),
        known ? Math.round(mailboxes.stream().mapToLong(Forecaster::heldBack).sum() / days) : 0,
        known
            ? Math.round(mailboxes.stream().mapToLong(Forecaster::heldBackBytes).sum() / days)
            : 0);
  }

  /** What several forecasts say together. */
  Forecast together(List<Forecast> forecasts) {
    List<Part> parts =
        forecasts.stream().flatMap(forecast -> forecast.mailboxes().stream()).toList();
    return new Forecast(
        parts,
        concurrentMailboxes,
        inAll(parts),
        forecasts.stream().mapToLong(Forecast::itemsPerDay).sum(),
        forecasts.stream().mapToLong(Forecast::bytesPerDay).sum());
  }

  private static long heldBack(MailboxReport mailbox) {
    return mailbox.reasons().filteredBy().getOrDefault(Reasons.CUT_OFF, 0L);
  }

  private static long heldBackBytes(MailboxReport mailbox) {
    return mailbox.pace().map(Pace::cutOffBytes).orElse(0L);
  }

  private Part part(MailboxReport mailbox) {
    MailboxPassRecord record = mailbox.record();
    Counts counts = record.counts();
    boolean looked = record.status() == MailboxPassStatus.COMPLETED;
    long others = counts.failed() + (looked ? 0 : Math.max(0, record.expected() - counts.listed()));
    long items = heldBack(mailbox) + others;
    long bytes = heldBackBytes(mailbox) + Math.round(others * averageSize());
    return new Part(record.source(), items, bytes, duration(record.mailboxId(), items, bytes));
  }

  private double averageSize() {
    return all.items() == 0 ? 0 : (double) all.bytes() / all.items();
  }

  private Optional<Range> duration(long mailboxId, long items, long bytes) {
    Effort own = efforts.getOrDefault(mailboxId, Effort.NONE);
    Effort effort =
        own.items() >= ENOUGH_ITEMS && own.worked().compareTo(ENOUGH_WORK) >= 0 ? own : all;
    if (effort.items() == 0) {
      return Optional.empty();
    }
    double worked = effort.worked().toMillis() / 1000.0;
    double byItems = items * worked / effort.items();
    double byBytes = effort.bytes() == 0 ? byItems : bytes * worked / effort.bytes();
    return Optional.of(
        new Range(
            seconds(FIXED_SECONDS + LEAST * Math.min(byItems, byBytes)),
            seconds(FIXED_SECONDS + (byItems + byBytes) / 2),
            seconds(FIXED_SECONDS + MOST * Math.max(byItems, byBytes))));
  }

  private Optional<Range> inAll(List<Part> parts) {
    List<Range> ranges = parts.stream().flatMap(part -> part.duration().stream()).toList();
    return ranges.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Range(
                end(ranges, Range::least), end(ranges, Range::likely), end(ranges, Range::most)));
  }

  /** When the last mailbox ends, if each begins as soon as another one makes room for it. */
  private Duration end(List<Range> ranges, Function<Range, Duration> which) {
    PriorityQueue<Duration> free = new PriorityQueue<>(Comparator.naturalOrder());
    List<Duration> ends = new ArrayList<>();
    for (Range range : ranges) {
      Duration start = free.size() < concurrentMailboxes ? Duration.ZERO : free.remove();
      Duration end = start.plus(which.apply(range));
      free.add(end);
      ends.add(end);
    }
    return ends.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
