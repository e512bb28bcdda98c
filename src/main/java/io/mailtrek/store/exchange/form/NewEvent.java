package io.mailtrek.store.exchange.form;

import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * VEVENT (RFC 5545 §3.6.1) as a {@code t:CalendarItem} ([MS-OXWSMTGS] §2.2.4.9), with the
 * occurrences that differ from their series.
 */
final class NewEvent {
  private NewEvent() {}

  static NewItem of(Component calendar, Owner owner) throws PermanentException {
    List<Component> events = calendar.parts("VEVENT");
    ExchangeForm.component(calendar, "VEVENT");
    Optional<Component> series =
        events.stream().filter(event -> !event.has("RECURRENCE-ID")).findFirst();
    Component main = series.orElse(events.get(0));
    CalendarZones zones = new CalendarZones(calendar, owner.zone());
    Draft draft = new Draft(main, "CalendarItem");
    EventTimes times = EventTimes.of(main, zones, Optional.empty());
    Fields fields = draft.fields();
    fields
        .text("ItemClass", "IPM.Appointment")
        .text("UID", main.value("UID"))
        .node(zone(draft, "StartTimeZone", times.start()))
        .node(zone(draft, "EndTimeZone", times.end()));
    draft.hold("UID");
    unknownZone(draft, main, zones);
    EventFields.fill(draft, times, zones);
    NewAttendees.fill(draft, owner);
    List<Component> others = new ArrayList<>(events);
    others.remove(main);
    if (series.isEmpty()) {
      draft.lose("RECURRENCE-ID: it is the only one of its series");
    }
    if (others.stream().anyMatch(event -> !event.has("RECURRENCE-ID"))) {
      draft.lose("all events but the first of those with one UID");
    }
    List<OccurrenceChange> changes =
        series.isPresent() && (main.has("RRULE") || main.has("RDATE"))
            ? new NewSeries(draft, times, zones).fill(others)
            : List.of();
    return draft.finish(changes);
  }

  private static void unknownZone(Draft draft, Component event, CalendarZones zones) {
    event
        .line("DTSTART")
        .flatMap(line -> line.parameter("TZID"))
        .filter(id -> zones.named(id).isEmpty())
        .ifPresent(id -> draft.lose("TZID: nobody knows " + id + ", so it is " + zones.own().id()));
  }

  private static XmlNode zone(Draft draft, String name, When time) {
    String id = time.zone().windows(time.instant());
    if (!WindowsZones.isSame(id, time.zone().rules(), time.instant())) {
      draft.lose("VTIMEZONE: Exchange has no zone as " + time.zone().id() + ", so it is " + id);
    }
    XmlNode zone = Ews.element(name);
    zone.attribute("Id", id);
    return zone;
  }

  static PermanentException noStart() {
    return new PermanentException(
        Problem.UNREADABLE, "The event has no start (DTSTART), without which Exchange takes none");
  }
}
