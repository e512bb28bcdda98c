package io.mailtrek.store.exchange.form;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The days of a person, and the people around: as many programs as many ways. */
final class ContactPeople {
  private static final java.util.regex.Pattern DATE =
      java.util.regex.Pattern.compile("(\\d{4}|--)-?(\\d\\d)-?(\\d\\d)(?:T.*)?");

  private final Draft draft;
  private final Component card;

  ContactPeople(Draft draft) {
    this.draft = draft;
    this.card = draft.source();
  }

  void fill() {
    day("Birthday", Mapi.BIRTHDAY, "BDAY");
    day(
        "WeddingAnniversary",
        Mapi.ANNIVERSARY,
        "X-ANNIVERSARY",
        "ANNIVERSARY",
        "X-EVOLUTION-ANNIVERSARY",
        "X-KADDRESSBOOK-X-ANNIVERSARY");
    one("Manager", "MANAGER");
    one("AssistantName", "ASSISTANT");
    one("SpouseName", "SPOUSE");
    draft.fields().strings("Children", names("CHILD"));
  }

  /**
   * A day, which Exchange keeps as about noon of UTC, and beside it as a day (MS-OXOCNTC
   * §2.2.1.5.1).
   */
  private void day(String field, ExtendedField local, String... names) {
    for (String name : names) {
      Optional<LocalDate> date = card.line(name).flatMap(line -> date(line.value().strip()));
      if (date.isPresent()) {
        draft
            .fields()
            .text(field, date.get() + "T11:59:00Z")
            .extended(local, Optional.of(date.get() + "T00:00:00Z"));
        draft.hold(name);
        return;
      }
    }
  }

  private static Optional<LocalDate> date(String text) {
    var found = DATE.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    int year =
        found.group(1).startsWith("-") ? ContactCard.NO_YEAR : Integer.parseInt(found.group(1));
    try {
      return Optional.of(
          LocalDate.of(year, Integer.parseInt(found.group(2)), Integer.parseInt(found.group(3))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void one(String field, String relation) {
    List<String> names = names(relation);
    draft.fields().text(field, names.stream().findFirst());
    names.stream()
        .skip(1)
        .forEach(
            name -> {
              draft.note(field + ": " + name);
              draft.lose(field + ": no room for more, it is in the notes");
            });
  }

  private List<String> names(String relation) {
    List<CardLine> lines = new ArrayList<>();
    Stream.of("X-" + relation, "X-EVOLUTION-" + relation, "X-MS-" + relation)
        .forEach(name -> lines.addAll(CardLine.all(card, name)));
    CardLine.all(card, "X-ABRELATEDNAMES").stream()
        .filter(line -> line.label().filter(relation::equalsIgnoreCase).isPresent())
        .forEach(lines::add);
    // RFC 6350 §6.6.6; a reference to another card is of no use here.
    CardLine.all(card, "RELATED").stream()
        .filter(line -> line.types().contains(relation))
        .filter(line -> !line.text().toLowerCase(Locale.ROOT).matches("(urn|https?):.*"))
        .forEach(lines::add);
    lines.forEach(line -> draft.take(line.line()));
    return lines.stream().map(CardLine::text).distinct().toList();
  }
}
