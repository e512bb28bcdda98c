package io.mailtrek.store.exchange;

import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is new in a folder, by SyncFolderItems. That tells the newest first, so these are handed out
 * as they come. To hand out the oldest first, the ids of all are kept until the last has come.
 *
 * <p>A state of the folder is a mark of its id, a blank, and the sync state.
 */
final class ExchangeListing implements Listing {
  /** So many are asked for their properties at once. */
  private static final int DETAILS = 200;

  private final Ews ews;
  private final ExchangeFolder folder;
  private final ItemFacts facts;
  private final Function<String, ItemKey> keys;
  private final Supplier<KnownItems> known;
  private final ListOptions options;
  private IdList oldestLast = new IdList();

  /** What was handed out newest first: a server that forgets the sync state tells it again. */
  private final IdList newestFirst = new IdList();

  private boolean toldAgain;
  private Optional<FolderState> settled;
  private Optional<KnownItems> comparison = Optional.empty();
  private Optional<String> sync;
  private boolean changed;
  private boolean complete;
  private long gone;
  private long knownItems;
  private long listed;
  private int handedOut;

  /**
   * @param settled the state from which on to list; empty for all
   * @param keys what an item is known by, of its id
   */
  ExchangeListing(
      Ews ews,
      ExchangeFolder folder,
      ItemFacts facts,
      Function<String, ItemKey> keys,
      Optional<FolderState> settled,
      Supplier<KnownItems> known,
      ListOptions options) {
    this.ews = ews;
    this.folder = folder;
    this.facts = facts;
    this.keys = keys;
    this.known = known;
    this.options = options;
    String mark = mark();
    this.settled = settled.filter(state -> state.next().startsWith(mark));
    this.sync = this.settled.map(state -> state.next().substring(mark.length()));
  }

  private String mark() {
    return Keys.mark(folder.id()) + " ";
  }

  /** Before the last page it tells what the list of folders told. */
  @Override
  public FolderState state() {
    if (!complete) {
      return new FolderState("", "", folder.count());
    }
    if (settled.isPresent() && !changed) {
      return settled.get();
    }
    return new FolderState("", mark() + sync.orElse(""), known() + listed);
  }

  @Override
  public long known() {
    return Math.max(0, settled.map(FolderState::count).orElse(0L) - gone) + knownItems;
  }

  /** What has vanished meanwhile is not there any more, and all else is told. */
  @Override
  public long missing() {
    return 0;
  }

  @Override
  public List<Item> next() throws StoreException {
    List<Item> items = List.of();
    while (items.isEmpty() && !(complete && handedOut == oldestLast.size())) {
      items = options.newestFirst() ? newest() : oldest();
    }
    listed += items.size();
    return items;
  }

  private List<Item> newest() throws StoreException {
    List<XmlNode> told = new ArrayList<>();
    List<String> untold = new ArrayList<>();
    SyncFolderItems.Changes changes = changes(facts.properties());
    List<XmlNode> first = toldFirst(changes.created());
    List<XmlNode> created = unknown(first);
    for (XmlNode element : created) {
      if (ItemFacts.told(element)) {
        told.add(element);
      } else {
        untold.add(id(element));
      }
    }
    told.addAll(details(untold));
    created.forEach(element -> newestFirst.add(id(element)));
    advance(changes, first.size() - created.size());
    return items(told);
  }

  /** Without what was handed out already, which may be known meanwhile, but is counted. */
  private List<XmlNode> toldFirst(List<XmlNode> created) {
    return toldAgain
        ? created.stream().filter(element -> !newestFirst.contains(id(element))).toList()
        : created;
  }

  private List<Item> oldest() throws StoreException {
    while (!complete) {
      SyncFolderItems.Changes changes = changes(List.of());
      List<XmlNode> created = unknown(changes.created());
      created.forEach(element -> oldestLast.add(id(element)));
      advance(changes, changes.created().size() - created.size());
    }
    List<String> ids = new ArrayList<>();
    int end = Math.min(oldestLast.size(), handedOut + DETAILS);
    for (int i = handedOut; i < end; i++) {
      ids.add(oldestLast.get(oldestLast.size() - 1 - i));
    }
    List<Item> items = items(details(ids));
    handedOut = end;
    return items;
  }

  /** The next changes; from the beginning where the server does not know the state any more. */
  private SyncFolderItems.Changes changes(List<XmlNode> properties) throws StoreException {
    Optional<SyncFolderItems.Changes> next = SyncFolderItems.since(ews, folder, sync, properties);
    while (next.isEmpty()) {
      settled = Optional.empty();
      sync = Optional.empty();
      gone = 0;
      knownItems = 0;
      oldestLast = new IdList();
      toldAgain = newestFirst.size() > 0;
      next = SyncFolderItems.since(ews, folder, sync, properties);
    }
    return next.get();
  }

  /** Called when all of a page was taken: one that failed comes again. */
  private void advance(SyncFolderItems.Changes changes, int knownOnes) {
    sync = Optional.of(changes.state());
    changed |= changes.any();
    gone += changes.gone();
    knownItems += knownOnes;
    complete = changes.last();
  }

  private List<XmlNode> unknown(List<XmlNode> created) {
    if (created.isEmpty()) {
      return created;
    }
    if (comparison.isEmpty()) {
      comparison = Optional.of(known.get());
    }
    KnownItems before = comparison.get();
    return created.stream().filter(element -> !before.contains(keys.apply(id(element)))).toList();
  }

  private List<XmlNode> details(List<String> ids) throws StoreException {
    List<XmlNode> all = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += DETAILS) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + DETAILS));
      for (EwsMessage answer : GetItem.properties(ews, some, facts.properties()).messages()) {
        if (EwsErrors.passing(answer)) {
          throw EwsErrors.of(answer, "Listing the folder " + folder.path());
        }
        String id = some.get(all.size() - from);
        all.add(Answers.item(answer).orElseGet(() -> bare(id)));
      }
    }
    return all;
  }

  /** What can't be described is listed all the same: reading it tells what is wrong with it. */
  private static XmlNode bare(String id) {
    return io.mailtrek.store.exchange.form.Ews.element("Item", Nodes.itemId(id));
  }

  private List<Item> items(List<XmlNode> elements) {
    return elements.stream()
        .map(element -> facts.item(folder.path(), keys.apply(id(element)), element, options))
        .toList();
  }

  private static String id(XmlNode element) {
    return Nodes.id(element, "ItemId").orElse("");
  }
}
