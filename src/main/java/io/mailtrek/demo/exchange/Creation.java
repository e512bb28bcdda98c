package io.mailtrek.demo.exchange;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** Makes items: of a message, or of properties. */
final class Creation {
  private static final Set<String> TIMES =
      Set.of(
          "Start",
          "End",
          "ReminderDueBy",
          "StartDate",
          "DueDate",
          "CompleteDate",
          "Birthday",
          "WeddingAnniversary",
          "DateTimeReceived",
          "DateTimeSent");

  private Creation() {}

  /** A message as it came to a mailbox. */
  static StoredItem mail(ExchangeFolder folder, byte[] mime, Mail marks) throws EwsFailure {
    StoredItem item = fresh(folder, elementOf(marks.itemClass()));
    MimeProperties.read(item, mime);
    item.set(Xml.t("ItemClass", marks.itemClass()));
    marks.received().ifPresent(time -> item.set(Xml.t("DateTimeReceived", Times.write(time))));
    marks.received().ifPresent(item::createdAt);
    item.set(Xml.t("IsRead", "" + marks.read()));
    item.set(Xml.t("IsDraft", "" + marks.draft()));
    if (marks.flagged()) {
      item.set(Xml.t("Flag", Xml.t("FlagStatus", "Flagged")));
    }
    if (!marks.categories().isEmpty()) {
      Xml categories = Xml.t("Categories");
      marks.categories().forEach(word -> categories.add(Xml.t("String", word)));
      item.set(categories);
    }
    Defaults.settle(item);
    folder.put(item);
    return item;
  }

  /** An item with whatever properties, as it is at a server. */
  static StoredItem item(ExchangeFolder folder, Xml given, ZoneId zone) throws EwsFailure {
    StoredItem item = fill(folder, given, zone);
    Defaults.settle(item);
    folder.put(item);
    return item;
  }

  /** An item as a program asks for it. */
  static StoredItem requested(ExchangeFolder folder, Xml given, Caller caller) throws EwsFailure {
    SchemaOrder.check(given);
    Validity.check(given, folder);
    StoredItem item = fill(folder, given, caller.zone());
    Defaults.asked(item);
    Defaults.settle(item);
    if (item.size() > caller.organization().messageSizeLimit()) {
      throw new EwsFailure(
          "ErrorMessageSizeExceeded", "The message exceeds the maximum supported size.");
    }
    caller.mailbox().checkQuota(item.size());
    folder.put(item);
    return item;
  }

  private static StoredItem fill(ExchangeFolder folder, Xml given, ZoneId zone) throws EwsFailure {
    String element = given.name().equals("Item") ? "Message" : given.name();
    StoredItem item = fresh(folder, element);
    for (Xml property : given.children()) {
      apply(item, property, zone);
    }
    return item;
  }

  private static StoredItem fresh(ExchangeFolder folder, String element) {
    return new StoredItem(folder, folder.mailbox().nextItemId(), element);
  }

  /** Sets one property. */
  static void apply(StoredItem item, Xml property, ZoneId zone) throws EwsFailure {
    switch (property.name()) {
      case "MimeContent" -> mime(item, property);
      case "ExtendedProperty" -> extended(item, property);
      case "Attachments" -> {
        for (Xml attachment : property.children()) {
          Attachments.add(item, attachment);
        }
      }
      default -> {
        Xml value = property.copy();
        if (TIMES.contains(value.name()) && !value.text().isEmpty()) {
          value.withText(Times.write(Times.read(value.text(), zone)));
        }
        item.set(value);
      }
    }
  }

  private static void mime(StoredItem item, Xml property) throws EwsFailure {
    if (!List.of("Message", "PostItem").contains(item.element())) {
      throw new EwsFailure(
          "ErrorUnsupportedMimeConversion", "MIME conversion is not supported for this item type.");
    }
    MimeProperties.read(item, Attachments.content(property.text()));
  }

  private static void extended(StoredItem item, Xml property) throws EwsFailure {
    Xml path = property.child("ExtendedFieldURI").orElseThrow(() -> EwsFailure.schema("no URI."));
    PropertyName name = PropertyName.of(path);
    Xml value =
        property
            .child("Value")
            .or(() -> property.child("Values"))
            .orElseThrow(() -> EwsFailure.schema("an extended property has no value."));
    setExtended(item, name, value);
  }

  static void setExtended(StoredItem item, PropertyName name, Xml value) throws EwsFailure {
    String text = value.text();
    if (name.equals(PropertyName.FLAGS)) {
      int flags = Integer.parseInt(text);
      item.set(Xml.t("IsRead", "" + ((flags & 1) != 0)));
      item.set(Xml.t("IsDraft", "" + ((flags & 8) != 0)));
    } else if (name.equals(PropertyName.DELIVERED)) {
      item.set(Xml.t("DateTimeReceived", Times.write(Times.read(text, ZoneOffset.UTC))));
    } else if (name.equals(PropertyName.SUBMITTED)) {
      item.set(Xml.t("DateTimeSent", Times.write(Times.read(text, ZoneOffset.UTC))));
    } else {
      item.extendedProperties().put(name, value.copy());
    }
  }

  private static String elementOf(String itemClass) {
    if (itemClass.startsWith("IPM.Schedule.Meeting.Request")) {
      return "MeetingRequest";
    }
    if (itemClass.startsWith("IPM.Schedule.Meeting.Resp")) {
      return "MeetingResponse";
    }
    if (itemClass.startsWith("IPM.Schedule.Meeting.Canceled")) {
      return "MeetingCancellation";
    }
    return itemClass.startsWith("IPM.Post") ? "PostItem" : "Message";
  }
}
