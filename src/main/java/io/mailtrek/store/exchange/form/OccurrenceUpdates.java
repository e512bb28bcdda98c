package io.mailtrek.store.exchange.form;

import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is different about an occurrence, as UpdateItem takes it ([MS-OXWSCORE] §3.1.4.9). */
final class OccurrenceUpdates {
  /** What an occurrence may have of its own. */
  private static final Map<String, String> URIS =
      new TreeMap<>(
          Map.of(
              "Subject", "item:Subject",
              "Sensitivity", "item:Sensitivity",
              "Categories", "item:Categories",
              "Importance", "item:Importance",
              "ReminderIsSet", "item:ReminderIsSet",
              "ReminderMinutesBeforeStart", "item:ReminderMinutesBeforeStart",
              "IsAllDayEvent", "calendar:IsAllDayEvent",
              "LegacyFreeBusyStatus", "calendar:LegacyFreeBusyStatus",
              "Location", "calendar:Location"));

  private OccurrenceUpdates() {}

  /**
   * Compares fields.
   *
   * @param usual when it would be as all others are
   */
  static List<XmlNode> of(List<XmlNode> series, List<XmlNode> occurrence, EventTimes usual) {
    List<XmlNode> updates = new ArrayList<>();
    boolean moved =
        !text(occurrence, "Start").equals(Optional.of(Fields.time(usual.start().instant())))
            || !text(occurrence, "End").equals(Optional.of(Fields.time(usual.end().instant())));
    if (moved) {
      set(updates, "calendar:Start", named(occurrence, "Start"));
      set(updates, "calendar:End", named(occurrence, "End"));
    }
    URIS.forEach(
        (name, uri) -> {
          Optional<XmlNode> here = named(occurrence, name);
          Optional<XmlNode> there = named(series, name);
          if (here.isPresent()) {
            if (!here.map(OccurrenceUpdates::form).equals(there.map(OccurrenceUpdates::form))) {
              set(updates, uri, here);
            }
          } else if (there.isPresent()) {
            updates.add(Ews.element("DeleteItemField", path(uri)));
          }
        });
    return updates;
  }

  /** A text of its own, which may be none. */
  static XmlNode body(List<XmlNode> occurrence) {
    XmlNode body = named(occurrence, "Body").orElseGet(() -> BodyText.body("Text", ""));
    return set(path("item:Body"), body);
  }

  /** Its title, though it may be that of all others. */
  static XmlNode subject(List<XmlNode> occurrence) {
    XmlNode subject = named(occurrence, "Subject").orElseGet(() -> Ews.text("Subject", ""));
    return set(path("item:Subject"), subject);
  }

  /** Lines of its own for which Exchange has no place. */
  static XmlNode kept(List<String> lines) {
    return set(Mapi.KEPT.path(), Mapi.KEPT.of(String.join("\n", lines)));
  }

  private static XmlNode set(XmlNode path, XmlNode field) {
    return Ews.element("SetItemField", path, Ews.element("CalendarItem", field));
  }

  private static void set(List<XmlNode> updates, String uri, Optional<XmlNode> field) {
    field.ifPresent(node -> updates.add(set(path(uri), node)));
  }

  private static XmlNode path(String uri) {
    XmlNode path = Ews.element("FieldURI");
    path.attribute("FieldURI", uri);
    return path;
  }

  private static Optional<XmlNode> named(List<XmlNode> fields, String name) {
    return fields.stream().filter(field -> field.is(Ews.type(name))).findFirst();
  }

  private static Optional<String> text(List<XmlNode> fields, String name) {
    return named(fields, name).map(XmlNode::text);
  }

  private static String form(XmlNode node) {
    StringBuilder form = new StringBuilder(node.name().getLocalPart());
    form.append(node.attributes()).append(node.text());
    node.children().forEach(child -> form.append('[').append(form(child)).append(']'));
    return form.toString();
  }
}
