package io.mailtrek.demo.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mailbox of one user. */
public final class ExchangeMailbox {
  private final ExchangeOrganization organization;
  private final String address;
  private final Map<String, ExchangeFolder> folders = new LinkedHashMap<>();
  private final Map<String, StoredItem> items = new HashMap<>();
  private long sequence;
  private long numbers;
  private long quota = Long.MAX_VALUE;
  private long used;
  private int epoch;

  ExchangeMailbox(ExchangeOrganization organization, String address, FolderNames names) {
    this.organization = organization;
    this.address = address;
    ExchangeFolder root = make(Optional.empty(), "root", "", "");
    ExchangeFolder top = make(Optional.of(root), "msgfolderroot", "Top of Information Store", "");
    make(Optional.of(root), "searchfolders", "Finder", "");
    names
        .names()
        .forEach(
            (distinguished, name) ->
                make(
                    Optional.of(top), distinguished, name, FolderNames.folderClass(distinguished)));
    make(
            Optional.of(folder("contacts")),
            "recipientcache",
            "Recipient Cache",
            "IPF.Contact.RecipientCache")
        .hide();
    make(
            Optional.of(folder("contacts")),
            "quickcontacts",
            "{A9E2BC46-B3A0-4243-B315-60D991004455}",
            "IPF.Contact.MOC.QuickContacts")
        .hide();
    ExchangeFolder recoverable =
        make(Optional.of(root), "recoverableitemsroot", "Recoverable Items", "");
    make(Optional.of(recoverable), "recoverableitemsdeletions", "Deletions", "");
    make(Optional.of(recoverable), "recoverableitemspurges", "Purges", "");
  }

  /** Whose it is. */
  public String address() {
    return address;
  }

  ExchangeOrganization organization() {
    return organization;
  }

  /** Adds the archive mailbox, which is empty. */
  public ExchangeFolder addArchive() {
    ExchangeFolder root = make(Optional.empty(), "archiveroot", "", "");
    return make(Optional.of(root), "archivemsgfolderroot", "Top of Information Store", "");
  }

  /** The folder with the name that is the same in all languages: {@code inbox}. */
  public ExchangeFolder folder(String distinguished) {
    return find(distinguished).orElseThrow();
  }

  Optional<ExchangeFolder> find(String distinguished) {
    return folders.values().stream()
        .filter(folder -> folder.distinguished().equals(distinguished))
        .findFirst();
  }

  /** All folders, with parents before children. */
  public List<ExchangeFolder> folders() {
    return new ArrayList<>(folders.values());
  }

  Optional<ExchangeFolder> folderById(String id) {
    return Optional.ofNullable(folders.get(id));
  }

  /** The item with an id. */
  public Optional<StoredItem> item(String id) {
    return Optional.ofNullable(items.get(id));
  }

  Optional<StoredAttachment> attachment(String id) {
    return items.values().stream()
        .flatMap(item -> item.attachments().stream())
        .filter(attachment -> attachment.id().equals(id))
        .findFirst();
  }

  /** How many bytes it holds at most. */
  public void quota(long bytes) {
    quota = bytes;
  }

  /** Makes all sync states that were given up to now worthless, as a move between servers does. */
  public void expireSyncStates() {
    epoch++;
  }

  /** What a sync state of now begins with. */
  int epoch() {
    return epoch;
  }

  ExchangeFolder addFolder(
      ExchangeFolder parent, String distinguished, String name, String ofClass) {
    return make(Optional.of(parent), distinguished, name, ofClass);
  }

  private ExchangeFolder make(
      Optional<ExchangeFolder> parent, String distinguished, String name, String ofClass) {
    ExchangeFolder folder =
        new ExchangeFolder(
            this, Ids.folder(address, ++numbers), parent, distinguished, name, ofClass);
    folders.put(folder.id(), folder);
    return folder;
  }

  /** Takes a folder away with all that is in it. */
  public void remove(ExchangeFolder folder) {
    folder.folders().forEach(this::remove);
    folder.items().forEach(folder::remove);
    folders.remove(folder.id());
  }

  long nextSequence() {
    return ++sequence;
  }

  String nextItemId() {
    return Ids.item(address, ++numbers);
  }

  void remember(StoredItem item) {
    items.put(item.id(), item);
    used += item.size();
  }

  /** Lets an occurrence be found, which counts with its series. */
  void rememberOccurrence(StoredItem occurrence) {
    items.put(occurrence.id(), occurrence);
  }

  void forget(StoredItem item) {
    items.remove(item.id());
    if (item.master().isEmpty()) {
      used -= item.size();
    }
  }

  void checkQuota(long more) throws EwsFailure {
    if (used + more > quota) {
      throw new EwsFailure("ErrorQuotaExceeded", "The mailbox is over its quota.");
    }
  }
}
