package io.mailtrek.camel;

import io.mailtrek.adopt.Adoption;
import io.mailtrek.config.DateSource;
import io.mailtrek.ledger.FolderKey;
import io.mailtrek.ledger.FolderLedger;
import io.mailtrek.ledger.FolderPassCounts;
import io.mailtrek.pass.MailboxRun;
import io.mailtrek.pass.SideClock.Side;
import io.mailtrek.pass.Tally;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.ListWish;
import io.mailtrek.store.Listing;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Place;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import io.mailtrek.store.UnsupportedException;
import io.mailtrek.store.VanishedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Lists what is new in the folders that one lane works on. What the ledger knows is counted and
 * left out here, so a pass over known items costs neither a read at the source nor an exchange.
 */
final class FolderLister {
  private static final Logger LOG = LoggerFactory.getLogger(FolderLister.class);

  private final Lane lane;
  private final MailboxRun run;

  FolderLister(Lane lane) {
    this.lane = lane;
    this.run = lane.run();
  }

  /** Takes an item that is to go through the route. */
  @FunctionalInterface
  interface Sink {
    void send(Transfer transfer) throws InterruptedException;
  }

  /** Tells the source what will be listed next. */
  void announce(List<Target> targets) throws StoreException, InterruptedException {
    List<Target> all = targets.stream().filter(target -> target.wanted().isEmpty()).toList();
    run.ledger().announce(all.stream().map(target -> key(target.folder())).toList());
    List<ListWish> wishes =
        all.stream().map(target -> wish(target.folder(), target.destination())).toList();
    try {
      run.retry(
          Side.SOURCE,
          () -> {
            lane.source().announce(wishes);
            return wishes;
          });
    } catch (PermanentException e) {
      // It is the failure of the folder that it is about, when that is listed.
    }
  }

  private ListWish wish(SourceFolder folder, DestinationFolder destination) {
    FolderLedger ledger = ledger(folder);
    ListOptions options =
        new ListOptions(
            run.options().filters().dateSource() == DateSource.DATE_HEADER,
            ledger.hasFormerKeys() || adopts(destination),
            run.options().itemOrder().newestFirst(run.pass().type()));
    return new ListWish(folder, ledger.settled(), () -> known(ledger), options);
  }

  private FolderLedger ledger(SourceFolder folder) {
    FolderKey key = key(folder);
    return run.ledger().folder(key.path(), key.type(), key.validity());
  }

  private static FolderKey key(SourceFolder folder) {
    String validity = folder.state().map(FolderState::validity).orElse("");
    return new FolderKey(folder.path(), folder.itemType(), validity);
  }

  private boolean adopts(DestinationFolder destination) {
    return run.pass().adopt() && !destination.created();
  }

  /** Lists one folder; what goes wrong with it alone is its failure. */
  void list(Target target, Sink sink) throws StoreException, InterruptedException {
    if (target.wanted().isPresent()) {
      new RetryLister(lane, this).list(target, target.wanted().get(), sink);
      return;
    }
    try (var folderField = MDC.putCloseable("folder", target.folder().path().toString())) {
      list(target.folder(), target.destination(), target.tally(), target.elsewhere(), sink);
    } catch (PermanentException e) {
      run.outcomes().folderFailed(target.tally(), target.folder(), e);
    }
  }

  private void list(
      SourceFolder folder,
      DestinationFolder destination,
      Tally tally,
      Supplier<Set<Place>> elsewhere,
      Sink sink)
      throws StoreException, InterruptedException {
    FolderLedger ledger = ledger(folder);
    FolderRun folderRun = new FolderRun(lane, folder, destination, ledger, tally, Optional.empty());
    boolean renamed = ledger.hasFormerKeys();
    boolean adopts = adopts(destination);
    ListWish wish = wish(folder, destination);
    Listing listing =
        run.retry(
            Side.SOURCE,
            () -> lane.source().list(folder, wish.settled(), wish.known(), wish.options()));
    FolderPassCounts before = ledger.countsInPass();
    // What an earlier run of this mailbox pass migrated still counts as migrated in this pass.
    tally.earlierInThisPass(before);
    for (List<Item> page = page(listing); !page.isEmpty(); page = page(listing)) {
      for (Item item : page) {
        if (renamed && lane.mayGoOn() && isFormer(item, ledger)) {
          tally.alreadyMigrated(1);
        } else if (lane.mayGoOn()) {
          if (adopts && folderRun.adoption().isEmpty()) {
            folderRun.adopt(
                Adoption.begin(
                    run, lane.destination(), destination, item.folder(), ledger, elsewhere.get()));
          }
          sink.send(new Transfer(folderRun, item));
        }
      }
    }
    if (lane.mayGoOn()) {
      tally.alreadyMigrated(Math.max(0, listing.known() - before.migrated() - before.adopted()));
      settleLater(folderRun, listing);
    }
  }

  /** A folder of which a part was not told must be listed again by the next pass. */
  private static void settleLater(FolderRun folderRun, Listing listing) {
    if (listing.missing() == 0) {
      folderRun.listed(listing.state());
    } else {
      LOG.info(
          "The server counts {} more items here than it lists; the next pass looks again.",
          listing.missing());
    }
  }

  /** A store lists a folder of which nothing is known without comparing. */
  static KnownItems known(FolderLedger ledger) {
    return ledger.isEmpty() ? KnownItems.NONE : ledger.known();
  }

  List<Item> page(Listing listing) throws StoreException, InterruptedException {
    return lane.mayGoOn() ? run.retry(Side.SOURCE, listing::next) : List.of();
  }

  /** Whether the item was migrated under a key that it does not have any more. */
  boolean isFormer(Item item, FolderLedger ledger) throws StoreException, InterruptedException {
    try {
      return ledger.takeOver(trace(item));
    } catch (VanishedException | UnsupportedException e) {
      // It is counted when it is read for delivery.
      return false;
    }
  }

  /** Only an item without a Message-ID has to be read to be recognised. */
  private Trace trace(Item item) throws StoreException, InterruptedException {
    return item.messageId().isPresent()
        ? Trace.listed(item)
        : Trace.of(item, run.retry(() -> Completed.of(lane.source().read(item))));
  }
}
