package io.mailtrek.pass;

import io.mailtrek.config.Mailbox;
import io.mailtrek.config.OlderThan;
import io.mailtrek.config.Project;
import io.mailtrek.config.Schedule;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPair;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.store.ItemType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Submits passes, reschedules and stops them. Routes use it as the bean {@code passes}. Safe for
 * use by many threads.
 */
public final class Passes {
  private final Supplier<Project> project;
  private final Ledger ledger;
  private final PassQueue queue;
  private final Clock clock;
  private final PassEvents events;

  Passes(
      Supplier<Project> project, Ledger ledger, PassQueue queue, Clock clock, PassEvents events) {
    this.project = project;
    this.ledger = ledger;
    this.queue = queue;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Submits a pass. Its cut-off is frozen here.
   *
   * @return its number
   * @throws PassRefusedException when it is a retry, and a mailbox can't be retried
   */
  public long submit(PassRequest request) {
    if (request.type() == PassType.RETRY) {
      refuseWhatCantBeRetried(request);
    }
    io.mailtrek.ledger.PassRequest record = record(request);
    long passId = ledger.passes().submit(record);
    enqueue(passId, record);
    return passId;
  }

  private void refuseWhatCantBeRetried(PassRequest request) {
    String reasons =
        request.mailboxes().stream()
            .flatMap(mailbox -> RetryRule.refusal(ledger, mailbox).stream())
            .map(RetryRule.Refusal::reason)
            .collect(Collectors.joining("\n"));
    if (!reasons.isEmpty()) {
      throw new PassRefusedException(reasons);
    }
  }

  /** Submits a pass for the mailboxes of its schedule, for a cron route. */
  public void submitScheduled(String type) {
    submit(scheduled(PassType.parse(type), Optional.empty()));
  }

  /**
   * Submits the pass that is scheduled for a date, once, however often the service is started. For
   * a route that runs when the service starts.
   */
  public void submitDated(String type) {
    PassType passType = PassType.parse(type);
    Optional<Instant> at = schedule(passType).at();
    if (at.isPresent()) {
      io.mailtrek.ledger.PassRequest record = record(scheduled(passType, at));
      ledger
          .passes()
          .submitOnce(passType.word() + " at " + at.get(), record)
          .ifPresent(passId -> enqueue(passId, record));
    }
  }

  private PassRequest scheduled(PassType type, Optional<Instant> startAt) {
    return new PassRequest(type, Optional.empty(), schedule(type).mailboxes(), startAt, false);
  }

  private Schedule schedule(PassType type) {
    return switch (type) {
      case PRE_STAGE -> project.get().preStageSchedule();
      case FULL -> project.get().fullSchedule();
      default -> throw new IllegalArgumentException("A " + type.word() + " pass has no schedule.");
    };
  }

  /**
   * Changes when a pass begins whose mailboxes wait for their start. Its cut-off stays.
   *
   * @param startAt empty for at once
   * @return false when it has begun, has ended or is not there; then nothing changes
   */
  public boolean reschedule(long passId, Optional<Instant> startAt) {
    if (!ledger.passes().reschedule(passId, startAt)) {
      return false;
    }
    List<Long> waiting =
        ledger.passes().mailboxPasses(passId).stream()
            .filter(record -> record.status() == MailboxPassStatus.SUBMITTED)
            .map(MailboxPassRecord::mailboxId)
            .toList();
    queue.put(passId, waiting, startAt);
    events.changed(ledger.passes().queueDue(clock.instant()));
    return true;
  }

  private io.mailtrek.ledger.PassRequest record(PassRequest request) {
    boolean preStage = request.type() == PassType.PRE_STAGE;
    Optional<OlderThan> rule =
        preStage
            ? Optional.of(request.olderThan().orElse(project.get().preStageOlderThan()))
            : Optional.empty();
    Set<ItemType> itemTypes = preStage ? Set.of(ItemType.MAIL) : Set.of(ItemType.values());
    return new io.mailtrek.ledger.PassRequest(
        request.type(),
        itemTypes,
        rule.map(olderThan -> olderThan.resolve(clock.instant())),
        rule.map(OlderThan::toString),
        request.startAt(),
        request.adopt(),
        ledger.mailboxIds(pairs(request.mailboxes())));
  }

  private static List<MailboxPair> pairs(List<Mailbox> mailboxes) {
    return mailboxes.stream()
        .map(mailbox -> new MailboxPair(mailbox.source(), mailbox.destination()))
        .distinct()
        .toList();
  }

  private void enqueue(long passId, io.mailtrek.ledger.PassRequest record) {
    events.submitted(passId);
    queue.put(passId, record.mailboxIds(), record.startAt());
    events.changed(ledger.passes().queueDue(clock.instant()));
  }

  /**
   * Puts back into the queue what is not finished and has no job: the process that worked on it
   * ended.
   */
  void goOn() {
    Predicate<MailboxPassRecord> waits = queue.waiting();
    Map<Long, List<Long>> lost = new TreeMap<>();
    for (MailboxPassRecord record : ledger.passes().unfinished()) {
      if (record.status() == MailboxPassStatus.STOPPING) {
        ledger
            .passes()
            .end(
                record.passId(),
                record.mailboxId(),
                MailboxPassStatus.STOPPED,
                "Submit the pass again to go on.",
                record.counts());
        events.changed(record.passId(), record.mailboxId());
      } else if (!waits.test(record)) {
        lost.computeIfAbsent(record.passId(), pass -> new ArrayList<>()).add(record.mailboxId());
      }
    }
    lost.forEach(
        (passId, mailboxIds) ->
            queue.put(
                passId, mailboxIds, ledger.passes().find(passId).flatMap(pass -> pass.startAt())));
  }

  /**
   * Asks mailbox passes to stop: those that have not begun at once, the others after what is in
   * flight.
   *
   * @return how many were asked
   */
  public int stop(List<MailboxPassRecord> records) {
    Map<Long, List<Long>> mailboxIds =
        records.stream()
            .collect(
                Collectors.groupingBy(
                    MailboxPassRecord::passId,
                    TreeMap::new,
                    Collectors.mapping(MailboxPassRecord::mailboxId, Collectors.toList())));
    int asked = 0;
    for (Map.Entry<Long, List<Long>> pass : mailboxIds.entrySet()) {
      List<Long> stopped = ledger.passes().requestStop(pass.getKey(), pass.getValue());
      events.changed(pass.getKey(), stopped);
      asked += stopped.size();
    }
    return asked;
  }
}
