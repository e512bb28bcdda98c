package io.mailtrek.api;

import io.mailtrek.api.StepsAnswer.CutoverAnswer;
import io.mailtrek.api.StepsAnswer.Step;
import io.mailtrek.ledger.CutoverLog.Cutover;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.PassEngine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Tells where the project stands in the three steps of a migration. */
final class Steps {
  private static final List<String> NOTES =
      List.of(
          "This is a migration, not a synchronisation: what was migrated once is not touched again.",
          "Deleted at the source between passes: the destination keeps it.",
          "Moved to another folder at the source between passes: the destination has it in both.",
          "Changed at the source between passes: the destination keeps the version before.");

  private enum State {
    DONE,
    UNDER_WAY,
    SCHEDULED,
    FAILED,
    OPEN
  }

  private Steps() {}

  /** Where the project of an engine stands. */
  static StepsAnswer of(PassEngine engine) {
    List<MailboxFacts> mailboxes = MailboxRows.all(engine);
    Optional<Cutover> cutover = engine.ledger().cutover().get();
    Step preStage = step(mailboxes, PassType.PRE_STAGE, record -> true);
    Step full =
        step(
            mailboxes,
            PassType.FULL,
            record ->
                cutover.isEmpty()
                    || record
                        .startedAt()
                        .filter(start -> start.isBefore(cutover.get().at()))
                        .isEmpty());
    return new StepsAnswer(
        mailboxes.size(),
        preStage,
        full,
        cutover
            .map(each -> new CutoverAnswer(each.at().toString(), each.recordedAt().toString()))
            .orElse(null),
        current(mailboxes.size(), preStage, full, cutover),
        NOTES);
  }

  private static String current(
      int mailboxes, Step preStage, Step full, Optional<Cutover> cutover) {
    if (cutover.filter(each -> !each.at().isAfter(Instant.now())).isPresent()) {
      return mailboxes > 0 && full.done() == mailboxes ? "done" : "full";
    }
    boolean ready = preStage.done() == mailboxes || full.done() == mailboxes;
    return cutover.isPresent() || (mailboxes > 0 && ready) ? "cutover" : "pre-stage";
  }

  private static Step step(
      List<MailboxFacts> mailboxes, PassType type, Predicate<MailboxPassRecord> counts) {
    Map<State, Long> states =
        mailboxes.stream()
            .map(facts -> state(facts.of(type).stream().filter(counts).toList()))
            .collect(Collectors.groupingBy(state -> state, Collectors.counting()));
    return new Step(
        states.getOrDefault(State.DONE, 0L),
        states.getOrDefault(State.UNDER_WAY, 0L),
        states.getOrDefault(State.SCHEDULED, 0L),
        states.getOrDefault(State.FAILED, 0L),
        states.getOrDefault(State.OPEN, 0L));
  }

  /** Once it is done it stays so, whatever is done again. */
  private static State state(List<MailboxPassRecord> records) {
    List<MailboxPassStatus> statuses = records.stream().map(MailboxPassRecord::status).toList();
    if (statuses.contains(MailboxPassStatus.COMPLETED)) {
      return State.DONE;
    }
    if (statuses.stream()
        .anyMatch(status -> !status.finished() && status != MailboxPassStatus.SUBMITTED)) {
      return State.UNDER_WAY;
    }
    if (statuses.contains(MailboxPassStatus.SUBMITTED)) {
      return State.SCHEDULED;
    }
    return statuses.isEmpty() ? State.OPEN : State.FAILED;
  }
}
