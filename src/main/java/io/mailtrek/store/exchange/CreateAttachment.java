package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.message;
import static io.mailtrek.store.exchange.Nodes.with;
import static io.mailtrek.store.exchange.form.Ews.element;
import static io.mailtrek.store.exchange.form.Ews.text;

import io.mailtrek.store.Content;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.exchange.form.Attachment;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CreateAttachment (MS-OXWSATT §3.1.4.1): files for an item that is being made. */
final class CreateAttachment {
  private static final long BYTES = 8 << 20;

  private CreateAttachment() {}

  /** Adds files to an item. */
  static void to(Ews ews, String itemId, List<Attachment> attachments) throws StoreException {
    List<Attachment> batch = new ArrayList<>();
    long bytes = 0;
    for (Attachment attachment : attachments) {
      int size = attachment.content().size();
      if (!batch.isEmpty() && bytes + size > BYTES) {
        send(ews, itemId, batch);
        batch.clear();
        bytes = 0;
      }
      bytes += size;
      batch.add(attachment);
    }
    if (!batch.isEmpty()) {
      send(ews, itemId, batch);
    }
  }

  private static void send(Ews ews, String itemId, List<Attachment> batch) throws StoreException {
    Map<XmlNode, Content> streams = new HashMap<>();
    XmlNode list = message("Attachments");
    for (Attachment attachment : batch) {
      XmlNode content = element("Content");
      list.add(file(attachment, content));
      streams.put(content, attachment.content());
    }
    XmlNode operation =
        message("CreateAttachment", with(message("ParentItemId"), "Id", itemId), list);
    List<EwsMessage> answers = Answers.of(ews, new EwsRequest(operation, streams), batch.size());
    for (int i = 0; i < batch.size(); i++) {
      if (!answers.get(i).success()) {
        throw EwsErrors.of(answers.get(i), "Attaching " + batch.get(i).name());
      }
    }
  }

  private static XmlNode file(Attachment attachment, XmlNode content) {
    XmlNode file = element("FileAttachment", text("Name", attachment.name()));
    attachment.contentType().ifPresent(type -> file.add(text("ContentType", type)));
    attachment.contentId().ifPresent(id -> file.add(text("ContentId", id)));
    if (attachment.inline()) {
      file.add(text("IsInline", "true"));
    }
    if (attachment.photo()) {
      file.add(text("IsContactPhoto", "true"));
    }
    file.add(content);
    return file;
  }
}
