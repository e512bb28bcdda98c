package io.mailtrek.store.exchange;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The folders of a mailbox.
 *
 * @param folders those that are migrated, those above before those below, the inbox first
 * @param leftOut what is not migrated
 */
record FolderList(List<ExchangeFolder> folders, List<LeftOut> leftOut) {
  static final String ROOT = "msgfolderroot";
  private static final String ARCHIVE_ROOT = "archivemsgfolderroot";
  private static final String RECOVERABLE_ROOT = "recoverableitemsroot";

  private static final Map<String, FolderRole> ROLES =
      Map.of(
          "inbox", FolderRole.INBOX,
          "sentitems", FolderRole.SENT,
          "drafts", FolderRole.DRAFTS,
          "deleteditems", FolderRole.TRASH,
          "junkemail", FolderRole.JUNK);

  /** The main folders of types that have no role in other mail systems. */
  static final Map<String, ItemType> MAIN =
      Map.of(
          "calendar", ItemType.CALENDAR,
          "contacts", ItemType.CONTACT,
          "tasks", ItemType.TASK,
          "notes", ItemType.NOTE,
          "journal", ItemType.JOURNAL);

  private static final Map<String, String> NOT_MIGRATED =
      Map.of(
          "outbox", "it holds what is about to be sent",
          "syncissues", "it is a record of Outlook",
          "searchfolders", "it shows items of other folders",
          "recipientcache", "it is filled by Outlook",
          "quickcontacts", "it is filled by Skype for Business",
          "imcontactlist", "it is filled by Skype for Business",
          "peopleconnect", "it is filled by Outlook");

  /** Reads them. */
  static FolderList read(Ews ews, ReadOptions options) throws StoreException {
    Map<String, String> known = distinguished(ews);
    FolderList mailbox = new FolderList(new ArrayList<>(), new ArrayList<>());
    mailbox.readBelow(ews, ROOT, known.get(ROOT), known, List.of());
    if (options.archive()) {
      mailbox.readOther(ews, ARCHIVE_ROOT, "Archive mailbox");
    }
    if (options.recoverable()) {
      mailbox.readOther(ews, RECOVERABLE_ROOT, "Recoverable Items");
    }
    return mailbox;
  }

  /** The ids of the folders that have names of their own; the root is always there. */
  static Map<String, String> distinguished(Ews ews) throws StoreException {
    List<String> names = new ArrayList<>();
    names.add(ROOT);
    names.addAll(ROLES.keySet());
    names.addAll(MAIN.keySet());
    names.addAll(NOT_MIGRATED.keySet());
    return GetFolder.ids(ews, names);
  }

  /** What is not below the root of the mailbox, and not every mailbox has. */
  private void readOther(Ews ews, String root, String name) throws StoreException {
    Optional<String> id = GetFolder.id(ews, root);
    if (id.isPresent()) {
      readBelow(ews, root, id.get(), Map.of(), List.of(name));
    } else {
      leftOut.add(new LeftOut(name, "the mailbox has none", 0));
    }
  }

  private void readBelow(
      Ews ews, String root, String rootId, Map<String, String> distinguished, List<String> above)
      throws StoreException {
    Map<String, String> names = new LinkedHashMap<>();
    distinguished.forEach((name, id) -> names.put(id, name));
    Map<String, List<XmlNode>> children = new LinkedHashMap<>();
    Set<String> all = new HashSet<>();
    // One may come in two parts, when another was made meanwhile.
    List<XmlNode> found =
        FindFolder.below(ews, root).stream()
            .filter(folder -> all.add(Nodes.id(folder, "FolderId").orElse("")))
            .toList();
    for (XmlNode folder : found) {
      String parent = Nodes.id(folder, "ParentFolderId").filter(all::contains).orElse(rootId);
      children.computeIfAbsent(parent, id -> new ArrayList<>()).add(folder);
    }
    walk(rootId, above, children, names);
  }

  private void walk(
      String parent,
      List<String> above,
      Map<String, List<XmlNode>> children,
      Map<String, String> names) {
    // Two folders of one name can't be told apart by their paths: the later ones get a number.
    Map<String, XmlNode> byName =
        new TreeMap<>(
            Comparator.comparing((String name) -> !isInbox(above, name))
                .thenComparing(Comparator.naturalOrder()));
    for (XmlNode folder : children.getOrDefault(parent, List.of())) {
      String name = name(folder, names, above);
      String unique = name;
      for (int i = 2; byName.containsKey(unique); i++) {
        unique = name + " (" + i + ")";
      }
      byName.put(unique, folder);
    }
    byName.forEach(
        (name, folder) -> {
          List<String> path = new ArrayList<>(above);
          path.add(name);
          String id = Nodes.id(folder, "FolderId").orElse("");
          String known = names.getOrDefault(id, "");
          if (take(folder, id, known, new FolderPath(path))) {
            walk(id, path, children, names);
          }
        });
  }

  private static boolean isInbox(List<String> above, String name) {
    return above.isEmpty() && name.equals(FolderPath.INBOX.name());
  }

  /** The inbox is called differently in each language. */
  private static String name(XmlNode folder, Map<String, String> names, List<String> above) {
    String id = Nodes.id(folder, "FolderId").orElse("");
    if (names.getOrDefault(id, "").equals("inbox")) {
      return FolderPath.INBOX.name();
    }
    String name = Nodes.value(folder, "DisplayName").orElse("Folder without a name");
    return isInbox(above, name) ? name + " (2)" : name;
  }

  /** Takes a folder or leaves it out; tells whether those below it are to be looked at. */
  private boolean take(XmlNode folder, String id, String known, FolderPath path) {
    long count = Nodes.number(Nodes.value(folder, "TotalCount"));
    if (NOT_MIGRATED.containsKey(known)) {
      leftOut.add(new LeftOut(path.toString(), NOT_MIGRATED.get(known), count));
      return false;
    }
    if (Fields.extended(folder, Fields.HIDDEN).filter(Nodes::isTrue).isPresent()) {
      leftOut.add(new LeftOut(path.toString(), "it is hidden", count));
      return false;
    }
    if (folder.name().getLocalPart().equals("SearchFolder")) {
      leftOut.add(new LeftOut(path.toString(), "it shows items of other folders", count));
      return false;
    }
    String folderClass = Nodes.value(folder, "FolderClass").orElse("");
    Optional<ItemType> type = ItemClasses.ofFolder(folderClass);
    if (type.isEmpty()) {
      leftOut.add(
          new LeftOut(
              path.toString(), "folders of the class " + folderClass + " are not migrated", count));
      return true;
    }
    folders.add(new ExchangeFolder(id, path, type.get(), role(known), count));
    return true;
  }

  private static FolderRole role(String known) {
    return MAIN.containsKey(known) ? FolderRole.MAIN : ROLES.getOrDefault(known, FolderRole.NONE);
  }
}
