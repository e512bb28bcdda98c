package io.mailtrek.store.exchange.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mailtrek.store.Content;
import io.mailtrek.store.xml.XmlNode;
import io.mailtrek.store.xml.XmlReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;

/** Short ways to write items of both sides, and to look into them. */
final class FormLines {
  static final Owner OWNER = new Owner(Set.of("Anna@old.example"), ZoneId.of("Europe/Berlin"));

  private FormLines() {}

  static Content content(String... lines) {
    return Content.of((String.join("\r\n", lines) + "\r\n").getBytes(UTF_8));
  }

  static Content calendar(String component, String... lines) {
    return content(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:" + component,
        "UID:one\r\nDTSTAMP:20260101T000000Z",
        String.join("\r\n", lines),
        "END:" + component + "\r\nEND:VCALENDAR");
  }

  static Content card(String... lines) {
    return content(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:one", String.join("\r\n", lines), "END:VCARD");
  }

  /** The lines without their folds. */
  static List<String> lines(Content content) {
    return new String(content.toByteArray(), UTF_8).replace("\r\n ", "").lines().toList();
  }

  /** An element of Exchange, whose names need no prefix. */
  static XmlNode element(String xml) {
    List<XmlNode> children = new ArrayList<>();
    String document = "<x xmlns='" + Ews.TYPES + "'>" + xml + "</x>";
    try {
      XmlReading.read(document.getBytes(UTF_8), children::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return children.get(0);
  }

  static ExchangeItem item(String xml, Attachment... attachments) {
    return new ExchangeItem(element(xml), List.of(attachments), List.of());
  }

  /** An element in a short form: {@code Name[child](text)}. */
  static String shown(XmlNode node) {
    StringBuilder text = new StringBuilder(node.name().getLocalPart());
    node.attributes()
        .forEach((name, value) -> text.append(" @").append(name).append('=').append(value));
    if (!node.text().isEmpty()) {
      text.append('(').append(node.text()).append(')');
    }
    node.children().forEach(child -> text.append('[').append(shown(child)).append(']'));
    return text.toString();
  }

  /** The text of a child. */
  static String text(NewItem item, String name) {
    return item.element().child(Ews.type(name)).map(XmlNode::text).orElse("");
  }

  /** A child in a short form; empty where there is none. */
  static String shown(NewItem item, String name) {
    return item.element().child(Ews.type(name)).map(FormLines::shown).orElse("");
  }

  static String extended(NewItem item, ExtendedField field) {
    return String.join("|", field.in(item.element()));
  }

  /** What Exchange would tell about an item after it was made. */
  static ExchangeItem told(NewItem made) {
    return new ExchangeItem(made.element(), made.attachments(), List.of());
  }

  static QName name(String name) {
    return Ews.type(name);
  }
}
