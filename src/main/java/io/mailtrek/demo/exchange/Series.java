package io.mailtrek.demo.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The occurrences of a recurring event, counted from 1. */
public final class Series {
  private final StoredItem master;
  private final String rule;
  private final ZoneId zone;
  private final LocalTime time;
  private final Duration length;
  private final boolean endless;
  private final List<LocalDate> days;
  private final TreeMap<Integer, StoredItem> modified = new TreeMap<>();
  private final TreeSet<Integer> deleted = new TreeSet<>();
  private final Map<Integer, String> ids = new HashMap<>();

  private Series(StoredItem master, Xml rule, ZoneId zone, Instant start, Instant end)
      throws EwsFailure {
    this.master = master;
    this.rule = rule.toString();
    this.zone = zone;
    this.time = start.atZone(zone).toLocalTime();
    this.length = Duration.between(start, end);
    this.days = Recurrence.days(rule);
    this.endless = rule.child("NoEndRecurrence").isPresent();
  }

  /** Of a master, whose start and end become those of the first occurrence, as at Exchange. */
  static Series of(StoredItem master, Xml rule, ZoneId zone) throws EwsFailure {
    Instant start = Times.read(master.text("Start"), ZoneOffset.UTC);
    Instant end = Times.read(master.text("End"), ZoneOffset.UTC);
    Series series = new Series(master, rule, zone, start, end);
    master.set(Xml.t("Start", Times.write(series.originalStart(1))));
    master.set(Xml.t("End", Times.write(series.originalStart(1).plus(series.length))));
    return series;
  }

  Series copyFor(StoredItem other) {
    try {
      Series copy = of(other, other.property("Recurrence").orElseThrow(), zone);
      copy.deleted.addAll(deleted);
      for (Map.Entry<Integer, StoredItem> entry : modified.entrySet()) {
        StoredItem occurrence = copy.occurrence(entry.getKey());
        entry.getValue().properties().values().forEach(value -> occurrence.set(value.copy()));
        entry
            .getValue()
            .attachments()
            .forEach(a -> occurrence.attach(a.description(), a.content(), a.item()));
        copy.modified.put(entry.getKey(), occurrence);
      }
      return copy;
    } catch (EwsFailure e) {
      throw new IllegalStateException(e);
    }
  }

  /** Those that differ from the series. */
  public Map<Integer, StoredItem> modified() {
    return new TreeMap<>(modified);
  }

  /** When those that do not take place would begin. */
  public List<Instant> deletedStarts() {
    return deleted.stream().map(this::originalStart).toList();
  }

  /** Those that do not take place. */
  public Set<Integer> deleted() {
    return new TreeSet<>(deleted);
  }

  /** How many the rule gives, up to a thousand. */
  public int size() {
    return days.size();
  }

  /** Whether it is what a master with this rule would have. */
  boolean isOf(StoredItem item, Xml other) {
    return rule.equals(other.toString())
        && item.text("Start").equals(Times.write(originalStart(1)));
  }

  /** When one begins by the rule. */
  public Instant originalStart(int index) {
    return days.get(index - 1).atTime(time).atZone(zone).toInstant();
  }

  /**
   * Changes an occurrence, as the user of the mailbox does.
   *
   * @param properties {@code <t:Subject>…} and the like
   */
  public StoredItem change(int index, String... properties) {
    try {
      StoredItem one = occurrence(index);
      for (String property : properties) {
        Creation.apply(one, Xml.of(property), ZoneOffset.UTC);
      }
      Defaults.settle(one);
      change(one);
      master.folder().touch(master, false);
      return one;
    } catch (EwsFailure e) {
      throw new IllegalArgumentException(e.code() + ": " + e.getMessage(), e);
    }
  }

  /** Lets an occurrence not take place, as the user of the mailbox does. */
  public void cancel(int index) {
    try {
      delete(occurrence(index));
      master.folder().touch(master, false);
    } catch (EwsFailure e) {
      throw new IllegalArgumentException(e.code() + ": " + e.getMessage(), e);
    }
  }

  /** One occurrence; it is the series' own only when it was changed. */
  StoredItem occurrence(int index) throws EwsFailure {
    if (index < 1 || index > days.size()) {
      throw new EwsFailure(
          "ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange",
          "Occurrence with this index is outside of recurrence range.");
    }
    if (deleted.contains(index)) {
      throw new EwsFailure(
          "ErrorCalendarOccurrenceIsDeletedFromRecurrence",
          "Occurrence with this index was previously deleted from the recurrence.");
    }
    if (modified.containsKey(index)) {
      return modified.get(index);
    }
    ExchangeMailbox mailbox = master.folder().mailbox();
    String id = ids.computeIfAbsent(index, i -> mailbox.nextItemId());
    StoredItem one = new StoredItem(master.folder(), id, master.element());
    one.occurrenceOf(master, index);
    master.properties().values().stream()
        .filter(property -> !property.name().equals("Recurrence"))
        .forEach(property -> one.set(property.copy()));
    one.set(Xml.t("CalendarItemType", "Occurrence"));
    one.set(Xml.t("IsRecurring", "true"));
    one.set(Xml.t("Start", Times.write(originalStart(index))));
    one.set(Xml.t("End", Times.write(originalStart(index).plus(length))));
    one.set(Xml.t("RecurrenceId", Times.write(originalStart(index))));
    one.set(Xml.t("OriginalStart", Times.write(originalStart(index))));
    one.enter(master.created());
    mailbox.rememberOccurrence(one);
    return one;
  }

  /** Keeps an occurrence that was changed. */
  void change(StoredItem occurrence) throws EwsFailure {
    int index = occurrence.index();
    Instant start = Times.read(occurrence.text("Start"), ZoneOffset.UTC);
    Optional<Instant> before = neighbour(index, -1);
    Optional<Instant> after = neighbour(index, 1);
    if (before.filter(other -> !other.isBefore(start)).isPresent()
        || after.filter(other -> !other.isAfter(start)).isPresent()) {
      throw new EwsFailure(
          "ErrorOccurrenceCrossingBoundary",
          "Modified occurrence is crossing or overlapping adjacent occurrence.");
    }
    occurrence.set(Xml.t("CalendarItemType", "Exception"));
    modified.put(index, occurrence);
  }

  private Optional<Instant> neighbour(int index, int step) throws EwsFailure {
    for (int i = index + step; i >= 1 && i <= days.size(); i += step) {
      if (!deleted.contains(i)) {
        StoredItem other = modified.get(i);
        return Optional.of(
            other == null ? originalStart(i) : Times.read(other.text("Start"), ZoneOffset.UTC));
      }
    }
    return Optional.empty();
  }

  /** Lets an occurrence not take place. */
  void delete(StoredItem occurrence) {
    modified.remove(occurrence.index());
    deleted.add(occurrence.index());
    master.folder().mailbox().forget(occurrence);
  }

  /** What the master tells of its occurrences. */
  Optional<Xml> property(String name) throws EwsFailure {
    Xml element = Xml.t(name);
    switch (name) {
      case "FirstOccurrence" -> {
        for (int i = 1; i <= days.size() && element.children().isEmpty(); i++) {
          describe(element, i);
        }
      }
      case "LastOccurrence" -> {
        for (int i = endless ? 0 : days.size(); i >= 1 && element.children().isEmpty(); i--) {
          describe(element, i);
        }
      }
      case "ModifiedOccurrences" -> {
        for (int index : modified.keySet()) {
          Xml one = Xml.t("Occurrence");
          describe(one, index);
          element.add(one);
        }
      }
      default ->
          deletedStarts()
              .forEach(
                  start ->
                      element.add(Xml.t("DeletedOccurrence", Xml.t("Start", Times.write(start)))));
    }
    return element.children().isEmpty() ? Optional.empty() : Optional.of(element);
  }

  private void describe(Xml element, int index) throws EwsFailure {
    if (!deleted.contains(index)) {
      StoredItem one = occurrence(index);
      element.add(one.itemId());
      element.add(Xml.t("Start", one.text("Start"))).add(Xml.t("End", one.text("End")));
      element.add(Xml.t("OriginalStart", Times.write(originalStart(index))));
    }
  }
}
