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
  private static final List<String> PROPERTIES =
      List.of(
          "folder:ParentFolderId", "folder:DisplayName", "folder:FolderClass", "folder:TotalCount");

  private FindFolder() {}

  /** All folders below one that Exchange has a name for. */
  static List<XmlNode> below(Ews ews, String root) throws StoreException {
    return Paging.all(
        ews,
        "IndexedPageFolderView",
        "Folders",
        view -> request(root, view),
        "Listing the folders");
  }

  private static EwsRequest request(String root, XmlNode view) {
    List<XmlNode> properties = new ArrayList<>(PROPERTIES.stream().map(Fields::field).toList());
    properties.add(Fields.tag(Fields.HIDDEN, "Boolean"));
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
