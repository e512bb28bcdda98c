package io.mailtrek.store.exchange.form;

import io.mailtrek.store.xml.XmlNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fills the element of a new item. For one thread. */
final class Fields {
  private final XmlNode element;

  Fields(String name) {
    this.element = Ews.element(name);
  }

  Fields text(String name, String value) {
    element.add(Ews.text(name, value));
    return this;
  }

  Fields text(String name, Optional<String> value) {
    value.filter(text -> !text.isBlank()).ifPresent(text -> text(name, text));
    return this;
  }

  Fields time(String name, Optional<Instant> moment) {
    return text(name, moment.map(Fields::time));
  }

  /** A day as its midnight of UTC. */
  Fields day(String name, Optional<LocalDate> day) {
    return text(name, day.map(date -> date + "T00:00:00Z"));
  }

  Fields strings(String name, List<String> values) {
    if (!values.isEmpty()) {
      XmlNode list = Ews.element(name);
      values.forEach(value -> list.add(Ews.text("String", value)));
      element.add(list);
    }
    return this;
  }

  Fields node(XmlNode child) {
    element.add(child);
    return this;
  }

  Fields extended(ExtendedField field, Optional<String> value) {
    value.filter(text -> !text.isEmpty()).ifPresent(text -> element.add(field.of(text)));
    return this;
  }

  Fields extended(ExtendedField field, List<String> values) {
    if (!values.isEmpty()) {
      element.add(field.of(values));
    }
    return this;
  }

  /** The element in the order of the schema. */
  XmlNode sorted() {
    return SchemaOrder.sorted(element);
  }

  /** Its children, in the order of the schema. */
  List<XmlNode> children() {
    return new ArrayList<>(sorted().children());
  }

  static String time(Instant moment) {
    return DateTimeFormatter.ISO_INSTANT.format(moment.truncatedTo(ChronoUnit.SECONDS));
  }
}
