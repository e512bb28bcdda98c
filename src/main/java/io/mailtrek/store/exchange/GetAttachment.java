package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.message;
import static io.mailtrek.store.exchange.Nodes.with;
import static io.mailtrek.store.exchange.form.Ews.element;
import static io.mailtrek.store.exchange.form.Ews.text;
import static io.mailtrek.store.exchange.form.Ews.type;

import io.mailtrek.store.Content;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.exchange.form.Attachment;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GetAttachment (MS-OXWSATT §3.1.4.3): what is attached to items. */
final class GetAttachment {
  private static final int MOST = 20;
  private static final long BYTES = 8 << 20;

  private GetAttachment() {}

  /** The attachments of each of some items, as far as they are files or have a MIME form. */
  static List<List<Attachment>> all(Ews ews, List<XmlNode> items) throws StoreException {
    Map<String, Attachment> byId = new HashMap<>();
    List<XmlNode> batch = new ArrayList<>();
    long bytes = 0;
    for (XmlNode item : items) {
      for (XmlNode attachment : told(item)) {
        long size = Nodes.number(Nodes.value(attachment, "Size"));
        if (!batch.isEmpty() && (batch.size() == MOST || bytes + size > BYTES)) {
          read(ews, batch, byId);
          batch.clear();
          bytes = 0;
        }
        bytes += size;
        batch.add(attachment);
      }
    }
    if (!batch.isEmpty()) {
      read(ews, batch, byId);
    }
    return items.stream()
        .map(
            item ->
                told(item).stream()
                    .flatMap(attachment -> Optional.ofNullable(byId.get(id(attachment))).stream())
                    .toList())
        .toList();
  }

  private static List<XmlNode> told(XmlNode item) {
    return item.child(type("Attachments")).map(XmlNode::children).orElse(List.of()).stream()
        .filter(attachment -> attachment.has(type("AttachmentId")))
        .toList();
  }

  private static String id(XmlNode attachment) {
    return Nodes.id(attachment, "AttachmentId").orElse("");
  }

  private static void read(Ews ews, List<XmlNode> batch, Map<String, Attachment> byId)
      throws StoreException {
    List<XmlNode> ids =
        batch.stream()
            .map(attachment -> with(element("AttachmentId"), "Id", id(attachment)))
            .toList();
    EwsRequest request =
        EwsRequest.of(
            message(
                "GetAttachment",
                message("AttachmentShape", text("IncludeMimeContent", "true")),
                with(message("AttachmentIds"), ids)));
    EwsAnswer answer = Answers.complete(request, ews.send(request), ids.size());
    for (int i = 0; i < batch.size(); i++) {
      EwsMessage message = answer.messages().get(i);
      if (!message.success()) {
        throw EwsErrors.of(
            message,
            "Reading the attachment " + Nodes.value(batch.get(i), "Name").orElse("without a name"));
      }
      XmlNode told = batch.get(i);
      attachment(message, told, answer).ifPresent(read -> byId.put(id(told), read));
    }
  }

  private static Optional<Attachment> attachment(
      EwsMessage message, XmlNode told, EwsAnswer answer) {
    Optional<XmlNode> found =
        message
            .element()
            .child(io.mailtrek.store.exchange.form.Ews.message("Attachments"))
            .flatMap(all -> all.children().stream().findFirst());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    XmlNode attachment = found.get();
    if (attachment.is(type("ItemAttachment"))) {
      return attachment.children().stream()
          .flatMap(item -> item.child(type("MimeContent")).stream())
          .flatMap(mime -> answer.content(mime).stream())
          .findFirst()
          .map(mime -> attachment(attachment, told, Optional.of("message/rfc822"), mime));
    }
    Content content =
        attachment
            .child(type("Content"))
            .flatMap(answer::content)
            .orElseGet(() -> Content.of(new byte[0]));
    return Optional.of(
        attachment(
            attachment,
            told,
            Nodes.value(attachment, "ContentType").or(() -> Nodes.value(told, "ContentType")),
            content));
  }

  private static Attachment attachment(
      XmlNode attachment, XmlNode told, Optional<String> contentType, Content content) {
    return new Attachment(
        Nodes.value(attachment, "Name").or(() -> Nodes.value(told, "Name")).orElse("attachment"),
        contentType,
        Nodes.value(attachment, "ContentId").or(() -> Nodes.value(told, "ContentId")),
        Nodes.flag(attachment, "IsInline") || Nodes.flag(told, "IsInline"),
        Nodes.flag(attachment, "IsContactPhoto") || Nodes.flag(told, "IsContactPhoto"),
        content);
  }
}
