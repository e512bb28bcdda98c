package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.folderId;
import static io.mailtrek.store.exchange.Nodes.message;
import static io.mailtrek.store.exchange.Nodes.shape;
import static io.mailtrek.store.exchange.Nodes.with;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.List;

/** FindItem (MS-OXWSSRCH §3.1.4.3): the items of a folder that meet a condition, in pages. */
final class FindItem {
  private FindItem() {}

  /** All of them, with some properties. */
  static List<XmlNode> all(
      Ews ews, ExchangeFolder folder, XmlNode condition, List<XmlNode> properties)
      throws StoreException {
    return Paging.all(
        ews,
        "IndexedPageItemView",
        "Items",
        view -> request(folder, condition, properties, view),
        "Searching the folder " + folder.path());
  }

  private static EwsRequest request(
      ExchangeFolder folder, XmlNode condition, List<XmlNode> properties, XmlNode view) {
    return EwsRequest.of(
        with(
            message(
                "FindItem",
                shape("ItemShape", properties),
                view,
                message("Restriction", condition),
                message("ParentFolderIds", folderId(folder.id()))),
            "Traversal",
            "Shallow"));
  }
}
