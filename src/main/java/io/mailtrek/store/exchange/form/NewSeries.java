package io.mailtrek.store.exchange.form;

import io.mailtrek.store.PermanentException;
import io.mailtrek.store.text.ContentLine;
import io.mailtrek.store.xml.XmlNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * RRULE, RDATE, EXDATE and changed occurrences (RFC 5545 §3.8.5, §3.8.4.4) as a series of Exchange,
 * whose occurrences are counted. An occurrence is known by its day in the zone of the series.
 */
final class NewSeries {
  /** No rule of Exchange leaves out more. */
  private static final int MOST_YEARS = 9;

  private final Draft draft;
  private final EventTimes times;
  private final CalendarZones zones;

  NewSeries(Draft draft, EventTimes times, CalendarZones zones) {
    this.draft = draft;
    this.times = times;
    this.zones = zones;
  }

  /**
   * Gives the new event its rule.
   *
   * @param others the occurrences that differ
   */
  List<OccurrenceChange> fill(List<Component> others) throws PermanentException {
    When start = times.start();
    List<When> added = new ArrayList<>(days("RDATE"));
    // What replaces no occurrence of the rule is one more of it.
    List<Component> changed = others.stream().filter(event -> replaced(event).isPresent()).toList();
    SeriesPlan plan =
        SeriesPlan.of(
            draft,
            start,
            added.stream().map(When::date).toList(),
            changed.stream().map(event -> replaced(event).get().date()).toList());
    TreeMap<Integer, OccurrenceChange> changes = new TreeMap<>();
    List<LocalDate> removed = new ArrayList<>(plan.removed());
    days("EXDATE").forEach(when -> removed.add(when.date()));
    draft.hold("RRULE", "RDATE", "EXDATE");
    if (plan.series().isEmpty()) {
      return List.of();
    }
    Series series = plan.series().get();
    draft.fields().node(Recurrences.write(series));
    for (LocalDate day : removed) {
      series
          .index(day)
          .ifPresent(
              index -> changes.put(index, new OccurrenceChange(index, List.of(), List.of())));
    }
    List<XmlNode> master = draft.children();
    for (Component event : changed) {
      LocalDate day = replaced(event).get().date();
      Optional<Integer> index = series.index(day);
      if (index.isEmpty()) {
        draft.lose("the changed occurrence of " + day + ", which is not in the series");
        continue;
      }
      change(event, index.get(), master, room(series, day, removed))
          .ifPresent(change -> changes.put(index.get(), change));
    }
    return List.copyOf(changes.values());
  }

  /** The days of a property in the zone of the series. */
  private List<When> days(String name) {
    List<When> days = new ArrayList<>();
    for (ContentLine line : draft.source().all(name).toList()) {
      When.all(line, zones).forEach(when -> days.add(when.in(times.start().zone())));
    }
    return days;
  }

  private Optional<When> replaced(Component event) {
    return event
        .line("RECURRENCE-ID")
        .flatMap(line -> When.of(line, zones))
        .map(when -> when.in(times.start().zone()));
  }

  /** Where an occurrence may go: between the days of the one before and the one behind it. */
  private static Predicate<LocalDate> room(Series series, LocalDate day, List<LocalDate> removed) {
    List<LocalDate> near =
        series
            .dates()
            .takeWhile(date -> date.isBefore(day.plusYears(MOST_YEARS)))
            .filter(date -> !removed.contains(date))
            .toList();
    Optional<LocalDate> before =
        near.stream().filter(date -> date.isBefore(day)).reduce((a, b) -> b);
    Optional<LocalDate> behind = near.stream().filter(date -> date.isAfter(day)).findFirst();
    return date ->
        before.filter(other -> !date.isAfter(other)).isEmpty()
            && behind.filter(other -> !date.isBefore(other)).isEmpty();
  }

  /** Empty where it is as all others are. */
  private Optional<OccurrenceChange> change(
      Component event, int index, List<XmlNode> master, Predicate<LocalDate> room)
      throws PermanentException {
    if (event.value("STATUS").filter("CANCELLED"::equalsIgnoreCase).isPresent()) {
      return Optional.of(new OccurrenceChange(index, List.of(), List.of()));
    }
    Draft changed = new Draft(event, "CalendarItem");
    EventTimes when = EventTimes.of(event, zones, Optional.of(times.start()));
    LocalDate day = replaced(event).get().date();
    if (!room.test(when.start().in(times.start().zone()).date())) {
      changed.note("Moved to: " + when.start().local() + " " + when.start().zone().id());
      draft.lose(
          "the occurrence of "
              + day
              + " stays on its day, with its time in the text: Exchange lets none pass another");
      when = times.on(day);
    }
    EventFields.fill(changed, when, zones);
    changed.hold("UID", "RECURRENCE-ID", "ORGANIZER", "ATTENDEE");
    List<XmlNode> updates =
        new ArrayList<>(OccurrenceUpdates.of(master, changed.children(), times.on(day)));
    if (!changed.text().equals(draft.text()) || changed.isNoted()) {
      updates.add(OccurrenceUpdates.body(changed.children()));
    }
    if (!draft.kept().containsAll(changed.kept())) {
      updates.add(OccurrenceUpdates.kept(changed.kept()));
    }
    if (event.line("RECURRENCE-ID").filter(l -> l.parameter("RANGE").isPresent()).isPresent()) {
      draft.lose("RANGE: only the occurrence of " + day + " differs");
    }
    changed.losses().forEach(draft::lose);
    List<Attachment> files = own(changed.attachments());
    if (updates.isEmpty() && !files.isEmpty()) {
      // Nothing but a change makes an item of it that can have files.
      updates.add(OccurrenceUpdates.subject(changed.children()));
    }
    return updates.isEmpty()
        ? Optional.empty()
        : Optional.of(new OccurrenceChange(index, updates, files));
  }

  /** Without those that the series has. */
  private List<Attachment> own(List<Attachment> files) {
    return files.stream()
        .filter(file -> draft.attachments().stream().noneMatch(other -> same(file, other)))
        .toList();
  }

  private static boolean same(Attachment one, Attachment other) {
    return one.name().equals(other.name())
        && one.content().size() == other.content().size()
        && one.content().endsLike(0, other.content(), 0);
  }
}
