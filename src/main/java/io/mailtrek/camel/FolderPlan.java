package io.mailtrek.camel;

import io.mailtrek.pass.MailboxRun;
import io.mailtrek.pass.SideClock.Side;
import io.mailtrek.pass.Tally;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out what there is to do in a mailbox pass. The folders of the destination are made here,
 * all of them before the first delivery: in the midst of deliveries each would wait for all that is
 * on the wire.
 */
final class FolderPlan {
  private final MailboxRun run;
  private final FolderFilter filter;

  FolderPlan(MailboxRun run, FolderFilter filter) {
    this.run = run;
    this.filter = filter;
  }

  /** The folders to work on, in the order of the source. */
  List<Target> targets() throws StoreException, InterruptedException {
    List<SourceFolder> folders = run.retry(Side.SOURCE, () -> run.sessions().source().folders());
    run.expect(
        folders.stream().flatMap(f -> f.state().stream()).mapToLong(FolderState::count).sum());
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

  /** A lost ledger is a mistake that is dear and easy to make. */
  private void warnOfCopies(List<Target> targets) {
    long there =
        targets.stream()
            .map(Target::destination)
            .distinct()
            .mapToLong(run.sessions().destination()::count)
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
  static Set<FolderPath> elsewhere(DestinationFolder folder, List<Target> all) {
    return all.stream()
        .filter(other -> !other.destination().path().equals(folder.path()))
        .map(other -> other.folder().path())
        .collect(Collectors.toSet());
  }

  private Optional<Target> target(SourceFolder folder, List<Target> all)
      throws StoreException, InterruptedException {
    Tally tally = run.tally(folder.path(), folder.itemType());
    if (!filter.accepts(run, folder.path())) {
      tally.filtered("folder", folder.state().map(FolderState::count).orElse(0L));
      return Optional.empty();
    }
    try {
      Optional<FolderPath> mapped = run.options().folderMap().apply(folder.path());
      DestinationFolder destination =
          run.retry(
              Side.DESTINATION,
              () ->
                  run.sessions()
                      .destination()
                      .ensureFolder(folder, mapped.orElse(folder.path()), mapped.isPresent()));
      return folder.holdsItems()
          ? Optional.of(new Target(folder, destination, tally, () -> elsewhere(destination, all)))
          : Optional.empty();
    } catch (PermanentException e) {
      run.folderFailed(tally, folder, e);
      return Optional.empty();
    }
  }
}
