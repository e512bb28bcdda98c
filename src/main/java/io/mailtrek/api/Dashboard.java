package io.mailtrek.api;

import io.mailtrek.api.DashboardAnswer.Current;
import io.mailtrek.api.DashboardAnswer.PauseAnswer;
import io.mailtrek.api.DashboardAnswer.Scheduled;
import io.mailtrek.api.DashboardAnswer.Totals;
import io.mailtrek.api.DashboardAnswer.Waiting;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.Pace;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.report.PassView;
import io.mailtrek.report.Reports;
import io.mailtrek.store.Pause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sums up the whole project. */
final class Dashboard {
  private static final int LAST_PASSES = 5;

  private final PassEngine engine;
  private final Ledger ledger;
  private final RateHistory rates;
  private final List<MailboxFacts> mailboxes;
  private final Instant now = Instant.now();

  Dashboard(PassEngine engine, RateHistory rates) {
    this.engine = engine;
    this.ledger = engine.ledger();
    this.rates = rates;
    this.mailboxes = MailboxRows.all(engine);
  }

  DashboardAnswer answer() {
    List<MailboxPassRecord> unfinished =
        mailboxes.stream()
            .flatMap(facts -> facts.history().stream())
            .filter(record -> !record.status().finished())
            .toList();
    return new DashboardAnswer(
        now.toString(),
        mailboxes.size(),
        new MailboxTable(mailboxes).statuses(),
        new Totals(
            mailboxes.stream().mapToLong(MailboxFacts::items).sum(),
            mailboxes.stream().mapToLong(MailboxFacts::bytes).sum(),
            mailboxes.stream().mapToLong(MailboxFacts::errors).sum()),
        current(unfinished).orElse(null),
        rates.latest(),
        waiting().orElse(null),
        forecast(),
        ErrorResource.groups(ledger, Optional.empty(), Optional.empty()),
        pauses(unfinished),
        engine.limits().blackoutHours().map(Object::toString).orElse(null),
        PassAnswer.text(engine.limits().blackoutUntil()),
        scheduled(unfinished),
        lastPasses());
  }

  /** What was begun or is about to be; not what waits for a later time. */
  private Optional<Current> current(List<MailboxPassRecord> unfinished) {
    List<MailboxPassRecord> records =
        unfinished.stream()
            .filter(record -> record.status() != MailboxPassStatus.SUBMITTED)
            .toList();
    if (records.isEmpty()) {
      return Optional.empty();
    }
    Counts counts =
        records.stream().map(MailboxPassRecord::counts).reduce(Counts.ZERO, Counts::plus);
    long expected = records.stream().mapToLong(PassView::expected).sum();
    double rate = rates.latest().itemsPerSecond();
    long left = expected - counts.listed();
    return Optional.of(
        new Current(
            CountsAnswer.of(counts),
            expected,
            expected == 0 ? null : Math.round(1000.0 * counts.listed() / expected) / 1000.0,
            rate > 0 && left > 0 ? Math.round(left / rate) : null));
  }

  private Optional<Waiting> waiting() {
    return ledger.figures().lastBegun().flatMap(pass -> waiting(ledger.figures().paces(pass)));
  }

  private static Optional<Waiting> waiting(Map<Long, Pace> paces) {
    Pace sum = paces.values().stream().reduce(Pace.NONE, Pace::plus);
    double worked = sum.worked().toMillis();
    if (worked == 0) {
      return Optional.empty();
    }
    double source = Math.min(1, sum.sourceWait().toMillis() / worked);
    double destination = Math.min(1 - source, sum.destinationWait().toMillis() / worked);
    return Optional.of(
        new Waiting(source, destination, 1 - source - destination, sum.bottleneck().word()));
  }

  private List<String> forecast() {
    var forecast =
        new Reports(engine.project(), ledger)
            .forecast(mailboxes.stream().map(MailboxFacts::history).toList());
    return forecast.mailboxes().isEmpty() ? List.of() : forecast.sentences();
  }

  private static List<PauseAnswer> pauses(List<MailboxPassRecord> unfinished) {
    Map<String, List<Pause>> byReason =
        unfinished.stream()
            .flatMap(record -> record.pause().stream())
            .collect(Collectors.groupingBy(Pause::reason));
    return byReason.entrySet().stream()
        .map(
            entry ->
                new PauseAnswer(
                    entry.getKey(),
                    PassAnswer.text(
                        entry.getValue().stream()
                            .flatMap(pause -> pause.until().stream())
                            .min(Comparator.naturalOrder())),
                    entry.getValue().size()))
        .sorted(Comparator.comparing(PauseAnswer::mailboxes).reversed())
        .toList();
  }

  private List<Scheduled> scheduled(List<MailboxPassRecord> unfinished) {
    Map<Long, Long> waiting =
        unfinished.stream()
            .filter(record -> record.status() == MailboxPassStatus.SUBMITTED)
            .collect(Collectors.groupingBy(MailboxPassRecord::passId, Collectors.counting()));
    return waiting.entrySet().stream()
        .flatMap(
            entry ->
                ledger
                    .passes()
                    .find(entry.getKey())
                    .filter(pass -> pass.startAt().isPresent())
                    .map(
                        pass ->
                            new Scheduled(
                                pass.id(),
                                pass.type().word(),
                                PassAnswer.text(pass.startAt()),
                                entry.getValue()))
                    .stream())
        .sorted(Comparator.comparing(Scheduled::startAt))
        .toList();
  }

  private List<PassAnswer> lastPasses() {
    List<PassRecord> all = ledger.passes().all();
    List<PassRecord> last =
        new ArrayList<>(all.subList(Math.max(0, all.size() - LAST_PASSES), all.size()));
    Collections.reverse(last);
    return PassAnswer.all(last, ledger.passes(), now);
  }
}
