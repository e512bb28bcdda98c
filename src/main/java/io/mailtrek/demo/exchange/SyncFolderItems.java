package io.mailtrek.demo.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Tells what has changed in a folder since a state. */
final class SyncFolderItems implements Operation {
  private static final int MOST = 512;

  @Override
  public Xml answer(Xml request, Caller caller) throws EwsFailure {
    Shape shape = new Shape(Requests.required(request, "ItemShape"), true);
    int most = Integer.parseInt(Requests.required(request, "MaxChangesReturned").text().strip());
    if (most < 1 || most > MOST) {
      throw EwsFailure.schema("MaxChangesReturned is between 1 and 512.");
    }
    Answer answer = new Answer("SyncFolderItems");
    answer.add(
        () -> {
          ExchangeFolder folder = caller.folderIn(Requests.required(request, "SyncFolderId"));
          long since = state(request.text("SyncState"), folder);
          return changes(folder, since, most, shape);
        });
    return answer.xml();
  }

  private static List<Xml> changes(ExchangeFolder folder, long since, int most, Shape shape)
      throws EwsFailure {
    Xml changes = Xml.m("Changes");
    long last = since;
    boolean all = true;
    for (Map.Entry<Long, ExchangeFolder.Change> entry : folder.changesAfter(since).entrySet()) {
      if (changes.children().size() == most) {
        all = false;
        break;
      }
      add(changes, entry.getValue(), since, shape);
      last = entry.getKey();
    }
    List<Xml> content = new ArrayList<>();
    content.add(Xml.m("SyncState", state(folder, last)));
    content.add(Xml.m("IncludesLastItemInRange", "" + all));
    content.add(changes);
    return content;
  }

  private static void add(Xml changes, ExchangeFolder.Change change, long since, Shape shape)
      throws EwsFailure {
    if (change.item().isEmpty()) {
      if (change.since() <= since) {
        changes.add(
            Xml.t(
                "Delete",
                Xml.t("ItemId")
                    .with("Id", change.id())
                    .with("ChangeKey", Ids.changeKey(change.id(), 1))));
      }
      return;
    }
    StoredItem item = change.item().get();
    if (item.created() > since) {
      changes.add(Xml.t("Create", shape.of(item)));
    } else if (item.contentChanged() > since) {
      changes.add(Xml.t("Update", shape.of(item)));
    } else {
      changes.add(Xml.t("ReadFlagChange", item.itemId(), Xml.t("IsRead", "" + item.is("IsRead"))));
    }
  }

  private static String state(ExchangeFolder folder, long sequence) {
    return Ids.base64(prefix(folder) + sequence);
  }

  private static long state(String text, ExchangeFolder folder) throws EwsFailure {
    if (text.isEmpty()) {
      return 0;
    }
    try {
      String read = new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.UTF_8);
      if (read.startsWith(prefix(folder))) {
        return Long.parseLong(read.substring(prefix(folder).length()));
      }
    } catch (IllegalArgumentException e) {
      // It is none of this server's.
    }
    throw new EwsFailure("ErrorInvalidSyncStateData", "Synchronization state data is corrupt.");
  }

  private static String prefix(ExchangeFolder folder) {
    return "SYNC 1 " + folder.mailbox().epoch() + " " + folder.id() + " ";
  }
}
