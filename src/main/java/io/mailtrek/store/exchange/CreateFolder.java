package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.folderId;
import static io.mailtrek.store.exchange.Nodes.message;
import static io.mailtrek.store.exchange.form.Ews.element;
import static io.mailtrek.store.exchange.form.Ews.text;

import io.mailtrek.store.ItemType;
import io.mailtrek.store.StoreException;
import java.util.Optional;

/** CreateFolder (MS-OXWSFOLD §3.1.4.2). */
final class CreateFolder {

  private CreateFolder() {}

  /** Makes a folder; its id, or empty where there is one of the name. */
  static Optional<String> in(Ews ews, String parentId, String name, ItemType type)
      throws StoreException {
    EwsRequest request =
        EwsRequest.of(
            message(
                "CreateFolder",
                message("ParentFolderId", folderId(parentId)),
                message(
                    "Folders",
                    element(
                        ItemClasses.folderElement(type),
                        text("FolderClass", ItemClasses.folderClass(type)),
                        text("DisplayName", name)))));
    EwsMessage answer = Answers.of(ews, request, 1).get(0);
    if (answer.code().equals("ErrorFolderExists")) {
      return Optional.empty();
    }
    return Optional.of(
        Answers.folder(answer)
            .flatMap(folder -> Nodes.id(folder, "FolderId"))
            .orElseThrow(() -> EwsErrors.of(answer, "Making the folder " + name)));
  }
}
