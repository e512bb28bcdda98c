package io.mailtrek.store.exchange.form;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What events and changed occurrences have, as fields of Exchange. */
final class EventFields {
  private EventFields() {}

  static void fill(Draft draft, EventTimes times, CalendarZones zones) {
    Component event = draft.source();
    CommonFields.fill(draft);
    CommonFields.importance(draft);
    Instant start = times.start().instant();
    draft
        .fields()
        .text("Start", Fields.time(start))
        .text("End", Fields.time(times.end().instant()))
        .text("IsAllDayEvent", Boolean.toString(times.start().day()))
        .text("LegacyFreeBusyStatus", BusyStatus.exchange(event))
        .text("Location", event.text("LOCATION").map(CommonFields::oneLine));
    draft.hold("DTSTART", "DTEND", "DURATION", "LOCATION", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS");
    if (times.mended()) {
      draft.lose("DTEND: it was before the start");
    }
    status(draft);
    reminder(draft, times, zones);
  }

  private static void status(Draft draft) {
    String status = draft.source().value("STATUS").orElse("");
    if (status.equalsIgnoreCase("CANCELLED")) {
      draft.note("This event was cancelled.");
      draft.lose("STATUS: that it was cancelled is in the text");
    }
    // One that is tentative is so by its LegacyFreeBusyStatus; the line comes back with it.
    draft
        .source()
        .line("STATUS")
        .filter(l -> !status.equalsIgnoreCase("CANCELLED"))
        .ifPresent(draft::take);
  }

  /** It is always said whether there is one: by default Exchange makes one. */
  private static void reminder(Draft draft, EventTimes times, CalendarZones zones) {
    Optional<Instant> moment =
        Reminder.of(draft, zones, Optional.of(times.start()), Optional.of(times.end()));
    draft.fields().text("ReminderIsSet", Boolean.toString(moment.isPresent()));
    moment.ifPresent(
        when -> {
          long minutes = Duration.between(when, times.start().instant()).toMinutes();
          if (minutes < 0) {
            draft.lose("VALARM: it is at the start, not later");
          }
          draft.fields().text("ReminderMinutesBeforeStart", Long.toString(Math.max(0, minutes)));
        });
  }
}
