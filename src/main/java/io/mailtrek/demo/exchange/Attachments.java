package io.mailtrek.demo.exchange;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What is attached to items, in the form of requests and answers. */
final class Attachments {
  private static final List<String> FILE =
      List.of(
          "Name",
          "ContentType",
          "ContentId",
          "ContentLocation",
          "Size",
          "LastModifiedTime",
          "IsInline",
          "IsContactPhoto",
          "Content");

  private Attachments() {}

  /** Attaches what a request holds. */
  static StoredAttachment add(StoredItem item, Xml requested) throws EwsFailure {
    Xml description = Xml.t(requested.name());
    switch (requested.name()) {
      case "FileAttachment" -> {
        check(requested);
        byte[] content = content(requested.text("Content"));
        FILE.stream()
            .filter(name -> !name.equals("Content"))
            .forEach(name -> requested.child(name).ifPresent(description::add));
        return item.attach(description, content, Optional.empty());
      }
      case "ItemAttachment" -> {
        description.add(Xml.t("Name", requested.text("Name")));
        Optional<Xml> inner =
            requested.children().stream().filter(child -> !FILE.contains(child.name())).findFirst();
        return item.attach(
            description,
            new byte[0],
            Optional.of(inner.orElseThrow(() -> EwsFailure.schema("there is no item in it."))));
      }
      default -> throw EwsFailure.schema("there is no " + requested.name() + ".");
    }
  }

  /** The properties of an attachment without its content. */
  static Xml description(StoredAttachment attachment) {
    Xml given = attachment.description();
    Xml told = Xml.t(given.name()).add(id(attachment));
    boolean file = attachment.item().isEmpty();
    int size = file ? attachment.content().length : attachment.item().get().toString().length();
    for (String name : FILE) {
      switch (name) {
        case "Size" -> told.add(Xml.t(name, "" + size));
        case "IsInline" -> told.add(given.child(name).orElseGet(() -> Xml.t(name, "false")));
        case "IsContactPhoto" -> {
          if (file) {
            told.add(given.child(name).orElseGet(() -> Xml.t(name, "false")));
          }
        }
        default -> given.child(name).ifPresent(told::add);
      }
    }
    return told;
  }

  /** The whole attachment. */
  static Xml whole(StoredAttachment attachment) {
    Xml told = description(attachment);
    return attachment.item().isPresent()
        ? told.add(attachment.item().get())
        : told.add(Xml.t("Content", Base64.getEncoder().encodeToString(attachment.content())));
  }

  static Xml id(StoredAttachment attachment) {
    return Xml.t("AttachmentId").with("Id", attachment.id());
  }

  static byte[] content(String base64) throws EwsFailure {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw EwsFailure.schema("the content is no base64.");
    }
  }

  private static void check(Xml requested) throws EwsFailure {
    int last = 0;
    for (Xml property : requested.children()) {
      int index = FILE.indexOf(property.name());
      if (index < last) {
        throw EwsFailure.schema("'" + property.name() + "' is invalid in a FileAttachment here.");
      }
      last = index + 1;
    }
  }
}
