package io.mailtrek.api;

import io.mailtrek.config.Mailbox;
import io.mailtrek.ledger.MailboxRecord;
import io.mailtrek.pass.PassEngine;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** The mailboxes of the project and how far they are. */
public final class MailboxResource {
  static final String NOT_SUBMITTED = "Not Submitted";

  private final PassEngine engine;

  MailboxResource(PassEngine engine) {
    this.engine = engine;
  }

  /** {@code GET /api/mailboxes}. */
  public void list(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters parameters =
              Parameters.of(exchange, "q", "status", "sort", "order", "limit", "after");
          List<MailboxFacts> all = MailboxRows.all(engine);
          MailboxTable table = MailboxTable.of(all, parameters);
          List<MailboxFacts> rows = table.rows(parameters);
          Page<MailboxFacts> page = Page.of(rows, parameters);
          return new MailboxList(
              page.entries().stream().map(MailboxAnswer::of).toList(),
              page.next().orElse(null),
              rows.size(),
              all.size(),
              table.statuses());
        });
  }

  /** {@code GET /api/mailboxes/selection}. */
  public void selection(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters parameters = Parameters.of(exchange, "q", "status", "sort", "order");
          List<String> sources =
              MailboxTable.of(MailboxRows.all(engine), parameters).rows(parameters).stream()
                  .map(facts -> facts.mailbox().source())
                  .distinct()
                  .toList();
          return new MailboxSelection(sources, sources.size());
        });
  }

  /** {@code GET /api/mailboxes/{mailbox}}. */
  public void get(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          String address = Parameters.of(exchange).pathText(2);
          List<MailboxFacts> found =
              MailboxRows.all(engine).stream()
                  .filter(facts -> facts.mailbox().source().equalsIgnoreCase(address))
                  .toList();
          if (found.isEmpty()) {
            throw noSuch(address);
          }
          return new MailboxDetails(
              found.stream().map(MailboxAnswer::of).toList(),
              found.stream()
                  .flatMap(
                      facts ->
                          facts.history().stream()
                              .map(record -> MailboxHistory.of(record, facts.pass(record))))
                  .toList());
        });
  }

  private static ProblemException noSuch(String address) {
    return Problem.notFound("There is no mailbox " + address + ".").exception();
  }

  /** {@code GET /api/mailboxes/{mailbox}/passes}. */
  public void passes(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters parameters = Parameters.of(exchange, "limit", "after");
          String address = parameters.pathText(2);
          List<MailboxPassAnswer> passes =
              recorded(address).stream()
                  .flatMap(mailbox -> engine.ledger().passes().passesOf(mailbox.id()).stream())
                  .map(MailboxPassAnswer::of)
                  .toList();
          if (passes.isEmpty() && !inProject(address)) {
            throw noSuch(address);
          }
          return Page.of(passes, parameters).answer(MailboxPassList::new);
        });
  }

  private boolean inProject(String address) {
    return engine.project().mailboxes().stream()
        .map(Mailbox::source)
        .anyMatch(source -> source.equalsIgnoreCase(address));
  }

  private List<MailboxRecord> recorded(String address) {
    return engine.ledger().mailboxes().stream()
        .filter(mailbox -> mailbox.source().equalsIgnoreCase(address))
        .toList();
  }

  /** {@code POST /api/mailboxes/stop}. */
  public void stop(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters.of(exchange);
          StopOrder order = Answers.body(exchange, StopOrder.class);
          Set<String> selected =
              PassOrders.mailboxes(order.mailboxes(), engine.project()).stream()
                  .map(mailbox -> mailbox.source().toLowerCase(Locale.ROOT))
                  .collect(Collectors.toSet());
          return PassResource.stop(
              engine,
              engine.ledger().passes().unfinished().stream()
                  .filter(mailbox -> selected.contains(mailbox.source()))
                  .toList());
        });
  }
}
