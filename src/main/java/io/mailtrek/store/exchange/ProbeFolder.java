package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.message;

import io.mailtrek.store.ItemType;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The folder of a probe. This class alone removes a folder and messages from a server, and only
 * where the folder has the name of a probe and all that is in it is the probe's.
 */
final class ProbeFolder {
  private static final String NAME = "MailTrek probe ";
  private static final Pattern LEFT_BEHIND = Pattern.compile(NAME + "[0-9a-f]{16}");

  private final Ews ews;
  private final ExchangeFolder folder;

  private ProbeFolder(Ews ews, ExchangeFolder folder) {
    this.ews = ews;
    this.folder = folder;
  }

  /** Makes one. */
  static ProbeFolder make(Ews ews, String id) throws StoreException {
    String root = GetFolder.ids(ews, List.of(FolderList.ROOT)).get(FolderList.ROOT);
    String name = NAME + id;
    Optional<String> made = CreateFolder.in(ews, root, name, ItemType.MAIL);
    return new ProbeFolder(ews, folder(made.orElse(""), name));
  }

  /** Those that interrupted probes have left. */
  static List<ProbeFolder> leftBehind(Ews ews) throws StoreException {
    List<ProbeFolder> all = new ArrayList<>();
    for (XmlNode found : FindFolder.below(ews, FolderList.ROOT)) {
      String name = Nodes.value(found, "DisplayName").orElse("");
      Optional<String> id = Nodes.id(found, "FolderId");
      if (LEFT_BEHIND.matcher(name).matches() && id.isPresent()) {
        all.add(new ProbeFolder(ews, folder(id.get(), name)));
      }
    }
    return all;
  }

  private static ExchangeFolder folder(String id, String name) {
    return new ExchangeFolder(
        id,
        io.mailtrek.store.FolderPath.of(name),
        ItemType.MAIL,
        io.mailtrek.store.FolderRole.NONE,
        0);
  }

  /** What its messages are marked with. */
  String mark() {
    return "probe:" + folder.path().name();
  }

  /** As a folder to write to. */
  ExchangeFolder folder() {
    return folder;
  }

  /** Removes the messages of the probe and the folder; tells why it did not. */
  Optional<String> remove() throws StoreException {
    XmlNode everything =
        Nodes.with(
            io.mailtrek.store.exchange.form.Ews.element("Exists"),
            List.of(Fields.field(Fields.ITEM_CLASS)));
    List<XmlNode> inside = FindItem.all(ews, folder, everything, List.of(Fields.mailTrekKey()));
    List<String> own = new ArrayList<>();
    for (XmlNode item : inside) {
      if (!Fields.mailTrekKey(item).equals(Optional.of(mark()))) {
        return Optional.of("it holds something that is not the probe's");
      }
      Nodes.id(item, "ItemId").ifPresent(own::add);
    }
    if (!own.isEmpty()) {
      XmlNode items =
          message(
              "DeleteItem",
              Nodes.with(message("ItemIds"), own.stream().map(Nodes::itemId).toList()));
      items.attribute("DeleteType", "HardDelete");
      items.attribute("SendMeetingCancellations", "SendToNone");
      for (EwsMessage answer : Answers.of(ews, EwsRequest.of(items), own.size())) {
        if (!answer.success()) {
          return Optional.of("removing its message was answered " + EwsErrors.words(answer));
        }
      }
    }
    if (!FindItem.all(ews, folder, everything, List.of()).isEmpty()) {
      return Optional.of("it still holds something after the probe's message was removed");
    }
    XmlNode operation = message("DeleteFolder", message("FolderIds", Nodes.folderId(folder.id())));
    operation.attribute("DeleteType", "HardDelete");
    EwsMessage answer = Answers.of(ews, EwsRequest.of(operation), 1).get(0);
    return answer.success()
        ? Optional.empty()
        : Optional.of("removing it was answered " + EwsErrors.words(answer));
  }
}
