package io.mailtrek.demo.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which properties of items a program asks for. */
final class Shape {
  private static final Set<String> DEFAULT =
      Set.of(
          "ItemId",
          "Attachments",
          "HasAttachments",
          "Subject",
          "Sensitivity",
          "Body",
          "Size",
          "DateTimeSent",
          "DateTimeCreated",
          "From",
          "Sender",
          "IsRead",
          "ToRecipients",
          "CcRecipients",
          "Start",
          "End",
          "LegacyFreeBusyStatus",
          "Location",
          "Organizer",
          "CalendarItemType",
          "FileAs",
          "DisplayName",
          "CompanyName",
          "EmailAddresses",
          "PhysicalAddresses",
          "PhoneNumbers",
          "ImAddresses",
          "DueDate",
          "PercentComplete",
          "Status");
  private static final Set<String> NOT_FOUND =
      Set.of(
          "MimeContent",
          "Body",
          "UniqueBody",
          "NormalizedBody",
          "TextBody",
          "Attachments",
          "ToRecipients",
          "CcRecipients",
          "BccRecipients",
          "ReplyTo",
          "InternetMessageHeaders",
          "ResponseObjects",
          "RequiredAttendees",
          "OptionalAttendees",
          "Resources",
          "Recurrence",
          "FirstOccurrence",
          "LastOccurrence",
          "ModifiedOccurrences",
          "DeletedOccurrences",
          "Members");

  private final String base;
  private final boolean finding;
  private final boolean mime;
  private final Set<String> additional = new LinkedHashSet<>();
  private final Map<PropertyName, Xml> extended = new LinkedHashMap<>();
  private final List<Xml> indexed = new ArrayList<>();

  /**
   * What {@code m:ItemShape} asks for.
   *
   * @param finding whether items are listed, which tells less of them
   */
  Shape(Xml shape, boolean finding) throws EwsFailure {
    this.base = shape.text("BaseShape");
    this.finding = finding;
    this.mime = shape.text("IncludeMimeContent").equals("true");
    if (!Set.of("IdOnly", "Default", "AllProperties").contains(base)) {
      throw EwsFailure.schema("BaseShape is missing.");
    }
    if (mime && finding) {
      throw new EwsFailure(
          "ErrorInvalidPropertyForOperation", "MIME content is not told by this operation.");
    }
    for (Xml path : shape.child("AdditionalProperties").map(Xml::children).orElse(List.of())) {
      add(path);
    }
  }

  private void add(Xml path) throws EwsFailure {
    switch (path.name()) {
      case "FieldURI" -> {
        String name = Fields.property(path);
        if (finding && NOT_FOUND.contains(name)) {
          throw new EwsFailure(
              "ErrorInvalidPropertyForOperation",
              "The property can't be requested here: " + path.attribute("FieldURI"));
        }
        additional.add(name);
      }
      case "ExtendedFieldURI" -> extended.put(PropertyName.of(path), path);
      case "IndexedFieldURI" -> indexed.add(path);
      default -> throw EwsFailure.schema("there is no path " + path.name() + ".");
    }
  }

  /** The item with what is asked for. */
  Xml of(StoredItem item) throws EwsFailure {
    ItemView view = new ItemView(item);
    Xml element = Xml.t(item.element());
    for (String name : SchemaOrder.of(item.element())) {
      if (name.equals("ExtendedProperty")) {
        addExtended(element, view);
      } else if (wanted(name)) {
        view.property(name).map(Xml::copy).ifPresent(element::add);
      } else {
        Fields.indexed(item, name, indexed).ifPresent(element::add);
      }
    }
    return element;
  }

  private void addExtended(Xml element, ItemView view) throws EwsFailure {
    for (Map.Entry<PropertyName, Xml> entry : extended.entrySet()) {
      Optional<Xml> value = view.extended(entry.getKey());
      value.ifPresent(
          v -> element.add(Xml.t("ExtendedProperty", entry.getValue().copy(), v.copy())));
    }
  }

  private boolean wanted(String name) {
    if (name.equals("MimeContent")) {
      return mime || additional.contains(name);
    }
    boolean byBase =
        name.equals("ItemId")
            || base.equals("AllProperties")
            || (base.equals("Default") && DEFAULT.contains(name));
    return (byBase && !(finding && NOT_FOUND.contains(name))) || additional.contains(name);
  }
}
