package io.mailtrek.api;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The mailboxes of the project as a table: filtered and sorted as a request asks for.
 *
 * @param found those with the text that was asked for, in the order of the project
 */
record MailboxTable(List<MailboxFacts> found) {
  /** In place of a status: those that have errors. */
  static final String WITH_ERRORS = "With errors";

  /** In the order in which a mailbox goes through them. */
  private static final List<String> STATUSES =
      Stream.concat(
              Stream.of(MailboxResource.NOT_SUBMITTED),
              Stream.of(MailboxPassStatus.values()).map(MailboxPassStatus::text))
          .toList();

  private static final Set<String> FILTERS =
      Stream.concat(STATUSES.stream(), Stream.of(WITH_ERRORS)).collect(Collectors.toSet());

  private static final Map<String, Comparator<MailboxFacts>> ORDERS =
      Map.of(
          "source", comparing(facts -> lower(facts.mailbox().source())),
          "destination", comparing(facts -> lower(facts.mailbox().destination())),
          "status", comparing(facts -> STATUSES.indexOf(facts.status())),
          "progress", comparingDouble(facts -> facts.progress().orElse(-1)),
          "items", comparing(MailboxFacts::items),
          "bytes", comparing(MailboxFacts::bytes),
          "errors", comparing(MailboxFacts::errors),
          "lastPass",
              comparing(
                  facts ->
                      facts.lastEnded().flatMap(MailboxPassRecord::endedAt).orElse(Instant.MIN)),
          "nextStart",
              comparing(facts -> facts.next().flatMap(PassRecord::startAt).orElse(Instant.MIN)));

  /** The mailboxes in which the text of a request is. */
  static MailboxTable of(List<MailboxFacts> all, Parameters parameters) {
    Optional<String> text = parameters.text("q").map(MailboxTable::lower);
    return new MailboxTable(
        all.stream()
            .filter(facts -> text.isEmpty() || addresses(facts).contains(text.get()))
            .toList());
  }

  private static String addresses(MailboxFacts facts) {
    return lower(facts.mailbox().source() + " " + facts.mailbox().destination());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** How many there are of each status that any has, and how many have errors. */
  Map<String, Long> statuses() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String status : STATUSES) {
      found.stream()
          .filter(facts -> facts.status().equals(status))
          .forEach(facts -> counts.merge(status, 1L, Long::sum));
    }
    found.stream()
        .filter(facts -> facts.errors() > 0)
        .forEach(facts -> counts.merge(WITH_ERRORS, 1L, Long::sum));
    return counts;
  }

  /** Those with one of the statuses of a request, in its order. */
  List<MailboxFacts> rows(Parameters parameters) {
    Set<String> statuses = parameters.words("status", FILTERS);
    Optional<String> sort = parameters.word("sort", ORDERS.keySet());
    boolean descending =
        parameters.word("order", Set.of("asc", "desc")).filter("desc"::equals).isPresent();
    Predicate<MailboxFacts> wanted =
        facts ->
            statuses.isEmpty()
                || statuses.contains(facts.status())
                || (statuses.contains(WITH_ERRORS) && facts.errors() > 0);
    Stream<MailboxFacts> rows = found.stream().filter(wanted);
    if (sort.isPresent()) {
      // What is the same stays in the order of the project, both ways.
      Comparator<MailboxFacts> order = ORDERS.get(sort.get());
      rows = rows.sorted(descending ? order.reversed() : order);
    }
    return rows.toList();
  }
}
