package io.mailtrek.api;

import io.mailtrek.config.Mailbox;
import io.mailtrek.config.Project;
import io.mailtrek.config.Selection;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.MailboxRecord;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.pass.PassEngine;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** The mailboxes of the project and how far they are. */
public final class MailboxResource {
  static final String NOT_SUBMITTED = "Not Submitted";

  private static final Set<String> STATUSES =
      Stream.concat(
              Stream.of(NOT_SUBMITTED),
              Stream.of(MailboxPassStatus.values()).map(MailboxPassStatus::text))
          .collect(Collectors.toCollection(TreeSet::new));

  private final Project project;
  private final PassEngine engine;

  MailboxResource(Project project, PassEngine engine) {
    this.project = project;
    this.engine = engine;
  }

  /** {@code GET /api/mailboxes}. */
  public void list(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters parameters = Parameters.of(exchange, "q", "status", "limit", "after");
          Optional<String> text = parameters.text("q").map(q -> q.toLowerCase(Locale.ROOT));
          Optional<String> status = parameters.word("status", STATUSES);
          List<MailboxAnswer> all =
              all().stream()
                  .filter(mailbox -> text.isEmpty() || addresses(mailbox).contains(text.get()))
                  .filter(mailbox -> status.isEmpty() || status.get().equals(mailbox.status()))
                  .toList();
          return Page.of(all, parameters).answer(MailboxList::new);
        });
  }

  private static String addresses(MailboxAnswer mailbox) {
    return (mailbox.source() + " " + mailbox.destination()).toLowerCase(Locale.ROOT);
  }

  private List<MailboxAnswer> all() {
    PassLog log = engine.ledger().passes();
    Map<String, MailboxPassRecord> last = new HashMap<>();
    log.latestPerMailbox()
        .forEach(record -> last.put(key(record.source(), record.destination()), record));
    Map<Long, PassRecord> passes =
        log.all().stream().collect(Collectors.toMap(PassRecord::id, pass -> pass));
    return project.mailboxes().stream()
        .map(
            mailbox -> {
              Optional<MailboxPassRecord> record =
                  Optional.ofNullable(last.get(key(mailbox.source(), mailbox.destination())));
              return MailboxAnswer.of(
                  mailbox,
                  record,
                  record.flatMap(each -> Optional.ofNullable(passes.get(each.passId()))));
            })
        .toList();
  }

  private static String key(String source, String destination) {
    return (source + " " + destination).toLowerCase(Locale.ROOT);
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
            throw Problem.notFound("There is no mailbox " + address + ".").exception();
          }
          return Page.of(passes, parameters).answer(MailboxPassList::new);
        });
  }

  private boolean inProject(String address) {
    return project.mailboxes().stream()
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
              Selection.of("mailboxes", PassResource.addresses(order.mailboxes()))
                  .resolve(project.mailboxes())
                  .stream()
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
