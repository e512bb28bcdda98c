package io.mailtrek.demo.exchange;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The properties of an item as they are told: those that are stored, and those that the server
 * makes.
 *
 * @param item whose they are
 */
record ItemView(StoredItem item) {
  private static final int READ = 0x1;
  private static final int UNSENT = 0x8;
  private static final int HAS_ATTACHMENTS = 0x10;

  /** A property by the name of its element. */
  Optional<Xml> property(String name) throws EwsFailure {
    return switch (name) {
      case "MimeContent" -> Optional.of(mimeContent());
      case "ItemId" -> Optional.of(item.itemId());
      case "ParentFolderId" ->
          Optional.of(
              Xml.t("ParentFolderId").with("Id", item.folder().id()).with("ChangeKey", "AQAAAA=="));
      case "Attachments" -> attachments();
      case "Body" -> item.has("Body") ? item.property("Body") : MimeBody.of(item);
      case "Size" -> text("Size", "" + item.size());
      case "HasAttachments" ->
          text("HasAttachments", "" + item.attachments().stream().anyMatch(a -> !inline(a)));
      case "InternetMessageHeaders" -> MimeBody.headers(item);
      case "DateTimeCreated" -> text(name, Times.write(item.createdAt()));
      case "LastModifiedTime" -> text(name, Times.write(item.modifiedAt()));
      case "LastModifiedName" -> text(name, item.folder().mailbox().address());
      case "IsAssociated" -> text(name, "false");
      case "DisplayTo" ->
          names(name, item.element().equals("CalendarItem") ? "RequiredAttendees" : "ToRecipients");
      case "DisplayCc" ->
          names(name, item.element().equals("CalendarItem") ? "OptionalAttendees" : "CcRecipients");
      case "FirstOccurrence", "LastOccurrence", "ModifiedOccurrences", "DeletedOccurrences" ->
          item.series().isPresent() ? item.series().get().property(name) : Optional.empty();
      default -> item.property(name);
    };
  }

  /** The value of an extended property: {@code t:Value} or {@code t:Values}. */
  Optional<Xml> extended(PropertyName name) throws EwsFailure {
    Xml stored = item.extendedProperties().get(name);
    if (stored != null) {
      return Optional.of(stored);
    }
    return switch (name.set().isEmpty() ? name.name() : "") {
      case "0xe07" -> value("" + flags());
      case "0xe06" -> value(item.text("DateTimeReceived"));
      case "0x39" -> value(item.text("DateTimeSent"));
      case "0x3007" -> value(Times.write(item.createdAt()));
      case "0x3008" -> value(Times.write(item.modifiedAt()));
      case "0x1a" -> value(item.itemClass());
      case "0x37" -> value(item.subject());
      case "0x1035" -> value(item.text("InternetMessageId"));
      case "0xe08" -> value("" + item.size());
      case "0x1090" -> value(flagStatus());
      default -> Optional.empty();
    };
  }

  private int flags() {
    return (item.is("IsRead") ? READ : 0)
        | (item.is("IsDraft") ? UNSENT : 0)
        | (item.attachments().isEmpty() ? 0 : HAS_ATTACHMENTS);
  }

  private String flagStatus() {
    return switch (item.text("Flag", "FlagStatus")) {
      case "Flagged" -> "2";
      case "Complete" -> "1";
      default -> "";
    };
  }

  private Xml mimeContent() throws EwsFailure {
    item.checkFailure("MimeContent");
    return Xml.t("MimeContent", Base64.getEncoder().encodeToString(MimeText.of(item)))
        .with("CharacterSet", "UTF-8");
  }

  private Optional<Xml> attachments() {
    List<StoredAttachment> all = item.attachments();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Xml element = Xml.t("Attachments");
    all.forEach(attachment -> element.add(Attachments.description(attachment)));
    return Optional.of(element);
  }

  private Optional<Xml> names(String name, String recipients) {
    Optional<Xml> all = item.property(recipients);
    if (all.isEmpty() && !item.element().equals("Message")) {
      return Optional.empty();
    }
    return text(
        name,
        all.stream()
            .flatMap(list -> list.children().stream())
            .map(one -> one.child("Mailbox").orElse(one))
            .map(box -> box.child("Name").orElseGet(() -> Xml.t("Name", box.text("EmailAddress"))))
            .map(Xml::text)
            .collect(Collectors.joining("; ")));
  }

  private static boolean inline(StoredAttachment attachment) {
    return attachment.description().text("IsInline").equals("true");
  }

  private static Optional<Xml> text(String name, String value) {
    return Optional.of(Xml.t(name, value));
  }

  private static Optional<Xml> value(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Xml.t("Value", text));
  }

  static Instant time(String text) throws EwsFailure {
    return Times.read(text, ZoneOffset.UTC);
  }
}
