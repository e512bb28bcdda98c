package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.distinguished;
import static io.mailtrek.store.exchange.Nodes.message;
import static io.mailtrek.store.exchange.Nodes.shape;
import static io.mailtrek.store.exchange.Nodes.with;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.List;

/** FindFolder (MS-OXWSFOLD §3.1.4.5): the folders below another one, however deep, in pages. */
final class FindFolder {
  private static final int PAGE = 500;

  private static final List<String> PROPERTIES =
      List.of(
          "folder:ParentFolderId", "folder:DisplayName", "folder:FolderClass", "folder:TotalCount");

  private FindFolder() {}

  /** All folders below one that Exchange has a name for. */
  static List<XmlNode> below(Ews ews, String root) throws StoreException {
    List<XmlNode> all = new ArrayList<>();
    Page page = new Page(List.of(), 0, false);
    while (!page.last()) {
      EwsMessage answer = Answers.of(ews, request(root, page.next()), 1).get(0);
      if (!answer.success()) {
        throw EwsErrors.of(answer, "Listing the folders");
      }
      page = Page.of(answer, "Folders", page.next());
      all.addAll(page.found());
    }
    return all;
  }

  private static EwsRequest request(String root, long offset) {
    List<XmlNode> properties = new ArrayList<>(PROPERTIES.stream().map(Fields::field).toList());
    properties.add(Fields.tag(Fields.HIDDEN, "Boolean"));
    XmlNode view = message("IndexedPageFolderView");
    view.attribute("MaxEntriesReturned", Integer.toString(PAGE));
    view.attribute("Offset", Long.toString(offset));
    view.attribute("BasePoint", "Beginning");
    return EwsRequest.of(
        with(
            message(
                "FindFolder",
                shape("FolderShape", properties),
                view,
                message("ParentFolderIds", distinguished(root))),
            "Traversal",
            "Deep"));
  }
}
