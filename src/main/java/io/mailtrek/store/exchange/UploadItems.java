package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.message;
import static io.mailtrek.store.exchange.Nodes.with;
import static io.mailtrek.store.exchange.form.Ews.element;

import io.mailtrek.store.Content;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** UploadItems (MS-OXWSBTRF §3.1.4.2): new items of what ExportItems has given elsewhere. */
final class UploadItems {

  private UploadItems() {}

  /** Makes items in a folder; the answer has a message for each of them, in their order. */
  static List<EwsMessage> in(Ews ews, ExchangeFolder folder, List<Content> contents)
      throws StoreException {
    Map<XmlNode, Content> streams = new HashMap<>();
    XmlNode items = message("Items");
    for (Content content : contents) {
      XmlNode data = element("Data");
      XmlNode item = element("Item", with(element("ParentFolderId"), "Id", folder.id()), data);
      item.attribute("CreateAction", "CreateNew");
      items.add(item);
      streams.put(data, content);
    }
    return Answers.of(ews, new EwsRequest(message("UploadItems", items), streams), contents.size());
  }
}
