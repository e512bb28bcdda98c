package io.mailtrek.store.exchange.form;

import io.mailtrek.store.xml.XmlNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Exchange tells about an item that was made there: it counts the days of a series itself. */
final class PretendExchange {
  private PretendExchange() {}

  static ExchangeItem told(NewItem made) {
    Told master = new Told(made.element());
    Optional<Series> series = master.child("Recurrence").flatMap(Recurrences::read);
    if (series.isEmpty() || !made.element().is(Ews.type("CalendarItem"))) {
      return new ExchangeItem(made.element(), made.attachments(), List.of());
    }
    Zone zone = ZoneDefinition.of(master, "StartTimeZone").orElseThrow();
    Instant start = master.instant("Start").orElseThrow();
    Duration length = Duration.between(start, master.instant("End").orElseThrow());
    List<LocalDate> days = series.get().dates().limit(1_500).toList();
    XmlNode removed = Ews.element("DeletedOccurrences");
    List<ExchangeItem> changed = new ArrayList<>();
    for (OccurrenceChange change : made.changes()) {
      Instant original =
          zone.instant(days.get(change.index() - 1).atTime(zone.local(start).toLocalTime()));
      if (change.removed()) {
        removed.add(Ews.element("DeletedOccurrence", Ews.text("Start", Fields.time(original))));
      } else {
        changed.add(
            new ExchangeItem(
                occurrence(made.element(), change, original, original.plus(length)),
                change.attachments(),
                List.of()));
      }
    }
    XmlNode element = copy(made.element());
    element.add(removed);
    return new ExchangeItem(element, made.attachments(), changed);
  }

  private static XmlNode copy(XmlNode node) {
    XmlNode copy = new XmlNode(node.name());
    node.children().forEach(copy::add);
    return copy;
  }

  private static XmlNode occurrence(
      XmlNode master, OccurrenceChange change, Instant start, Instant end) {
    Map<String, XmlNode> fields = new LinkedHashMap<>();
    master.children().forEach(child -> fields.put(child.name().getLocalPart(), child));
    fields.remove("Recurrence");
    fields.remove("ExtendedProperty");
    fields.put("OriginalStart", Ews.text("OriginalStart", Fields.time(start)));
    fields.put("Start", Ews.text("Start", Fields.time(start)));
    fields.put("End", Ews.text("End", Fields.time(end)));
    for (XmlNode update : change.updates()) {
      update
          .child(Ews.type("CalendarItem"))
          .ifPresentOrElse(
              item ->
                  item.children().forEach(child -> fields.put(child.name().getLocalPart(), child)),
              () -> {
                String uri = update.children().get(0).attribute("FieldURI").orElseThrow();
                fields.remove(uri.substring(uri.indexOf(':') + 1));
              });
    }
    XmlNode occurrence = new XmlNode(master.name());
    fields.values().forEach(occurrence::add);
    return occurrence;
  }
}
