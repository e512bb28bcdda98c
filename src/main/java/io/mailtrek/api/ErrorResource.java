package io.mailtrek.api;

import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.FailureQuery;
import io.mailtrek.ledger.MailboxRecord;
import io.mailtrek.pass.PassEngine;
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
              Parameters.of(exchange, "mailbox", "pass", "folder", "class", "limit", "after");
          Map<Long, String> sources =
              engine.ledger().mailboxes().stream()
                  .collect(Collectors.toMap(MailboxRecord::id, MailboxRecord::source));
          Optional<String> mailbox = parameters.text("mailbox");
          List<Long> ids =
              sources.entrySet().stream()
                  .filter(each -> mailbox.filter(each.getValue()::equalsIgnoreCase).isPresent())
                  .map(Map.Entry::getKey)
                  .toList();
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
}
