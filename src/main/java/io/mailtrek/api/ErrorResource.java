package io.mailtrek.api;

import io.mailtrek.api.ErrorGroups.ErrorGroup;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.FailureQuery;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxRecord;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.store.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** What failed and was not migrated since. */
public final class ErrorResource {
  private final PassEngine engine;

  ErrorResource(PassEngine engine) {
    this.engine = engine;
  }

  /** {@code GET /api/errors}. */
  public void list(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters parameters =
              Parameters.of(
                  exchange, "mailbox", "pass", "folder", "class", "problem", "limit", "after");
          Optional<String> mailbox = parameters.text("mailbox");
          Map<Long, String> sources = sources(engine.ledger());
          List<Long> ids = ids(sources, mailbox);
          if (mailbox.isPresent() && ids.isEmpty()) {
            return new ErrorList(List.of(), null);
          }
          FailureQuery query =
              new FailureQuery(
                  ids,
                  parameters.number("pass"),
                  parameters.text("folder"),
                  Optional.empty(),
                  parameters.text("class"),
                  parameters.text("problem"),
                  Optional.empty(),
                  Optional.empty());
          List<Failure> found =
              engine.ledger().passes().failures(query, parameters.offset(), parameters.limit() + 1);
          Page<Failure> page = Page.cut(found, parameters);
          return new ErrorList(
              page.entries().stream()
                  .map(failure -> ErrorAnswer.of(sources.get(failure.mailboxId()), failure))
                  .toList(),
              page.next().orElse(null));
        });
  }

  private static Map<Long, String> sources(Ledger ledger) {
    return ledger.mailboxes().stream()
        .collect(Collectors.toMap(MailboxRecord::id, MailboxRecord::source));
  }

  private static List<Long> ids(Map<Long, String> sources, Optional<String> mailbox) {
    return sources.entrySet().stream()
        .filter(each -> mailbox.filter(each.getValue()::equalsIgnoreCase).isPresent())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** {@code GET /api/errors/groups}. */
  public void groups(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters parameters = Parameters.of(exchange, "mailbox", "pass");
          return new ErrorGroups(
              groups(engine.ledger(), parameters.text("mailbox"), parameters.number("pass")));
        });
  }

  /** The errors by what went wrong, the most frequent first. */
  static List<ErrorGroup> groups(Ledger ledger, Optional<String> mailbox, Optional<Long> pass) {
    List<Long> ids = ids(mailbox.isPresent() ? sources(ledger) : Map.of(), mailbox);
    if (mailbox.isPresent() && ids.isEmpty()) {
      return List.of();
    }
    return ledger.figures().failureGroups(ids, pass).stream()
        .map(
            group ->
                new ErrorGroup(
                    group.problem().map(Problem::word).orElse(null),
                    group.problem().map(problem -> problem.errorClass().word()).orElse(null),
                    group.problem().map(Problem::advice).orElse(null),
                    group.count(),
                    group.mailboxes(),
                    group.example()))
        .toList();
  }
}
