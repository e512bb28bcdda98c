package io.mailtrek.camel;

import io.mailtrek.adopt.Adoption;
import io.mailtrek.config.DateSource;
import io.mailtrek.ledger.FolderLedger;
import io.mailtrek.pass.MailboxRun;
import io.mailtrek.pass.Tally;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.MDC;

/**
 * Lists of a folder what failed there before, and nothing else, so that a retry of a few items
 * costs little also in a large folder. {@link FolderLister} is its like for all other passes.
 */
final class RetryLister {
  private final Lane lane;
  private final MailboxRun run;
  private final FolderLister lister;

  RetryLister(Lane lane, FolderLister lister) {
    this.lane = lane;
    this.run = lane.run();
    this.lister = lister;
  }

  /** Lists one folder; what goes wrong with it alone is its failure. */
  void list(Target target, Wanted wanted, FolderLister.Sink sink)
      throws StoreException, InterruptedException {
    try (var folderField = MDC.putCloseable("folder", target.folder().path().toString())) {
      String validity = target.folder().state().map(FolderState::validity).orElse("");
      FolderLedger ledger =
          run.ledger().folder(target.folder().path(), target.folder().itemType(), validity);
      Tally tally = target.tally();
      // What an earlier run of this mailbox pass migrated still counts as migrated in this pass.
      tally.earlierInThisPass(ledger.countsInPass());
      Set<ItemKey> open = open(target, wanted, validity);
      open.removeIf(ledger::contains);
      if (!open.isEmpty() || wanted.whole().isPresent()) {
        list(target, wanted, ledger, open, sink);
      }
    } catch (PermanentException e) {
      wanted.failAgain(run, target.tally(), target.folder(), e);
    }
  }

  /** The items that can be told by their keys; the others have failed again. */
  private Set<ItemKey> open(Target target, Wanted wanted, String validity) {
    Set<ItemKey> open = new HashSet<>();
    wanted
        .items()
        .forEach(
            (key, failed) -> {
              String then = failed.failure().validity();
              if (then.isEmpty() || then.equals(validity)) {
                open.add(key);
              } else if (wanted.whole().isEmpty()) {
                wanted.failAgain(run, target.tally(), key, replaced(target, then, validity));
              }
            });
    return open;
  }

  private static PermanentException replaced(Target target, String then, String now) {
    return new PermanentException(
        Problem.FOLDER_REPLACED,
        "The folder "
            + target.folder().path()
            + " was replaced at the source since the item failed (UIDVALIDITY "
            + then
            + " became "
            + now
            + ")");
  }

  private void list(
      Target target, Wanted wanted, FolderLedger ledger, Set<ItemKey> open, FolderLister.Sink sink)
      throws StoreException, InterruptedException {
    boolean renamed = ledger.hasFormerKeys();
    boolean adopts = run.pass().adopt() && !target.destination().created();
    KnownItems others =
        wanted.whole().isPresent() ? FolderLister.known(ledger) : key -> !open.contains(key);
    ListOptions options =
        new ListOptions(
            run.options().filters().dateSource() == DateSource.DATE_HEADER,
            renamed || adopts,
            run.options().itemOrder().newestFirst(run.pass().type()));
    FolderRun folderRun =
        new FolderRun(
            lane,
            target.folder(),
            target.destination(),
            ledger,
            target.tally(),
            Optional.of(wanted));
    Listing listing =
        run.retry(
            () -> lane.source().list(target.folder(), Optional.empty(), () -> others, options));
    Set<ItemKey> missing = new HashSet<>(open);
    for (List<Item> page = lister.page(listing); !page.isEmpty(); page = lister.page(listing)) {
      for (Item item : page) {
        missing.remove(item.key());
        if (renamed && lane.mayGoOn() && lister.isFormer(item, ledger)) {
          target.tally().alreadyMigrated(1);
        } else if (lane.mayGoOn()) {
          if (adopts && folderRun.adoption().isEmpty()) {
            folderRun.adopt(
                Adoption.begin(
                    run,
                    lane.destination(),
                    target.destination(),
                    item.folder(),
                    ledger,
                    target.elsewhere().get()));
          }
          sink.send(new Transfer(folderRun, item));
        }
      }
    }
    if (lane.mayGoOn()) {
      missing.forEach(key -> target.tally().skipped("vanished"));
    }
  }
}
