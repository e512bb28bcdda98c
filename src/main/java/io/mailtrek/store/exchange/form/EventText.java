package io.mailtrek.store.exchange.form;

import io.mailtrek.store.Content;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code t:CalendarItem} ([MS-OXWSMTGS] §2.2.4.9) as VEVENT (RFC 5545 §3.6.1). A series and those
 * of its occurrences that differ are in one object.
 */
final class EventText {
  private final Told told;
  private final Owner owner;
  private final Zone zone;
  private final Zone endZone;
  private final CalendarText out = CalendarText.calendar();

  private EventText(Told told, Owner owner) {
    this.told = told;
    this.owner = owner;
    this.zone =
        ZoneDefinition.of(told, "StartTimeZone")
            .or(() -> ZoneDefinition.of(told, "MeetingTimeZone"))
            .or(() -> told.text("TimeZone").flatMap(Zone::named))
            .orElseGet(() -> told.isTrue("IsAllDayEvent") ? Zone.of(owner.zone()) : Zone.UTC);
    this.endZone = ZoneDefinition.of(told, "EndTimeZone").orElse(zone);
  }

  static Content of(ExchangeItem item, Owner owner) throws PermanentException {
    return new EventText(new Told(item.element()), owner).write(item);
  }

  private Content write(ExchangeItem item) throws PermanentException {
    Instant start = start(told);
    String uid = CommonText.uid(told);
    if (!told.isTrue("IsAllDayEvent")) {
      Map<String, Zone> zones = new LinkedHashMap<>();
      zones.put(zone.id(), zone);
      zones.putIfAbsent(endZone.id(), endZone);
      zones.values().stream()
          .filter(each -> !each.isUtc())
          .forEach(each -> ZoneText.write(out, each, start));
    }
    event(item, told, uid, Optional.empty());
    for (ExchangeItem occurrence : item.occurrences()) {
      Told changed = new Told(occurrence.element());
      event(occurrence, changed, uid, Optional.of(original(changed)));
    }
    return out.line("END:VCALENDAR").content();
  }

  private static Instant start(Told event) throws PermanentException {
    return event
        .instant("Start")
        .orElseThrow(
            () -> new PermanentException(Problem.UNREADABLE, "The event has no start at Exchange"));
  }

  /** When an occurrence would be if it did not differ. */
  private Instant original(Told occurrence) throws PermanentException {
    Optional<String> id =
        occurrence.child("ItemId").flatMap(each -> each.element().attribute("Id"));
    Optional<Instant> original =
        occurrence
            .instant("OriginalStart")
            .or(() -> occurrence.instant("RecurrenceId"))
            .or(
                () ->
                    told.all("ModifiedOccurrences", "Occurrence").stream()
                        .filter(
                            each ->
                                each.child("ItemId")
                                    .flatMap(other -> other.element().attribute("Id"))
                                    .equals(id))
                        .findFirst()
                        .flatMap(each -> each.instant("OriginalStart")));
    return original.isPresent() ? original.get() : start(occurrence);
  }

  private void event(ExchangeItem item, Told event, String uid, Optional<Instant> original)
      throws PermanentException {
    int since = out.size();
    out.line("BEGIN:VEVENT");
    CommonText.identity(out, event, uid);
    CommonText.substance(out, event);
    CommonText.priority(out, event);
    out.texts("CATEGORIES", event.strings("Categories"));
    out.text("LOCATION", event.text("Location"));
    boolean allDay = event.isTrue("IsAllDayEvent");
    original.ifPresent(moment -> time("RECURRENCE-ID", moment, zone, told.isTrue("IsAllDayEvent")));
    Instant start = start(event);
    time("DTSTART", start, zone, allDay);
    Instant end = event.instant("End").filter(to -> !to.isBefore(start)).orElse(start);
    if (allDay) {
      LocalDate first = day(start, zone);
      LocalDate last = day(end, endZone);
      out.line(
          "DTEND;VALUE=DATE:" + CalendarText.day(last.isAfter(first) ? last : first.plusDays(1)));
    } else {
      time("DTEND", end, endZone, false);
    }
    if (original.isEmpty()) {
      series(event, start, allDay);
    }
    status(event);
    new EventPeople(event, owner).write(out);
    CommonText.attachments(out, item.attachments());
    CommonText.kept(out, event, since);
    alarm(event);
    out.line("END:VEVENT");
  }

  private void time(String name, Instant moment, Zone in, boolean allDay) {
    if (allDay) {
      out.line(name + ";VALUE=DATE:" + CalendarText.day(day(moment, in)));
    } else if (in.isUtc()) {
      out.line(name + ":" + CalendarText.utc(moment));
    } else {
      out.line(
          name
              + ";TZID="
              + CalendarText.parameter(in.id())
              + ":"
              + CalendarText.local(in.local(moment)));
    }
  }

  /** The day that begins nearest: programs have made such events in other zones than the item's. */
  private static LocalDate day(Instant moment, Zone in) {
    LocalDateTime local = in.local(moment);
    return local.getHour() >= 12 ? local.toLocalDate().plusDays(1) : local.toLocalDate();
  }

  private void series(Told event, Instant start, boolean allDay) {
    Optional<Series> series = event.child("Recurrence").flatMap(Recurrences::read);
    if (series.isEmpty()) {
      return;
    }
    LocalDateTime first = allDay ? day(start, zone).atStartOfDay() : zone.local(start);
    String rule =
        RuleText.of(
            series.get(),
            first.toLocalDate(),
            end ->
                allDay
                    ? CalendarText.day(end)
                    : CalendarText.utc(zone.instant(end.atTime(first.toLocalTime()))));
    out.line("RRULE:" + rule);
    event.all("DeletedOccurrences", "DeletedOccurrence").stream()
        .flatMap(each -> each.instant("Start").stream())
        .forEach(moment -> time("EXDATE", moment, zone, allDay));
  }

  private void status(Told event) {
    event
        .text("LegacyFreeBusyStatus")
        .map(String::strip)
        .ifPresent(
            word -> {
              out.line("TRANSP:" + (word.equals("Free") ? "TRANSPARENT" : "OPAQUE"));
              out.line("X-MICROSOFT-CDO-BUSYSTATUS:" + BusyStatus.calendar(word));
            });
    if (event.isTrue("IsCancelled")) {
      out.line("STATUS:CANCELLED");
    }
    event
        .number("AppointmentSequenceNumber")
        .filter(number -> number > 0)
        .ifPresent(number -> out.line("SEQUENCE:" + number));
  }

  private void alarm(Told event) {
    if (event.isTrue("ReminderIsSet")) {
      int minutes = event.number("ReminderMinutesBeforeStart").orElse(0);
      out.line("BEGIN:VALARM")
          .line("ACTION:DISPLAY")
          .line("DESCRIPTION:Reminder")
          .line("TRIGGER:-PT" + minutes + "M")
          .line("END:VALARM");
    }
  }
}
