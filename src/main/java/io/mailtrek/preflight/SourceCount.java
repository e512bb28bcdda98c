package io.mailtrek.preflight;

import io.mailtrek.config.DateSource;
import io.mailtrek.config.Filters;
import io.mailtrek.ledger.FolderLedger;
import io.mailtrek.ledger.MailboxLedger;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Side;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.Waits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts what a Full pass would move of a mailbox, by its metadata: not what was migrated already,
 * and not what the project's filters hold back. For one thread, once.
 */
final class SourceCount {
  private final Filters filters;
  private final Set<ItemType> movable;
  private final OptionalLong largestAtDestination;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();
  private final SortedMap<ItemType, Long> unsupported = new TreeMap<>();
  private int folders;
  private long items;
  private long bytes;
  private long largest;
  private long tooLarge;
  private String largestFolder = "";

  /**
   * @param movable the item types that the destination takes in some form
   * @param largestAtDestination larger items are counted for themselves, too
   */
  SourceCount(
      Filters filters, Set<ItemType> movable, OptionalLong largestAtDestination, Instant now) {
    this.filters = filters;
    this.movable = Set.copyOf(movable);
    this.largestAtDestination = largestAtDestination;
    this.now = now;
  }

  /** Counts; folders that can't be listed become findings. */
  void count(SourceSession source, MailboxLedger ledger, Waits waits) throws StoreException {
    for (SourceFolder folder : source.folders()) {
      if (folder.holdsItems()
          && filters.itemTypes().contains(folder.itemType())
          && filters.acceptsFolder(folder.path())) {
        if (!movable.contains(folder.itemType())) {
          unsupported.merge(
              folder.itemType(), folder.state().map(FolderState::count).orElse(0L), Long::sum);
          continue;
        }
        folders++;
        try {
          count(source, folder, ledger, waits);
        } catch (PermanentException e) {
          add(
              Verdict.CAUTION,
              "the folder " + folder.path() + " can't be listed: " + e.getMessage(),
              "Its items would fail. Mend it at the source, or leave it out by"
                  + " mailtrek.folder-filter");
        }
      }
    }
    add(Verdict.GO, text(), "");
    unsupported.forEach(
        (type, left) ->
            add(
                Verdict.CAUTION,
                Amounts.of(left, "item", "items")
                    + " of the type "
                    + type.word()
                    + ", which no store of the destination takes",
                "They are skipped. Name a store that takes them, or leave the type out of"
                    + " mailtrek.item-types"));
  }

  private void count(SourceSession source, SourceFolder folder, MailboxLedger ledger, Waits waits)
      throws StoreException {
    String validity = folder.state().map(FolderState::validity).orElse("");
    FolderLedger known = ledger.folder(folder.path(), folder.itemType(), validity);
    Listing listing =
        source.list(
            folder,
            known.settled(),
            () -> known.isEmpty() ? KnownItems.NONE : known.known(),
            new ListOptions(filters.dateSource() == DateSource.DATE_HEADER, false));
    for (List<Item> page = listing.next(); !page.isEmpty(); page = listing.next()) {
      for (Item item : page) {
        count(item);
      }
      if (waits.stopped()) {
        throw new StoppedException("The counting of " + folder.path() + " was ended");
      }
    }
  }

  private void count(Item item) {
    if (!filters.acceptsSize(item.size()) || !filters.acceptsDate(filters.date(item), now)) {
      return;
    }
    items++;
    bytes += item.size();
    if (item.size() > largest) {
      largest = item.size();
      largestFolder = item.folder().toString();
    }
    if (largestAtDestination.isPresent() && item.size() > largestAtDestination.getAsLong()) {
      tooLarge++;
    }
  }

  private String text() {
    String what =
        Amounts.of(items, "item", "items")
            + " to move, "
            + Amounts.bytes(bytes)
            + " in "
            + Amounts.of(folders, "folder", "folders");
    return items == 0
        ? what
        : what + "; the largest has " + Amounts.bytes(largest) + ", in " + largestFolder;
  }

  private void add(Verdict verdict, String text, String advice) {
    findings.add(new Finding(Side.SOURCE, Subject.CONTENT, verdict, text, advice));
  }

  /** What there is to say of the source. */
  List<Finding> findings() {
    return findings;
  }

  /** What was counted. */
  Counted counted() {
    return new Counted(items, bytes, largest, tooLarge);
  }

  /**
   * What there is to move.
   *
   * @param largest the bytes of the largest item
   * @param tooLarge how many items are larger than the destination takes
   */
  record Counted(long items, long bytes, long largest, long tooLarge) {}
}
