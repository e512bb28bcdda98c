package io.mailtrek.demo.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A folder of a mailbox. */
public final class ExchangeFolder {
  private final ExchangeMailbox mailbox;
  private final String id;
  private final Optional<ExchangeFolder> parent;
  private final String distinguished;
  private final String folderClass;
  private final Map<String, StoredItem> items = new LinkedHashMap<>();
  private final TreeMap<Long, Change> changes = new TreeMap<>();
  private final Map<PropertyName, Xml> extended = new LinkedHashMap<>();
  private String displayName;
  private boolean search;

  /**
   * What happened last to an item.
   *
   * @param id the item
   * @param since when it was made
   * @param item what became of it; empty when it is no longer here
   */
  record Change(String id, long since, Optional<StoredItem> item) {}

  ExchangeFolder(
      ExchangeMailbox mailbox,
      String id,
      Optional<ExchangeFolder> parent,
      String distinguished,
      String displayName,
      String folderClass) {
    this.mailbox = mailbox;
    this.id = id;
    this.parent = parent;
    this.distinguished = distinguished;
    this.displayName = displayName;
    this.folderClass = folderClass;
  }

  /** The mailbox that it is in. */
  public ExchangeMailbox mailbox() {
    return mailbox;
  }

  /** Its id. */
  public String id() {
    return id;
  }

  /** The folder that it is in; the root is in none. */
  public Optional<ExchangeFolder> parent() {
    return parent;
  }

  /** The name that is the same in all languages; empty where there is none. */
  public String distinguished() {
    return distinguished;
  }

  /** The name for people. */
  public String displayName() {
    return displayName;
  }

  /** Gives it another name for people. */
  public ExchangeFolder rename(String name) {
    displayName = name;
    return this;
  }

  /** {@code IPF.Note} and the like; empty where the folder has none. */
  public String folderClass() {
    return folderClass;
  }

  /** Makes it one that mail programs do not show. */
  public ExchangeFolder hide() {
    extended.put(PropertyName.HIDDEN, Xml.t("Value", "true"));
    return this;
  }

  /** Makes it one that only shows what is in others. */
  public ExchangeFolder searchOnly() {
    search = true;
    return this;
  }

  boolean search() {
    return search;
  }

  Map<PropertyName, Xml> extended() {
    return extended;
  }

  /** What is in it, in the order in which it came. */
  public List<StoredItem> items() {
    return List.copyOf(items.values());
  }

  /** How many items are in it. */
  public int size() {
    return items.size();
  }

  /** The folders in it. */
  public List<ExchangeFolder> folders() {
    return mailbox.folders().stream()
        .filter(folder -> folder.parent.filter(this::equals).isPresent())
        .toList();
  }

  /** The folder in it with this name for people. */
  public Optional<ExchangeFolder> folder(String name) {
    return folders().stream()
        .filter(folder -> folder.displayName.equalsIgnoreCase(name))
        .findFirst();
  }

  /** Makes a folder in it. */
  public ExchangeFolder addFolder(String name, String ofClass) {
    return mailbox.addFolder(this, "", name, ofClass);
  }

  /** Whether it is this folder or in it. */
  boolean isUnder(ExchangeFolder ancestor) {
    return parent.filter(p -> p.equals(ancestor) || p.isUnder(ancestor)).isPresent();
  }

  /** Adds a message as it is. */
  public StoredItem addMail(byte[] mime, Mail marks) {
    try {
      return Creation.mail(this, mime, marks);
    } catch (EwsFailure e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Adds an item as a user of the server makes it.
   *
   * @param xml {@code <t:CalendarItem>…} and the like, as in a request to create it
   */
  public StoredItem add(String xml) {
    try {
      return Creation.item(this, Xml.of(xml), mailbox.organization().zone());
    } catch (EwsFailure e) {
      throw new IllegalArgumentException(e.code() + ": " + e.getMessage(), e);
    }
  }

  /** Takes an item away, as its user does. */
  public void remove(StoredItem item) {
    if (items.remove(item.id()) != null) {
      changes.remove(item.changed());
      changes.put(mailbox.nextSequence(), new Change(item.id(), item.created(), Optional.empty()));
      mailbox.forget(item);
    }
  }

  /** Moves an item to another folder, where it gets another id, as it does at Exchange. */
  public StoredItem move(StoredItem item, ExchangeFolder to) {
    StoredItem moved = item.copyTo(to);
    remove(item);
    to.put(moved);
    return moved;
  }

  void put(StoredItem item) {
    long sequence = mailbox.nextSequence();
    item.enter(sequence);
    items.put(item.id(), item);
    mailbox.remember(item);
    changes.put(sequence, new Change(item.id(), sequence, Optional.of(item)));
  }

  /** Notes that an item was changed. */
  void touch(StoredItem item, boolean onlyReadFlag) {
    changes.remove(item.changed());
    long sequence = mailbox.nextSequence();
    changes.put(sequence, new Change(item.id(), item.created(), Optional.of(item)));
    item.change(sequence, onlyReadFlag);
  }

  /** What has happened after a time, in its order, with when it happened. */
  Map<Long, Change> changesAfter(long sequence) {
    return changes.tailMap(sequence, false);
  }
}
