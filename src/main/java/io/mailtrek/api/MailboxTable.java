package io.mailtrek.api;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.mailtrek.ledger.MailboxPassStatus;
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
record MailboxTable(List<MailboxAnswer> found) {
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

  private static final Map<String, Comparator<MailboxAnswer>> ORDERS =
      Map.of(
          "source", comparing(mailbox -> lower(mailbox.source())),
          "destination", comparing(mailbox -> lower(mailbox.destination())),
          "status", comparing(mailbox -> STATUSES.indexOf(mailbox.status())),
          "progress", comparing(MailboxAnswer::progress, nullsFirst(naturalOrder())),
          "items", comparing(MailboxAnswer::items),
          "bytes", comparing(MailboxAnswer::totalBytes),
          "errors", comparing(MailboxAnswer::errors),
          "lastPass", comparing(MailboxTable::lastEnd, nullsFirst(naturalOrder())),
          "nextStart", comparing(MailboxAnswer::nextStart, nullsFirst(naturalOrder())));

  /** The mailboxes in which the text of a request is. */
  static MailboxTable of(List<MailboxFacts> all, Parameters parameters) {
    Optional<String> text = parameters.text("q").map(MailboxTable::lower);
    return new MailboxTable(
        all.stream()
            .filter(facts -> text.isEmpty() || addresses(facts).contains(text.get()))
            .map(MailboxAnswer::of)
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
          .filter(mailbox -> mailbox.status().equals(status))
          .forEach(mailbox -> counts.merge(status, 1L, Long::sum));
    }
    found.stream()
        .filter(mailbox -> mailbox.errors() > 0)
        .forEach(mailbox -> counts.merge(WITH_ERRORS, 1L, Long::sum));
    return counts;
  }

  /** Those with one of the statuses of a request, in its order. */
  List<MailboxAnswer> rows(Parameters parameters) {
    Set<String> statuses = parameters.words("status", FILTERS);
    Optional<String> sort = parameters.word("sort", ORDERS.keySet());
    boolean descending =
        parameters.word("order", Set.of("asc", "desc")).filter("desc"::equals).isPresent();
    Predicate<MailboxAnswer> wanted =
        mailbox ->
            statuses.isEmpty()
                || statuses.contains(mailbox.status())
                || (statuses.contains(WITH_ERRORS) && mailbox.errors() > 0);
    Stream<MailboxAnswer> rows = found.stream().filter(wanted);
    if (sort.isPresent()) {
      // What is the same stays in the order of the project, both ways.
      Comparator<MailboxAnswer> order = ORDERS.get(sort.get());
      rows = rows.sorted(descending ? order.reversed() : order);
    }
    return rows.toList();
  }

  private static String lastEnd(MailboxAnswer mailbox) {
    return mailbox.lastPass() == null ? null : mailbox.lastPass().endedAt();
  }
}
