package io.mailtrek.camel;

import io.mailtrek.pass.MailboxRun;
import io.mailtrek.pass.SideClock.Side;
import io.mailtrek.pass.Tally;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.FolderWish;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Place;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what there is to do in a mailbox pass. The folders of the destination are made here,
 * all of them before the first delivery: in the midst of deliveries each would wait for all that is
 * on the wire.
 */
final class FolderPlan {
  private static final Logger LOG = LoggerFactory.getLogger(FolderPlan.class);

  /** So many folders that are left out are named in the message of a mailbox pass. */
  private static final int TOLD = 10;

  private final MailboxRun run;
  private final FolderFilter filter;

  FolderPlan(MailboxRun run, FolderFilter filter) {
    this.run = run;
    this.filter = filter;
  }

  /** The folders to work on, in the order of the source. */
  List<Target> targets() throws StoreException, InterruptedException {
    List<SourceFolder> folders =
        ofPass(run.retry(Side.SOURCE, () -> run.sessions().source().folders()));
    tellLeftOut(run.sessions().source().leftOut());
    run.outcomes()
        .expect(
            folders.stream().flatMap(f -> f.state().stream()).mapToLong(FolderState::count).sum());
    List<FolderWish> wishes =
        folders.stream()
            .filter(folder -> filter.accepts(run, folder.path()))
            .map(folder -> Ladder.wish(run, folder))
            .toList();
    run.retry(
        Side.DESTINATION,
        () -> {
          run.sessions().destination().announce(wishes);
          return wishes;
        });
    List<Target> targets = new ArrayList<>();
    for (SourceFolder folder : folders) {
      if (run.mayGoOn()) {
        target(folder, targets).ifPresent(targets::add);
      }
    }
    if (!run.pass().adopt()) {
      warnOfCopies(targets);
    }
    return targets;
  }

  private void tellLeftOut(List<String> folders) {
    if (!folders.isEmpty()) {
      String more = folders.size() > TOLD ? "; and " + (folders.size() - TOLD) + " more" : "";
      run.notice(
          "Folders that are not migrated: "
              + folders.stream().limit(TOLD).collect(Collectors.joining("; "))
              + more
              + ".");
    }
  }

  /** What a Pre-Stage pass does not take is not even looked into. */
  private List<SourceFolder> ofPass(List<SourceFolder> all) {
    Set<ItemType> types = run.pass().itemTypes();
    if (!types.containsAll(EnumSet.allOf(ItemType.class))) {
      LOG.info(
          "Calendars, contacts, journals, notes and tasks are left to the Full pass: they still"
              + " change until the cutover, and changes are not propagated.");
    }
    return all.stream().filter(folder -> types.contains(folder.itemType())).toList();
  }

  /** A lost ledger is a mistake that is dear and easy to make. */
  private void warnOfCopies(List<Target> targets) {
    long there =
        targets.stream()
            .map(Target::destination)
            .filter(folder -> folder.itemType() == ItemType.MAIL)
            .distinct()
            .mapToLong(run.sessions().destination()::count)
            .sum();
    if (there > 0 && run.ledger().isEmpty()) {
      run.notice(
          "The ledger knew nothing of this mailbox, but its folders at the destination held "
              + there
              + (there == 1 ? " message" : " messages")
              + ". What of them is in the source, too, was copied by another tool, or the ledger"
              + " was lost, comes twice: a pass with --adopt takes it over instead.");
    }
  }

  /** The source folders that go to another folder than this one. */
  static Set<Place> elsewhere(DestinationFolder folder, List<Target> all) {
    return all.stream()
        .filter(other -> !other.destination().place().equals(folder.place()))
        .map(other -> other.folder().place())
        .collect(Collectors.toSet());
  }

  private Optional<Target> target(SourceFolder folder, List<Target> all)
      throws StoreException, InterruptedException {
    Tally tally = run.outcomes().tally(folder.path(), folder.itemType());
    if (!filter.accepts(run, folder.path())) {
      tally.filtered("folder", folder.state().map(FolderState::count).orElse(0L));
      return Optional.empty();
    }
    try {
      Optional<DestinationFolder> ensured = Ladder.ensure(run, folder);
      if (ensured.isEmpty()) {
        tally.skipped(Ladder.UNSUPPORTED, Amount.of(run, folder));
        return Optional.empty();
      }
      DestinationFolder destination = ensured.get();
      return folder.holdsItems()
          ? Optional.of(new Target(folder, destination, tally, () -> elsewhere(destination, all)))
          : Optional.empty();
    } catch (PermanentException e) {
      run.outcomes().folderFailed(tally, folder, e);
      return Optional.empty();
    }
  }
}
