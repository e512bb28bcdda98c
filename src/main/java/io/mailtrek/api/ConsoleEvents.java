package io.mailtrek.api;

import io.mailtrek.api.EventClient.Event;
import io.mailtrek.config.Mailbox;
import io.mailtrek.ledger.CutoverLog.Cutover;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.pass.PassEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the web console is told: changes alone, for it asks for the state itself, and few of them
 * however much happens. For one thread at a time.
 */
final class ConsoleEvents {
  /** More than this are not told one by one. */
  private static final int MOST_MAILBOXES = 200;

  private static final int MOST_LINES = 200;

  /** How many periods are between events that are not needed at once. */
  static final int SLOW_PERIODS = 4;

  /** How many bundles of log lines a slow client may have before it. */
  private static final int BUNDLES = 20;

  private final PassEngine engine;
  private final RateHistory rates;
  private final LogTail log;
  private final Set<Long> changedPasses = new TreeSet<>();
  private List<Mailbox> mailboxes;
  private Optional<Cutover> cutover;
  private long lastLine;
  private long periods;

  /** Changes are against what is so now. */
  ConsoleEvents(PassEngine engine, RateHistory rates, LogTail log) {
    this.engine = engine;
    this.rates = rates;
    this.log = log;
    this.mailboxes = engine.project().mailboxes();
    this.cutover = engine.ledger().cutover().get();
    this.lastLine = log.after(0, line -> true, 1).next();
  }

  /** What a client gets first. */
  static Event ready() {
    return new Event("ready", "ready", Answers.write(Map.of("at", Instant.now().toString())));
  }

  /**
   * What has happened in a period.
   *
   * @param changed the mailbox passes that are not as they were
   */
  List<Event> after(List<MailboxPassRecord> changed) {
    List<Event> events = new ArrayList<>();
    changed.forEach(record -> changedPasses.add(record.passId()));
    Set<Long> ids = changed.stream().map(MailboxPassRecord::mailboxId).collect(Collectors.toSet());
    if (ids.size() > MOST_MAILBOXES) {
      events.add(many(ids.size()));
    } else if (!ids.isEmpty()) {
      MailboxRows.of(engine, ids).forEach(facts -> events.add(mailbox(facts)));
    }
    LogList lines = log.after(lastLine, line -> true, MOST_LINES);
    lastLine = lines.next();
    if (!lines.lines().isEmpty()) {
      events.add(event("log-" + periods % BUNDLES, "log", Map.of("lines", lines.lines())));
    }
    if (periods % 2 == 0) {
      changedPasses.forEach(pass -> events.addAll(pass(pass)));
      changedPasses.clear();
    }
    if (periods % SLOW_PERIODS == 0) {
      events.addAll(seldom());
    }
    periods++;
    return events;
  }

  private List<Event> seldom() {
    List<Event> events = new ArrayList<>();
    events.add(event("rate", "rate", rates.latest()));
    List<Mailbox> now = engine.project().mailboxes();
    if (!now.equals(mailboxes)) {
      Set<Mailbox> different = new HashSet<>(now);
      different.removeAll(mailboxes);
      events.add(many(Math.max(different.size(), Math.abs(now.size() - mailboxes.size()))));
      mailboxes = now;
    }
    Optional<Cutover> recorded = engine.ledger().cutover().get();
    if (!recorded.equals(cutover)) {
      cutover = recorded;
      events.add(event("cutover", "cutover", Steps.of(engine)));
    }
    return events;
  }

  private List<Event> pass(long pass) {
    PassLog passes = engine.ledger().passes();
    return passes
        .find(pass)
        .map(found -> PassAnswer.of(found, passes.sums(pass), Instant.now()))
        .map(answer -> event("pass-" + pass, "pass", answer))
        .stream()
        .toList();
  }

  private static Event many(int count) {
    return event("mailboxes", "mailboxes-changed", Map.of("count", count));
  }

  private static Event mailbox(MailboxFacts facts) {
    return event(
        "mailbox " + MailboxRows.pair(facts.mailbox()), "mailbox", MailboxAnswer.of(facts));
  }

  private static Event event(String subject, String name, Object data) {
    return new Event(subject, name, Answers.write(data));
  }
}
