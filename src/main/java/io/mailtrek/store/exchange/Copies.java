package io.mailtrek.store.exchange;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import io.mailtrek.store.batch.CopyFinder;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Finds copies that were written. What CreateItem has made is known by the property that it was
 * given. What UploadItems has made has none, and is known by its Message-ID, its calendar UID or
 * its search key; one copy answers for one item only, and for none where another item has it.
 */
final class Copies implements CopyFinder {
  /** So many conditions in one search: servers limit how complex one may be. */
  private static final int TOGETHER = 20;

  private final Ews ews;
  private final DestinationFolders folders;
  private final boolean whole;
  private final UnaryOperator<Set<String>> taken;

  /**
   * @param whole whether items are delivered as streams
   * @param taken which destination ids are recorded as the copies of items
   */
  Copies(Ews ews, DestinationFolders folders, boolean whole, UnaryOperator<Set<String>> taken) {
    this.ews = ews;
    this.folders = folders;
    this.whole = whole;
    this.taken = taken;
  }

  @Override
  public boolean owns(Intent intent) {
    return true;
  }

  @Override
  public Map<ItemKey, Delivered> find(
      DestinationFolder destination, FolderPath from, List<Trace> traces) throws StoreException {
    Optional<ExchangeFolder> folder = folders.find(destination.path(), destination.itemType());
    Map<ItemKey, Delivered> found = new HashMap<>();
    if (folder.isEmpty()) {
      return found;
    }
    for (int i = 0; i < traces.size(); i += TOGETHER) {
      byKey(folder.get(), from, traces.subList(i, Math.min(traces.size(), i + TOGETHER)), found);
    }
    if (whole) {
      byFingerprint(folder.get(), traces, found);
    }
    return found;
  }

  private void byKey(
      ExchangeFolder folder, FolderPath from, List<Trace> traces, Map<ItemKey, Delivered> found)
      throws StoreException {
    Map<String, ItemKey> wanted = new LinkedHashMap<>();
    traces.forEach(trace -> wanted.put(Keys.mailTrekKey(from, trace), trace.key()));
    List<XmlNode> conditions =
        wanted.keySet().stream().map(key -> Lookup.equal(Fields.mailTrekKey(), key)).toList();
    List<XmlNode> items =
        FindItem.all(ews, folder, Lookup.any(conditions), List.of(Fields.mailTrekKey()));
    for (XmlNode item : items) {
      Optional<ItemKey> key = Fields.mailTrekKey(item).map(wanted::get);
      Optional<String> id = Nodes.id(item, "ItemId");
      if (key.isPresent() && id.isPresent()) {
        found.put(key.get(), adopted(id.get()));
      }
    }
  }

  private void byFingerprint(
      ExchangeFolder folder, List<Trace> traces, Map<ItemKey, Delivered> found)
      throws StoreException {
    Map<ItemKey, List<String>> candidates = new LinkedHashMap<>();
    Set<String> all = new HashSet<>();
    for (Trace trace : traces) {
      if (trace.messageId().isPresent() && !found.containsKey(trace.key())) {
        List<String> ids = new ArrayList<>();
        for (XmlNode item :
            FindItem.all(ews, folder, Lookup.fingerprint(trace.messageId().get()), List.of())) {
          Nodes.id(item, "ItemId").ifPresent(ids::add);
        }
        candidates.put(trace.key(), ids);
        ids.forEach(id -> all.add(Keys.destinationId(id)));
      }
    }
    Set<String> others = taken.apply(all);
    Set<String> used = new HashSet<>();
    candidates.forEach(
        (key, ids) ->
            ids.stream()
                .filter(id -> !others.contains(Keys.destinationId(id)))
                .filter(used::add)
                .findFirst()
                .ifPresent(id -> found.put(key, adopted(id))));
  }

  private static Delivered adopted(String id) {
    return new Delivered(Keys.destinationId(id), true, 0);
  }
}
