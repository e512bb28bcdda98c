package io.mailtrek.api;

import io.mailtrek.config.Mailbox;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.FailureQuery;
import io.mailtrek.ledger.ItemQuery;
import io.mailtrek.ledger.MailboxRecord;
import io.mailtrek.ledger.MigratedItem;
import io.mailtrek.ledger.MigratedItem.Place;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.store.HeaderSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;

/** The items of a mailbox: what became of them, and which are they that a user asks for. */
public final class ItemResource {
  private static final String MIGRATED = "migrated";
  private static final String ADOPTED = "adopted";
  private static final String FAILED = "failed";

  private final PassEngine engine;
  private final SourceSearch sourceSearch;

  ItemResource(PassEngine engine) {
    this.engine = engine;
    this.sourceSearch = new SourceSearch(engine);
  }

  /** {@code GET /api/items}. */
  public void list(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters parameters =
              Parameters.of(
                  exchange,
                  "mailbox",
                  "destination",
                  "folder",
                  "key",
                  "from",
                  "before",
                  "pass",
                  "outcome",
                  "subject",
                  "messageId",
                  "limit",
                  "after");
          MailboxRecord mailbox = mailbox(parameters);
          boolean byHeader =
              parameters.text("subject").isPresent() || parameters.text("messageId").isPresent();
          return (byHeader ? atSource(mailbox, parameters) : inLedger(mailbox, parameters))
              .answer(ItemList::new);
        });
  }

  /** The one mailbox that the request is about. */
  private MailboxRecord mailbox(Parameters parameters) {
    String source = parameters.required("mailbox");
    Optional<String> destination = parameters.text("destination");
    List<MailboxRecord> found =
        engine.ledger().mailboxes().stream()
            .filter(mailbox -> mailbox.source().equalsIgnoreCase(source))
            .filter(
                mailbox ->
                    destination.isEmpty()
                        || mailbox.destination().equalsIgnoreCase(destination.get()))
            .toList();
    if (found.isEmpty()) {
      throw Problem.notFound("The mailbox " + source + " was in no pass yet.").exception();
    }
    if (found.size() > 1) {
      throw Problem.badRequest(
              source
                  + " has several destinations; add 'destination': "
                  + found.stream().map(MailboxRecord::destination).toList())
          .exception();
    }
    return found.get(0);
  }

  private Page<ItemAnswer> atSource(MailboxRecord mailbox, Parameters parameters) {
    for (String other : List.of("key", "pass", "outcome")) {
      if (parameters.text(other).isPresent()) {
        throw Problem.badRequest("'" + other + "' does not go with 'subject' and 'messageId'.")
            .exception();
      }
    }
    Mailbox configured =
        engine.project().mailboxes().stream()
            .filter(each -> each.source().equalsIgnoreCase(mailbox.source()))
            .filter(each -> each.destination().equalsIgnoreCase(mailbox.destination()))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.notFound(mailbox.source() + " is not in the project any more.")
                        .exception());
    HeaderSearch search;
    try {
      search = new HeaderSearch(parameters.text("subject"), parameters.text("messageId"));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage()).exception();
    }
    Cursor cursor = Cursor.parse(parameters.text("after").orElse("s.0"), "s");
    return sourceSearch.find(
        configured,
        mailbox,
        search,
        parameters.text("folder"),
        parameters.time("from"),
        parameters.time("before"),
        (int) Math.min(cursor.number(), Integer.MAX_VALUE),
        parameters.limit());
  }

  /** First what is at the destination, then what failed. */
  private Page<ItemAnswer> inLedger(MailboxRecord mailbox, Parameters parameters) {
    Optional<String> outcome = parameters.word("outcome", Set.of(MIGRATED, ADOPTED, FAILED));
    boolean onlyFailed = outcome.filter(FAILED::equals).isPresent();
    boolean noneFailed = outcome.isPresent() && !onlyFailed;
    Cursor cursor = Cursor.parse(parameters.text("after").orElse("i.0."), "i", "f");
    int limit = parameters.limit();
    List<ItemAnswer> found = new ArrayList<>();
    if (!onlyFailed && cursor.kind().equals("i")) {
      List<MigratedItem> items =
          engine
              .ledger()
              .items()
              .find(
                  items(mailbox, parameters, outcome),
                  new Place(cursor.number(), cursor.key()),
                  limit + 1);
      items.stream().limit(limit).forEach(item -> found.add(ItemAnswer.of(mailbox, item)));
      if (items.size() > limit) {
        Place last = items.get(limit - 1).place();
        return new Page<>(found, Optional.of("i." + last.folderId() + "." + last.key()));
      }
    }
    if (noneFailed) {
      return new Page<>(found, Optional.empty());
    }
    long offset = cursor.kind().equals("f") ? cursor.number() : 0;
    int room = limit - found.size();
    List<Failure> failures =
        engine.ledger().passes().failures(failures(mailbox, parameters), offset, room + 1);
    failures.stream().limit(room).forEach(failure -> found.add(ItemAnswer.of(mailbox, failure)));
    return new Page<>(
        found, failures.size() > room ? Optional.of("f." + (offset + room)) : Optional.empty());
  }

  private static ItemQuery items(
      MailboxRecord mailbox, Parameters parameters, Optional<String> outcome) {
    return new ItemQuery(
        mailbox.id(),
        parameters.text("folder"),
        parameters.text("key"),
        parameters.time("from"),
        parameters.time("before"),
        parameters.number("pass"),
        outcome.map(ADOPTED::equals));
  }

  private static FailureQuery failures(MailboxRecord mailbox, Parameters parameters) {
    return new FailureQuery(
        List.of(mailbox.id()),
        parameters.number("pass"),
        parameters.text("folder"),
        parameters.text("key"),
        Optional.empty(),
        Optional.empty(),
        parameters.time("from"),
        parameters.time("before"));
  }

  /**
   * Where a list goes on.
   *
   * @param kind of which part of the list
   * @param number a folder, or how many to leave out
   * @param key the last item before
   */
  private record Cursor(String kind, long number, String key) {

    static Cursor parse(String text, String... kinds) {
      String[] parts = text.split("\\.", 3);
      if (parts.length < 2
          || !List.of(kinds).contains(parts[0])
          || !parts[1].matches("\\d{1,18}")) {
        throw Problem.badRequest("'after' is not what an answer had as 'next'.").exception();
      }
      return new Cursor(parts[0], Long.parseLong(parts[1]), parts.length > 2 ? parts[2] : "");
    }
  }
}
