package io.mailtrek.store.exchange.form;

import io.mailtrek.store.PermanentException;
import io.mailtrek.store.text.ContentLine;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When an event takes place (RFC 5545 §3.6.1). Whole days are those of the zone of the calendar:
 * Exchange, too, has them from midnight to midnight of a zone.
 *
 * @param mended whether it would end before it starts
 */
record EventTimes(When start, When end, boolean mended) {

  /**
   * @param series of an occurrence: the start of its series, in whose zone days are meant
   */
  static EventTimes of(Component event, CalendarZones zones, Optional<When> series)
      throws PermanentException {
    When start =
        event
            .line("DTSTART")
            .flatMap(line -> When.of(line, zones))
            .map(when -> when.day() ? days(when, zones, series) : when)
            .orElseThrow(NewEvent::noStart);
    When end = end(event, zones, start);
    boolean before = end.instant().isBefore(start.instant());
    return new EventTimes(start, before ? least(start) : end, before);
  }

  private static When days(When when, CalendarZones zones, Optional<When> series) {
    return new When(when.local(), true, series.map(When::zone).orElseGet(zones::own));
  }

  private static When end(Component event, CalendarZones zones, When start) {
    Optional<ContentLine> line = event.line("DTEND");
    Optional<When> written =
        line.flatMap(each -> When.of(each, zones))
            .map(
                when ->
                    start.day() || when.day()
                        ? new When(when.date().atStartOfDay(), start.day(), start.zone())
                        : when);
    return written
        .or(() -> event.value("DURATION").flatMap(Span::of).map(span -> span.after(start)))
        .filter(when -> !start.day() || when.date().isAfter(start.date()))
        .orElseGet(() -> least(start));
  }

  /** A day, or no time at all. */
  private static When least(When start) {
    return start.day() ? new When(start.local().plusDays(1), true, start.zone()) : start;
  }

  /** The same on another day, as an occurrence of a series is: by the clocks of its zone. */
  EventTimes on(LocalDate day) {
    long days = ChronoUnit.DAYS.between(start.date(), day);
    When there = new When(start.local().plusDays(days), start.day(), start.zone());
    When over =
        start.day()
            ? new When(end.local().plusDays(days), true, end.zone())
            : there.zone().equals(end.zone())
                ? new When(end.local().plusDays(days), false, end.zone())
                : new When(
                    end.zone()
                        .local(
                            there.instant().plus(Duration.between(start.instant(), end.instant()))),
                    false,
                    end.zone());
    return new EventTimes(there, over, false);
  }
}
