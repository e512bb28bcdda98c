package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.distinguished;
import static io.mailtrek.store.exchange.Nodes.message;
import static io.mailtrek.store.exchange.Nodes.shape;
import static io.mailtrek.store.exchange.Nodes.with;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** GetFolder (MS-OXWSFOLD §3.1.4.6): folders by their ids. */
final class GetFolder {

  private static final Set<String> NOT_THERE =
      Set.of("ErrorFolderNotFound", "ErrorItemNotFound", "ErrorArchiveMailboxNotEnabled");

  private GetFolder() {}

  /**
   * The ids of folders by the names that Exchange has for them; without those that are not there.
   */
  static Map<String, String> ids(Ews ews, List<String> names) throws StoreException {
    List<XmlNode> ids = names.stream().map(Nodes::distinguished).toList();
    List<EwsMessage> messages = Answers.of(ews, request(ids, List.of()), names.size());
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Optional<XmlNode> folder = Answers.folder(messages.get(i));
      String name = names.get(i);
      folder.flatMap(node -> Nodes.id(node, "FolderId")).ifPresent(id -> found.put(name, id));
      if (i == 0 && folder.isEmpty()) {
        throw EwsErrors.of(messages.get(i), "Opening the folder " + name);
      }
    }
    return found;
  }

  /** The id of a folder that not every mailbox has. */
  static Optional<String> id(Ews ews, String name) throws StoreException {
    EwsMessage answer = Answers.of(ews, request(List.of(distinguished(name)), List.of()), 1).get(0);
    if (!answer.success() && NOT_THERE.contains(answer.code())) {
      return Optional.empty();
    }
    XmlNode folder =
        Answers.folder(answer)
            .orElseThrow(() -> EwsErrors.of(answer, "Opening the folder " + name));
    return Nodes.id(folder, "FolderId");
  }

  /** One folder that Exchange has a name for, with some properties. */
  static XmlNode one(Ews ews, String name, Collection<XmlNode> properties) throws StoreException {
    EwsMessage answer =
        Answers.of(ews, request(List.of(distinguished(name)), properties), 1).get(0);
    return Answers.folder(answer)
        .orElseThrow(() -> EwsErrors.of(answer, "Opening the folder " + name));
  }

  /** Whether a folder is there. */
  static boolean exists(Ews ews, String id) throws StoreException {
    return Answers.folder(
            Answers.of(ews, request(List.of(Nodes.folderId(id)), List.of()), 1).get(0))
        .isPresent();
  }

  private static EwsRequest request(List<XmlNode> ids, Collection<XmlNode> properties) {
    return EwsRequest.of(
        message("GetFolder", shape("FolderShape", properties), with(message("FolderIds"), ids)));
  }
}
