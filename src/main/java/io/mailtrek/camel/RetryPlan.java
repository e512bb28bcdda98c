package io.mailtrek.camel;

import io.mailtrek.ledger.Failed;
import io.mailtrek.ledger.Failure;
import io.mailtrek.pass.MailboxRun;
import io.mailtrek.pass.Tally;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Place;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out what a retry has to do in a mailbox: the folders in which something failed, each with
 * what that is. {@link FolderPlan} is its like for all other passes.
 */
final class RetryPlan {
  private final MailboxRun run;
  private final FolderFilter filter;

  RetryPlan(MailboxRun run, FolderFilter filter) {
    this.run = run;
    this.filter = filter;
  }

  /** The folders to work on, in the order of the source. */
  List<Target> targets() throws StoreException, InterruptedException {
    Map<Place, List<Failed>> failed =
        run.ledger().failed().stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.failure().place(), LinkedHashMap::new, Collectors.toList()));
    Set<Place> begun = run.ledger().begunInPass();
    List<SourceFolder> folders = run.retry(() -> run.sessions().source().folders());
    run.outcomes()
        .expect(
            folders.stream()
                .mapToLong(
                    folder ->
                        expected(folder, Wanted.of(failed.getOrDefault(folder.place(), List.of()))))
                .sum());
    List<Target> targets = new ArrayList<>();
    for (SourceFolder folder : folders) {
      List<Failed> here = failed.remove(folder.place());
      if ((here != null || begun.contains(folder.place())) && run.mayGoOn()) {
        target(folder, Wanted.of(here == null ? List.of() : here), targets).ifPresent(targets::add);
      }
    }
    failed.forEach(this::vanished);
    return targets;
  }

  private static long expected(SourceFolder folder, Wanted wanted) {
    return wanted.whole().isPresent()
        ? folder.state().map(FolderState::count).orElse(0L)
        : wanted.items().size();
  }

  private Optional<Target> target(SourceFolder folder, Wanted wanted, List<Target> all)
      throws StoreException, InterruptedException {
    Tally tally = run.outcomes().tally(folder.path(), folder.itemType());
    if (!filter.accepts(run, folder.path())) {
      tally.filtered("folder", wanted.items().size());
      return Optional.empty();
    }
    try {
      Optional<DestinationFolder> ensured = Ladder.ensure(run, folder);
      if (ensured.isEmpty()) {
        tally.skipped(Ladder.UNSUPPORTED, expected(folder, wanted));
        return Optional.empty();
      }
      DestinationFolder destination = ensured.get();
      return Optional.of(
          new Target(
              folder,
              destination,
              tally,
              () -> FolderPlan.elsewhere(destination, all),
              Optional.of(wanted)));
    } catch (PermanentException e) {
      wanted.failAgain(run, tally, folder, e);
      return Optional.empty();
    }
  }

  /** The folder is not at the source any more, and its items with it. */
  private void vanished(Place place, List<Failed> failed) {
    List<Failure> items =
        failed.stream().map(Failed::failure).filter(failure -> !failure.wholeFolder()).toList();
    if (!items.isEmpty()) {
      Tally tally = run.outcomes().tally(place.path(), place.type());
      items.forEach(item -> tally.skipped("vanished"));
    }
  }
}
