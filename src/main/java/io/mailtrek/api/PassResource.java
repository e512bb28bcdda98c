package io.mailtrek.api;

import io.mailtrek.api.Answers.Answer;
import io.mailtrek.config.ConfigException;
import io.mailtrek.config.OlderThan;
import io.mailtrek.config.Project;
import io.mailtrek.config.Selection;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.pass.PassRefusedException;
import io.mailtrek.pass.PassRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Passes: submits, lists and stops them. */
public final class PassResource {
  private final Project project;
  private final PassEngine engine;

  PassResource(Project project, PassEngine engine) {
    this.project = project;
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
              page.entries().stream().map(this::answer).toList(), page.next().orElse(null));
        });
  }

  /** {@code POST /api/passes}. */
  public void submit(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters.of(exchange);
          long pass = submit(request(Answers.body(exchange, PassOrder.class)));
          return Answer.created(answer(find(pass)), "/api/passes/" + pass);
        });
  }

  private PassRequest request(PassOrder order) throws ConfigException {
    if (order.type() == null) {
      throw Problem.badRequest("'type' is needed: pre-stage, full, …").exception();
    }
    PassType type = parsed(() -> PassType.parse(order.type()));
    Optional<OlderThan> olderThan =
        Optional.ofNullable(order.olderThan()).map(text -> parsed(() -> OlderThan.parse(text)));
    if (olderThan.isPresent() && type != PassType.PRE_STAGE) {
      throw Problem.badRequest("'olderThan' is for pre-stage passes only.").exception();
    }
    Optional<Instant> startAt =
        Optional.ofNullable(order.startAt()).map(text -> parsed(() -> OlderThan.instant(text)));
    if (startAt.filter(time -> time.isBefore(Instant.now())).isPresent()) {
      throw Problem.badRequest("'startAt' is in the past: " + order.startAt()).exception();
    }
    return new PassRequest(
        type,
        olderThan,
        Selection.of("mailboxes", addresses(order.mailboxes())).resolve(project.mailboxes()),
        startAt,
        Boolean.TRUE.equals(order.adopt()));
  }

  /** The pass may be refused for what the mailboxes are now. */
  private long submit(PassRequest request) {
    try {
      return engine.submit(request);
    } catch (IllegalArgumentException | IllegalStateException | PassRefusedException e) {
      throw new Problem(409, e.getMessage()).exception();
    }
  }

  private interface Parsing<T> {
    T value();
  }

  private static <T> T parsed(Parsing<T> parsing) {
    try {
      return parsing.value();
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage()).exception();
    }
  }

  /** The addresses of an order, which has to have some. */
  static List<String> addresses(List<String> mailboxes) {
    if (mailboxes == null || mailboxes.isEmpty() || mailboxes.contains(null)) {
      throw Problem.badRequest("'mailboxes' is needed: source addresses, or [\"*\"] for all.")
          .exception();
    }
    return mailboxes;
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
          Parameters parameters = Parameters.of(exchange, "limit", "after");
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

  private Page<MailboxPassRecord> mailboxes(Parameters parameters) {
    PassRecord pass = find(parameters.pathNumber(2));
    return Page.of(log().mailboxPasses(pass.id()), parameters);
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
    return new MailboxPassList(
        mailboxes.stream()
            .flatMap(each -> log.mailboxPass(each.passId(), each.mailboxId()).stream())
            .map(MailboxPassAnswer::of)
            .toList(),
        null);
  }

  private PassRecord find(long pass) {
    return log()
        .find(pass)
        .orElseThrow(() -> Problem.notFound("There is no pass " + pass + ".").exception());
  }

  private PassAnswer answer(PassRecord pass) {
    return PassAnswer.of(pass, log().mailboxPasses(pass.id()), Instant.now());
  }

  private PassLog log() {
    return engine.ledger().passes();
  }
}
