package io.mailtrek.store.exchange.form;

import io.mailtrek.store.PermanentException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** VJOURNAL (RFC 5545 §3.6.3) as a journal entry (MS-OXOJRNL). */
final class NewJournal {
  /** What Exchange shows for an entry of no special type. */
  private static final String NO_TYPE = "Note";

  private NewJournal() {}

  static NewItem of(Component calendar, Owner owner) throws PermanentException {
    Draft draft = new Draft(ExchangeForm.component(calendar, "VJOURNAL"), "Message");
    CalendarZones zones = new CalendarZones(calendar, owner.zone());
    Component source = draft.source();
    CommonFields.fill(draft);
    CommonFields.uid(draft);
    CommonFields.read(draft);
    Optional<Instant> start = moment(source, zones, "DTSTART");
    Optional<Instant> end = moment(source, zones, JournalText.END);
    Optional<Integer> minutes =
        source
            .value(JournalText.MINUTES)
            .filter(text -> text.matches("\\d{1,9}"))
            .map(Integer::parseInt)
            .or(
                () ->
                    start.map(from -> (int) Duration.between(from, end.orElse(from)).toMinutes()));
    String type = source.text(JournalText.TYPE).orElse(NO_TYPE);
    draft
        .fields()
        .text("ItemClass", "IPM.Activity")
        .extended(Mapi.LOG_TYPE, Optional.of(type))
        .extended(Mapi.LOG_TYPE_TEXT, Optional.of(source.text(JournalText.TYPE_TEXT).orElse(type)))
        .extended(Mapi.LOG_START, start.map(Fields::time))
        .extended(Mapi.LOG_DURATION, minutes.map(number -> Integer.toString(number)))
        .extended(
            Mapi.LOG_END,
            end.or(() -> start.flatMap(from -> minutes.map(Duration::ofMinutes).map(from::plus)))
                .or(() -> start)
                .map(Fields::time))
        .extended(Mapi.COMPANIES, source.texts(JournalText.COMPANIES))
        .extended(Mapi.CONTACTS, source.texts(JournalText.CONTACTS));
    draft.hold(
        JournalText.TYPE,
        JournalText.TYPE_TEXT,
        JournalText.MINUTES,
        JournalText.END,
        JournalText.COMPANIES,
        JournalText.CONTACTS);
    if (start.isPresent()) {
      draft.hold("DTSTART");
    }
    if (calendar.parts("VJOURNAL").size() > 1) {
      draft.lose("occurrences that differ from their series");
    }
    return draft.finish(List.of());
  }

  private static Optional<Instant> moment(Component source, CalendarZones zones, String name) {
    return source.line(name).flatMap(line -> When.of(line, zones)).map(When::instant);
  }
}
