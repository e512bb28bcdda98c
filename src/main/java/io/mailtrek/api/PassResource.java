package io.mailtrek.api;

import io.mailtrek.api.Answers.Answer;
import io.mailtrek.api.FindingList.MailboxFindings;
import io.mailtrek.api.FindingList.Verdicts;
import io.mailtrek.config.Mailbox;
import io.mailtrek.config.OlderThan;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.pass.PassRefusedException;
import io.mailtrek.pass.PassRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** Passes: submits, lists and stops them. */
public final class PassResource {
  private static final Set<MailboxPassStatus> AGAIN =
      Set.of(MailboxPassStatus.FAILED, MailboxPassStatus.STOPPED);

  private final PassEngine engine;

  PassResource(PassEngine engine) {
    this.engine = engine;
  }

  /** {@code GET /api/passes}. */
  public void list(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters parameters = Parameters.of(exchange, "limit", "after");
          List<PassRecord> all = new ArrayList<>(log().all());
          Collections.reverse(all);
          Page<PassRecord> page = Page.of(all, parameters);
          return new PassList(
              PassAnswer.all(page.entries(), log(), Instant.now()), page.next().orElse(null));
        });
  }

  /** {@code POST /api/passes}. */
  public void submit(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters.of(exchange);
          PassOrder order = Answers.body(exchange, PassOrder.class);
          List<Mailbox> mailboxes = PassOrders.mailboxes(order.mailboxes(), engine.project());
          PassRequest request = PassOrders.request(order, mailboxes);
          return submitted(Boolean.TRUE.equals(order.leaveOut()) ? retried(request) : request);
        });
  }

  /** Without the mailboxes that can't be retried, as long as there are others. */
  private PassRequest retried(PassRequest request) {
    List<Mailbox> mailboxes = Preview.retried(engine, request.mailboxes());
    return mailboxes.isEmpty()
        ? request
        : new PassRequest(
            request.type(), request.olderThan(), mailboxes, request.startAt(), request.adopt());
  }

  private Answer submitted(PassRequest request) {
    long pass = submit(request);
    return Answer.created(answer(find(pass)), "/api/passes/" + pass);
  }

  /** The pass may be refused for what the mailboxes are now. */
  private long submit(PassRequest request) {
    try {
      return engine.submit(request);
    } catch (IllegalArgumentException | IllegalStateException | PassRefusedException e) {
      throw new Problem(409, e.getMessage()).exception();
    }
  }

  /** {@code POST /api/passes/preview}. */
  public void preview(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters.of(exchange);
          PassOrder order = Answers.body(exchange, PassOrder.class);
          List<Mailbox> mailboxes =
              order.mailboxes() == null
                  ? engine.project().mailboxes()
                  : PassOrders.mailboxes(order.mailboxes(), engine.project());
          return Preview.of(engine, PassOrders.request(order, mailboxes));
        });
  }

  /** {@code POST /api/passes/{passId}/restart}. */
  public void restart(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          PassRecord pass = find(Parameters.of(exchange).pathNumber(2));
          RestartOrder order = Answers.body(exchange, RestartOrder.class);
          List<Mailbox> all = engine.project().mailboxes();
          Set<Mailbox> wanted =
              Set.copyOf(
                  order.mailboxes() == null
                      ? all
                      : PassOrders.mailboxes(order.mailboxes(), engine.project()));
          Set<String> ended =
              log().mailboxPasses(pass.id()).stream()
                  .filter(record -> AGAIN.contains(record.status()))
                  .map(record -> MailboxRows.pair(record.source(), record.destination()))
                  .collect(Collectors.toSet());
          List<Mailbox> mailboxes =
              all.stream()
                  .filter(mailbox -> wanted.contains(mailbox))
                  .filter(mailbox -> ended.contains(MailboxRows.pair(mailbox)))
                  .toList();
          if (mailboxes.isEmpty()) {
            throw new Problem(
                    409, "No mailbox of pass " + pass.id() + " has failed or was stopped.")
                .exception();
          }
          return submitted(
              new PassRequest(
                  pass.type(),
                  pass.cutOff().map(cutOff -> OlderThan.parse(cutOff.toString())),
                  mailboxes,
                  Optional.empty(),
                  pass.adopt()));
        });
  }

  /** {@code POST /api/passes/{passId}/reschedule}. */
  public void reschedule(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          PassRecord pass = find(Parameters.of(exchange).pathNumber(2));
          StartOrder order = Answers.body(exchange, StartOrder.class);
          if (!engine.reschedule(
              pass.id(), Optional.ofNullable(order.startAt()).map(PassOrders::start))) {
            throw new Problem(409, "Pass " + pass.id() + " does not wait for its start any more.")
                .exception();
          }
          return answer(find(pass.id()));
        });
  }

  /** {@code GET /api/passes/{passId}}. */
  public void get(Exchange exchange) {
    Answers.give(exchange, () -> answer(find(Parameters.of(exchange).pathNumber(2))));
  }

  /** {@code GET /api/passes/{passId}/mailboxes}. */
  public void mailboxes(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters parameters = Parameters.of(exchange, "limit", "after");
          Page<MailboxPassRecord> page = mailboxes(parameters);
          return new MailboxPassList(
              page.entries().stream().map(MailboxPassAnswer::of).toList(),
              page.next().orElse(null));
        });
  }

  /** {@code GET /api/passes/{passId}/folders}. */
  public void folders(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters parameters = Parameters.of(exchange, "mailbox", "limit", "after");
          Page<MailboxPassRecord> page = mailboxes(parameters);
          List<FolderAnswer> folders = new ArrayList<>();
          for (MailboxPassRecord mailbox : page.entries()) {
            log()
                .folderCounts(mailbox.passId(), mailbox.mailboxId())
                .forEach(folder -> folders.add(FolderAnswer.of(mailbox.mailboxId(), folder)));
          }
          return new FolderList(folders, page.next().orElse(null));
        });
  }

  /** {@code GET /api/passes/{passId}/findings}. */
  public void findings(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters parameters = Parameters.of(exchange, "mailbox", "limit", "after");
          PassRecord pass = find(parameters.pathNumber(2));
          Optional<String> source = parameters.text("mailbox");
          List<MailboxFindings> all =
              log().mailboxPasses(pass.id()).stream()
                  .map(
                      record ->
                          MailboxFindings.of(
                              record, log().preflight(pass.id(), record.mailboxId())))
                  .toList();
          Page<MailboxFindings> page =
              Page.of(
                  all.stream()
                      .filter(
                          each -> source.isEmpty() || source.get().equalsIgnoreCase(each.mailbox()))
                      .toList(),
                  parameters);
          return new FindingList(Verdicts.of(all), page.entries(), page.next().orElse(null));
        });
  }

  private Page<MailboxPassRecord> mailboxes(Parameters parameters) {
    PassRecord pass = find(parameters.pathNumber(2));
    Optional<String> source = parameters.text("mailbox");
    return Page.of(
        log().mailboxPasses(pass.id()).stream()
            .filter(record -> source.isEmpty() || source.get().equalsIgnoreCase(record.source()))
            .toList(),
        parameters);
  }

  /** {@code POST /api/passes/{passId}/stop}. */
  public void stop(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          PassRecord pass = find(Parameters.of(exchange).pathNumber(2));
          return stop(
              engine,
              log().mailboxPasses(pass.id()).stream()
                  .filter(mailbox -> !mailbox.status().finished())
                  .toList());
        });
  }

  /** Asks mailbox passes to stop; the answer is what they are now. */
  static MailboxPassList stop(PassEngine engine, List<MailboxPassRecord> mailboxes) {
    engine.passes().stop(mailboxes);
    PassLog log = engine.ledger().passes();
    Map<Long, Set<Long>> asked =
        mailboxes.stream()
            .collect(
                Collectors.groupingBy(
                    MailboxPassRecord::passId,
                    TreeMap::new,
                    Collectors.mapping(MailboxPassRecord::mailboxId, Collectors.toSet())));
    List<MailboxPassAnswer> answers = new ArrayList<>();
    asked.forEach(
        (pass, ids) ->
            log.mailboxPasses(pass).stream()
                .filter(record -> ids.contains(record.mailboxId()))
                .map(MailboxPassAnswer::of)
                .forEach(answers::add));
    return new MailboxPassList(answers, null);
  }

  private PassRecord find(long pass) {
    return log()
        .find(pass)
        .orElseThrow(() -> Problem.notFound("There is no pass " + pass + ".").exception());
  }

  private PassAnswer answer(PassRecord pass) {
    return PassAnswer.of(pass, log().sums(pass.id()), Instant.now());
  }

  private PassLog log() {
    return engine.ledger().passes();
  }
}
