package io.mailtrek.camel;

import io.mailtrek.adopt.Adoption;
import io.mailtrek.config.DateSource;
import io.mailtrek.ledger.FolderLedger;
import io.mailtrek.pass.MailboxRun;
import io.mailtrek.pass.Tally;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.MDC;

/**
 * Lists what is new in the folders of one mailbox pass. What the ledger knows is counted and left
 * out here, so a pass over known items costs neither a read at the source nor an exchange.
 */
final class FolderLister {
  private final MailboxRun run;
  private final FolderFilter filter;

  FolderLister(MailboxRun run, FolderFilter filter) {
    this.run = run;
    this.filter = filter;
  }

  /** Takes an item that is to go through the route. */
  @FunctionalInterface
  interface Sink {
    void send(Transfer transfer) throws InterruptedException;
  }

  /**
   * Works through all folders. Those of the destination are made first: in the midst of deliveries
   * each would wait for all that is on the wire.
   */
  void list(Sink sink) throws StoreException, InterruptedException {
    List<SourceFolder> folders = run.retry(() -> run.source().folders());
    run.expect(
        folders.stream().flatMap(f -> f.state().stream()).mapToLong(FolderState::count).sum());
    List<Target> targets = new ArrayList<>();
    for (SourceFolder folder : folders) {
      if (run.mayGoOn()) {
        target(folder).ifPresent(targets::add);
      }
    }
    if (!run.pass().adopt()) {
      warnOfCopies(targets);
    }
    for (Target target : targets) {
      if (run.mayGoOn()) {
        list(target, elsewhere(target, targets), sink);
      }
    }
  }

  /** A lost ledger is a mistake that is dear and easy to make. */
  private void warnOfCopies(List<Target> targets) {
    long there =
        targets.stream()
            .map(Target::destination)
            .distinct()
            .mapToLong(run.destination()::count)
            .sum();
    if (there > 0 && run.ledger().isEmpty()) {
      run.notice(
          "The ledger knew nothing of this mailbox, but its folders at the destination held "
              + there
              + (there == 1 ? " message" : " messages")
              + ". What of them is in the source, too, was copied by another tool, or the ledger was"
              + " lost, comes twice: a pass with --adopt takes it over instead.");
    }
  }

  /** The source folders that go to another folder than this one. */
  private static Set<FolderPath> elsewhere(Target target, List<Target> all) {
    return all.stream()
        .filter(other -> !other.destination().path().equals(target.destination().path()))
        .map(other -> other.folder().path())
        .collect(Collectors.toSet());
  }

  /** A source folder with items, and where they go. */
  private record Target(SourceFolder folder, DestinationFolder destination, Tally tally) {}

  private Optional<Target> target(SourceFolder folder) throws StoreException, InterruptedException {
    Tally tally = run.tally(folder.path(), folder.itemType());
    if (!filter.accepts(folder.path())) {
      tally.filtered("folder", folder.state().map(FolderState::count).orElse(0L));
      return Optional.empty();
    }
    try {
      Optional<FolderPath> mapped = run.project().folderMap().apply(folder.path());
      DestinationFolder destination =
          run.retry(
              () ->
                  run.destination()
                      .ensureFolder(folder, mapped.orElse(folder.path()), mapped.isPresent()));
      return folder.holdsItems()
          ? Optional.of(new Target(folder, destination, tally))
          : Optional.empty();
    } catch (PermanentException e) {
      run.folderFailed(tally, folder, e);
      return Optional.empty();
    }
  }

  private void list(Target target, Set<FolderPath> elsewhere, Sink sink)
      throws StoreException, InterruptedException {
    try (var folderField = MDC.putCloseable("folder", target.folder().path().toString())) {
      list(target.folder(), target.destination(), target.tally(), elsewhere, sink);
    } catch (PermanentException e) {
      run.folderFailed(target.tally(), target.folder(), e);
    }
  }

  private void list(
      SourceFolder folder,
      DestinationFolder destination,
      Tally tally,
      Set<FolderPath> elsewhere,
      Sink sink)
      throws StoreException, InterruptedException {
    String validity = folder.state().map(FolderState::validity).orElse("");
    FolderLedger ledger = run.ledger().folder(folder.path(), folder.itemType(), validity);
    FolderRun folderRun = new FolderRun(run, folder, destination, ledger, tally);
    boolean renamed = ledger.hasFormerKeys();
    boolean adopts = run.pass().adopt() && !destination.created();
    ListOptions options =
        new ListOptions(
            run.project().filters().dateSource() == DateSource.DATE_HEADER, renamed || adopts);
    Listing listing =
        run.retry(() -> run.source().list(folder, ledger.settled(), () -> known(ledger), options));
    long migrated = ledger.migratedInPass();
    long adopted = ledger.adoptedInPass();
    // What an earlier run of this mailbox pass migrated still counts as migrated in this pass.
    tally.earlierInThisPass(migrated, adopted, ledger.bytesInPass());
    for (List<Item> page = page(listing); !page.isEmpty(); page = page(listing)) {
      for (Item item : page) {
        if (renamed && run.mayGoOn() && ledger.takeOver(trace(item))) {
          tally.alreadyMigrated(1);
        } else if (run.mayGoOn()) {
          if (adopts && folderRun.adoption().isEmpty()) {
            folderRun.adopt(Adoption.begin(run, run.destination(), destination, ledger, elsewhere));
          }
          sink.send(new Transfer(folderRun, item));
        }
      }
    }
    if (run.mayGoOn()) {
      tally.alreadyMigrated(Math.max(0, listing.known() - migrated - adopted));
      folderRun.listed(listing.state());
    }
  }

  /** A store lists a folder of which nothing is known without comparing. */
  private static KnownItems known(FolderLedger ledger) {
    return ledger.isEmpty() ? KnownItems.NONE : ledger.known();
  }

  private List<Item> page(Listing listing) throws StoreException, InterruptedException {
    return run.mayGoOn() ? run.retry(listing::next) : List.of();
  }

  /** Only an item without a Message-ID has to be read to be recognised. */
  private Trace trace(Item item) throws StoreException, InterruptedException {
    return item.messageId().isPresent()
        ? Trace.listed(item)
        : Trace.of(item, run.retry(() -> Completed.of(run.source().read(item))));
  }
}
