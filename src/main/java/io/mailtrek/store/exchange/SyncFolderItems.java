package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.folderId;
import static io.mailtrek.store.exchange.Nodes.message;
import static io.mailtrek.store.exchange.Nodes.messageText;
import static io.mailtrek.store.exchange.Nodes.shape;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * SyncFolderItems (MS-OXWSSYNC §3.1.4.2): what has happened in a folder since a state, the newest
 * first, in pages. Without a state it is all that is there.
 */
final class SyncFolderItems {
  /** The most that a server takes. */
  private static final int PAGE = 512;

  /** A state that a server can do nothing with, because of its age or because it was moved. */
  private static final Set<String> STALE =
      Set.of(
          "ErrorInvalidSyncStateData",
          "ErrorSyncFolderNotFound",
          "ErrorInvalidSyncState",
          "ErrorStaleObject");

  private SyncFolderItems() {}

  /**
   * One page.
   *
   * @param created the items that are new, as far as their properties were told
   * @param gone how many items are not there any more
   * @param state where the next page begins
   * @param last whether there is no more
   */
  record Changes(List<XmlNode> created, int gone, boolean any, String state, boolean last) {}

  /** Asks for a page; empty where the server does not know the state any more. */
  static Optional<Changes> since(
      Ews ews, ExchangeFolder folder, Optional<String> state, List<XmlNode> properties)
      throws StoreException {
    XmlNode operation =
        message(
            "SyncFolderItems",
            shape("ItemShape", properties),
            message("SyncFolderId", folderId(folder.id())));
    state.ifPresent(text -> operation.add(messageText("SyncState", text)));
    operation.add(messageText("MaxChangesReturned", Integer.toString(PAGE)));
    EwsMessage answer = Answers.of(ews, EwsRequest.of(operation), 1).get(0);
    if (!answer.success()) {
      if (state.isPresent() && STALE.contains(answer.code())) {
        return Optional.empty();
      }
      throw EwsErrors.of(answer, "Listing the folder " + folder.path());
    }
    return Optional.of(changes(answer.element()));
  }

  private static Changes changes(XmlNode answer) {
    List<XmlNode> created = new ArrayList<>();
    int gone = 0;
    boolean any = false;
    List<XmlNode> changes =
        answer
            .child(io.mailtrek.store.exchange.form.Ews.message("Changes"))
            .map(XmlNode::children)
            .orElse(List.of());
    for (XmlNode change : changes) {
      any = true;
      switch (change.name().getLocalPart()) {
        case "Create" ->
            change.children().stream()
                .filter(item -> Nodes.id(item, "ItemId").isPresent())
                .forEach(created::add);
        case "Delete" -> gone++;
        default -> {
          // Items stay as they were moved: neither a new version nor a read mark counts.
        }
      }
    }
    return new Changes(
        created,
        gone,
        any,
        text(answer, "SyncState").orElse(""),
        text(answer, "IncludesLastItemInRange").map(Nodes::isTrue).orElse(changes.isEmpty()));
  }

  private static Optional<String> text(XmlNode answer, String name) {
    return answer
        .child(io.mailtrek.store.exchange.form.Ews.message(name))
        .flatMap(XmlNode::trimmed);
  }
}
