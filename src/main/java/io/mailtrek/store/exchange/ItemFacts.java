package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.type;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.xml.XmlNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a listing tells of an item, and what it asks for that. */
final class ItemFacts {
  private final ItemType type;
  private final ReadOptions reading;
  private final Optional<CopyNames> copies;

  /**
   * @param type of the folder
   */
  ItemFacts(ItemType type, ReadOptions reading) {
    this(type, reading, Optional.empty());
  }

  /**
   * @param copies what the items are called, where they are copies
   */
  ItemFacts(ItemType type, ReadOptions reading, Optional<CopyNames> copies) {
    this.type = type;
    this.reading = reading;
    this.copies = copies;
  }

  /** The properties that tell it. */
  List<XmlNode> properties() {
    List<XmlNode> all = new ArrayList<>();
    all.add(Fields.field(Fields.ITEM_CLASS));
    all.add(Fields.field("item:Size"));
    all.add(Fields.field("item:DateTimeReceived"));
    all.add(Fields.field("item:DateTimeCreated"));
    all.add(Fields.field("item:DateTimeSent"));
    if (type == ItemType.MAIL) {
      all.add(Fields.field("item:IsDraft"));
      all.add(Fields.field("item:Categories"));
      all.add(Fields.field("item:Flag"));
      all.add(Fields.field("message:IsRead"));
      all.add(Fields.field(Fields.INTERNET_MESSAGE_ID));
      all.add(Fields.tag(Fields.LAST_VERB, "Integer"));
    }
    if (type == ItemType.CALENDAR && reading.whole()) {
      all.add(Fields.field(Fields.CALENDAR_UID));
    }
    if (reading.whole()) {
      all.add(Fields.tag(Fields.SEARCH_KEY, "Binary"));
    }
    copies.ifPresent(names -> all.addAll(names.properties(type)));
    return all;
  }

  /** Whether an element has the properties, or the server left them out. */
  static boolean told(XmlNode element) {
    return element.has(type("ItemClass")) && element.has(type("Size"));
  }

  /** The item that an element tells of. */
  Item item(FolderPath folder, ItemKey key, XmlNode element, ListOptions options) {
    boolean mail = type == ItemType.MAIL;
    Optional<OffsetDateTime> sent = date(element, "DateTimeSent");
    return new Item(
        folder,
        type,
        key,
        date(element),
        options.sentDate() && mail ? sent : Optional.empty(),
        options.messageId() || reading.whole() ? name(element) : Optional.empty(),
        Nodes.number(Nodes.value(element, "Size")),
        mail ? MailMarks.flags(element) : Set.of(),
        mail ? MailMarks.keywords(element, reading.whole()) : Set.of());
  }

  private Optional<String> name(XmlNode element) {
    return copies.isPresent() ? copies.get().told(type, element) : fingerprint(element);
  }

  private Optional<OffsetDateTime> date(XmlNode element) {
    Optional<OffsetDateTime> created = date(element, "DateTimeCreated");
    if (type != ItemType.MAIL) {
      return created;
    }
    Optional<OffsetDateTime> wanted =
        switch (reading.mailDate()) {
          case RECEIVED -> date(element, "DateTimeReceived");
          case SENT -> date(element, "DateTimeSent");
          case CREATED -> created;
        };
    // A draft was neither sent nor received.
    return wanted.or(() -> created);
  }

  /** By what a copy is found; the three kinds can't be confused. */
  static Optional<String> fingerprint(XmlNode element) {
    return Nodes.value(element, "InternetMessageId")
        .or(() -> Nodes.value(element, "UID").map(uid -> Lookup.UID + uid))
        .or(
            () ->
                Fields.extended(element, Fields.SEARCH_KEY)
                    .flatMap(ItemFacts::hex)
                    .map(key -> Lookup.SEARCH_KEY + key));
  }

  private static Optional<String> hex(String base64) {
    try {
      return Optional.of(HexFormat.of().formatHex(Base64.getDecoder().decode(base64)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A date, to the second as elsewhere; fractions may have any length. */
  static Optional<OffsetDateTime> date(XmlNode element, String name) {
    return Nodes.value(element, name)
        .flatMap(ItemFacts::date)
        .map(date -> date.truncatedTo(ChronoUnit.SECONDS));
  }

  /** XML Schema permits a date without a zone, which Exchange means as UTC. */
  private static Optional<OffsetDateTime> date(String text) {
    // More than nine digits of a second are more than Java takes.
    String whole = text.replaceFirst("\\.[0-9]+", "");
    boolean zone = whole.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})");
    try {
      return Optional.of(
          OffsetDateTime.parse(zone ? whole : whole + "Z").withOffsetSameInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
