package io.mailtrek.store.exchange.form;

import io.mailtrek.store.PermanentException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** VTODO (RFC 5545 §3.6.2) as a {@code t:Task} ([MS-OXWSTASK] §2.2.4.4), whose dates are days. */
final class NewTask {
  private static final String STATUS = "X-EXCHANGE-STATUS";

  private NewTask() {}

  static NewItem of(Component calendar, Owner owner) throws PermanentException {
    Draft draft = new Draft(ExchangeForm.component(calendar, "VTODO"), "Task");
    CalendarZones zones = new CalendarZones(calendar, owner.zone());
    CommonFields.fill(draft);
    CommonFields.uid(draft);
    CommonFields.importance(draft);
    Optional<When> start = when(draft, zones, "DTSTART");
    Optional<When> due =
        when(draft, zones, "DUE")
            .or(() -> start.flatMap(from -> span(draft).map(span -> span.after(from))));
    Fields fields = draft.fields();
    fields
        .text("ItemClass", "IPM.Task")
        .day("StartDate", start.map(When::date))
        .day("DueDate", due.map(When::date));
    Optional<LocalDate> first = start.or(() -> due).map(When::date);
    first.ifPresent(date -> recurrence(draft, date, start.or(() -> due).get()));
    status(draft, zones);
    Reminder.of(draft, zones, start, due)
        .ifPresent(
            moment ->
                fields.time("ReminderDueBy", Optional.of(moment)).text("ReminderIsSet", "true"));
    details(draft);
    if (calendar.parts("VTODO").size() > 1) {
      draft.lose("occurrences that differ from their series");
    }
    return draft.finish(List.of());
  }

  private static Optional<Span> span(Draft draft) {
    draft.hold("DURATION");
    return draft.source().value("DURATION").flatMap(Span::of);
  }

  private static Optional<When> when(Draft draft, CalendarZones zones, String name) {
    Optional<When> when = draft.source().line(name).flatMap(line -> When.of(line, zones));
    if (when.filter(When::day).isPresent()) {
      draft.hold(name);
    } else if (when.isPresent()) {
      draft.lose(name + ": only its day");
      // A day is what the user reads, wherever the program has written its time in UTC.
      return when.map(time -> time.zone().isUtc() ? time.in(zones.own()) : time);
    }
    return when;
  }

  private static void recurrence(Draft draft, LocalDate first, When start) {
    List<String> rules = draft.source().all("RRULE").map(line -> line.value().strip()).toList();
    if (rules.isEmpty()) {
      return;
    }
    Optional<Series> series =
        rules.size() == 1 ? RuleReading.series(Rule.of(rules.get(0)), start) : Optional.empty();
    if (series.isEmpty()) {
      draft.lose("RRULE: Exchange has no such rule, it is in the text");
      draft.note("Repeats: " + String.join(", ", rules));
      return;
    }
    draft.hold("RRULE");
    draft.fields().node(Recurrences.write(series.get()));
    if (!series.get().start().equals(first)) {
      draft.lose("RRULE: it begins at " + series.get().start());
    }
  }

  private static void status(Draft draft, CalendarZones zones) {
    Component source = draft.source();
    Fields fields = draft.fields();
    String status = source.value("STATUS").orElse("");
    int done = source.value("PERCENT-COMPLETE").flatMap(NewTask::percent).orElse(0);
    Optional<When> completed = source.line("COMPLETED").flatMap(line -> When.of(line, zones));
    draft.hold("PERCENT-COMPLETE", "COMPLETED", STATUS);
    if (status.equalsIgnoreCase("COMPLETED") || completed.isPresent() || done == 100) {
      fields.text("Status", "Completed").text("PercentComplete", "100");
      fields.time("CompleteDate", completed.map(When::instant));
      draft.hold("STATUS");
      return;
    }
    Optional<String> own =
        source
            .text(STATUS)
            .map(String::strip)
            .filter(word -> word.equals("WaitingOnOthers") || word.equals("Deferred"));
    boolean begun = status.equalsIgnoreCase("IN-PROCESS") || done > 0;
    if (status.equalsIgnoreCase("CANCELLED")) {
      fields.text("Status", "Deferred");
      draft.lose("STATUS: cancelled is deferred");
    } else {
      fields.text("Status", own.orElse(begun ? "InProgress" : "NotStarted"));
      draft.hold("STATUS");
    }
    fields.text("PercentComplete", Integer.toString(done));
  }

  private static Optional<Integer> percent(String text) {
    return text.matches("\\d{1,3}")
        ? Optional.of(Math.min(100, Integer.parseInt(text)))
        : Optional.empty();
  }

  private static void details(Draft draft) {
    Component source = draft.source();
    draft
        .fields()
        .text("BillingInformation", source.text("X-EXCHANGE-BILLING"))
        .text("Mileage", source.text("X-EXCHANGE-MILEAGE"))
        .strings("Companies", source.texts("X-EXCHANGE-COMPANIES"))
        .strings("Contacts", source.texts("X-EXCHANGE-CONTACTS"))
        .text("ActualWork", number(source, "X-EXCHANGE-ACTUAL-MINUTES"))
        .text("TotalWork", number(source, "X-EXCHANGE-TOTAL-MINUTES"));
    draft.hold(
        "X-EXCHANGE-BILLING",
        "X-EXCHANGE-MILEAGE",
        "X-EXCHANGE-COMPANIES",
        "X-EXCHANGE-CONTACTS",
        "X-EXCHANGE-ACTUAL-MINUTES",
        "X-EXCHANGE-TOTAL-MINUTES");
  }

  private static Optional<String> number(Component source, String name) {
    return source.value(name).filter(value -> value.matches("\\d{1,9}"));
  }
}
