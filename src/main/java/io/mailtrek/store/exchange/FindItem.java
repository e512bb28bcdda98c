package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.folderId;
import static io.mailtrek.store.exchange.Nodes.message;
import static io.mailtrek.store.exchange.Nodes.shape;
import static io.mailtrek.store.exchange.Nodes.with;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.List;

/** FindItem (MS-OXWSSRCH §3.1.4.3): the items of a folder that meet a condition, in pages. */
final class FindItem {
  private static final int PAGE = 500;

  private FindItem() {}

  /** All of them, with some properties. */
  static List<XmlNode> all(
      Ews ews, ExchangeFolder folder, XmlNode condition, List<XmlNode> properties)
      throws StoreException {
    List<XmlNode> all = new ArrayList<>();
    Page page = new Page(List.of(), 0, false);
    while (!page.last()) {
      EwsRequest request = request(folder, condition, properties, page.next());
      EwsMessage answer = Answers.of(ews, request, 1).get(0);
      if (!answer.success()) {
        throw EwsErrors.of(answer, "Searching the folder " + folder.path());
      }
      page = Page.of(answer, "Items", page.next());
      all.addAll(page.found());
    }
    return all;
  }

  private static EwsRequest request(
      ExchangeFolder folder, XmlNode condition, List<XmlNode> properties, long offset) {
    XmlNode view = message("IndexedPageItemView");
    view.attribute("MaxEntriesReturned", Integer.toString(PAGE));
    view.attribute("Offset", Long.toString(offset));
    view.attribute("BasePoint", "Beginning");
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
