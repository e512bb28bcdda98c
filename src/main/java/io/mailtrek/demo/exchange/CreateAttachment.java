package io.mailtrek.demo.exchange;

import java.util.List;

/** Attaches files and items to an item. */
final class CreateAttachment implements Operation {

  @Override
  public Xml answer(Xml request, Caller caller) throws EwsFailure {
    Xml parent = Requests.required(request, "ParentItemId");
    Answer answer = new Answer("CreateAttachment", "Attachments");
    for (Xml attachment : Requests.required(request, "Attachments").children()) {
      answer.add(
          () -> {
            StoredItem item = caller.item(Xml.t("ItemId").with("Id", parent.attribute("Id")));
            if (attachment.text("Content").length() / 4 * 3
                > caller.organization().messageSizeLimit()) {
              throw new EwsFailure(
                  "ErrorAttachmentSizeLimitExceeded", "The attachment is too large.");
            }
            caller.mailbox().checkQuota(attachment.text("Content").length());
            StoredAttachment added = Attachments.add(item, attachment);
            Defaults.settle(item);
            StoredItem changed = item.master().orElse(item);
            if (item.master().isPresent()) {
              Caller.series(changed).change(item);
            }
            changed.folder().touch(changed, false);
            return List.of(
                Xml.m(
                    "Attachments",
                    Xml.t(
                        attachment.name(),
                        Attachments.id(added)
                            .with("RootItemId", item.id())
                            .with("RootItemChangeKey", item.changeKey()))));
          });
    }
    return answer.xml();
  }
}
