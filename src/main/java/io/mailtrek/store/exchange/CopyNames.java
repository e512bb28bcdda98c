package io.mailtrek.store.exchange;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Trace;
import io.mailtrek.store.xml.XmlNode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What copies are called by which they are known again, also without the ledger. Where items go as
 * streams, that is what stays the same at every Exchange; else it is the property that MailTrek
 * gives to what it makes. Mail that did not come as a stream is called by its Message-ID, and is
 * known by what it says.
 *
 * @param whole whether items are delivered as streams
 */
record CopyNames(boolean whole) {
  private static final String KEY = "key:";

  /** The properties that tell it. */
  List<XmlNode> properties(ItemType type) {
    if (!whole) {
      return type == ItemType.MAIL ? List.of() : List.of(Fields.mailTrekKey());
    }
    return type == ItemType.CALENDAR
        ? List.of(Fields.field(Fields.CALENDAR_UID), Fields.tag(Fields.SEARCH_KEY, "Binary"))
        : List.of(Fields.tag(Fields.SEARCH_KEY, "Binary"));
  }

  /** What an element says that a copy is called. */
  Optional<String> told(ItemType type, XmlNode element) {
    if (!whole) {
      return type == ItemType.MAIL
          ? ItemFacts.fingerprint(element)
          : Fields.mailTrekKey(element).map(KEY::concat);
    }
    Optional<Long> date =
        ItemFacts.date(element, "DateTimeReceived")
            .or(() -> ItemFacts.date(element, "DateTimeCreated"))
            .map(OffsetDateTime::toEpochSecond);
    return ItemFacts.fingerprint(element).map(id -> called(id, date));
  }

  /** What the copy of an item is called; empty where that does not tell it. */
  Optional<String> of(ItemType type, FolderPath from, Trace trace) {
    if (whole) {
      return trace.messageId().map(id -> called(id, trace.date()));
    }
    // A number is that of an IMAP server, which may have begun to count anew.
    return type == ItemType.MAIL || trace.key().value().matches("\\d+")
        ? Optional.empty()
        : Optional.of(KEY + Keys.mailTrekKey(from, trace));
  }

  /** Different messages may have one Message-ID. */
  private static String called(String fingerprint, Optional<Long> date) {
    boolean unique =
        fingerprint.startsWith(Lookup.UID) || fingerprint.startsWith(Lookup.SEARCH_KEY);
    return unique ? fingerprint : fingerprint + " " + date.orElse(0L);
  }
}
