package io.mailtrek.demo.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Tells what has changed in a folder since a state, the newest first, as Exchange does. */
final class SyncFolderItems implements Operation {
  private static final int MOST = 512;

  /**
   * How far a program has been told of a folder.
   *
   * @param since all that happened up to this is known
   * @param until up to this it is being told
   * @param below what is at this or above is told of that
   */
  private record State(long since, long until, long below) {
    static State settled(long since) {
      return new State(since, since, since);
    }

    boolean isSettled() {
      return since == until;
    }

    @Override
    public String toString() {
      return since + " " + until + " " + below;
    }
  }

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
          State state = state(request.text("SyncState"), folder);
          return changes(folder, state, most, shape);
        });
    return answer.xml();
  }

  private static List<Xml> changes(ExchangeFolder folder, State state, int most, Shape shape)
      throws EwsFailure {
    State from = state.isSettled() ? begin(folder, state.since()) : state;
    NavigableMap<Long, ExchangeFolder.Change> candidates = candidates(folder, from, most);
    boolean all = candidates.size() <= most;
    Xml changes = Xml.m("Changes");
    long last = from.below();
    for (Map.Entry<Long, ExchangeFolder.Change> entry : candidates.descendingMap().entrySet()) {
      if (changes.children().size() == most) {
        break;
      }
      add(changes, entry.getValue(), from.since(), shape);
      last = entry.getKey();
    }
    State next = all ? State.settled(from.until()) : new State(from.since(), from.until(), last);
    List<Xml> content = new ArrayList<>();
    content.add(Xml.m("SyncState", Ids.base64(prefix(folder) + next)));
    content.add(Xml.m("IncludesLastItemInRange", "" + all));
    content.add(changes);
    return content;
  }

  private static State begin(ExchangeFolder folder, long since) {
    long until = folder.changesAfter(since).keySet().stream().reduce(since, Math::max);
    return new State(since, until, until + 1);
  }

  /**
   * What is to be told by when it happened, at least one more than is wanted where there are so
   * many. A new item keeps its place whatever happens to it meanwhile.
   */
  private static NavigableMap<Long, ExchangeFolder.Change> candidates(
      ExchangeFolder folder, State from, int most) {
    NavigableMap<Long, ExchangeFolder.Change> found = new TreeMap<>();
    folder
        .changesAfter(from.since())
        .forEach(
            (when, change) -> {
              if (when < from.below() && change.since() <= from.since()) {
                found.put(when, change);
              }
            });
    List<StoredItem> items = folder.items();
    int added = 0;
    for (int i = items.size() - 1; i >= 0 && added <= most; i--) {
      StoredItem item = items.get(i);
      if (item.created() <= from.since()) {
        break;
      }
      if (item.created() < from.below()) {
        found.put(
            item.created(),
            new ExchangeFolder.Change(item.id(), item.created(), Optional.of(item)));
        added++;
      }
    }
    return found;
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

  private static State state(String text, ExchangeFolder folder) throws EwsFailure {
    if (text.isEmpty()) {
      return State.settled(0);
    }
    try {
      String read = new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.UTF_8);
      if (read.startsWith(prefix(folder))) {
        String[] parts = read.substring(prefix(folder).length()).split(" ", -1);
        return new State(
            Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
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
