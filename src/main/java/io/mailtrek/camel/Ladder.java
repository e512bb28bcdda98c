package io.mailtrek.camel;

import io.mailtrek.pass.MailboxRun;
import io.mailtrek.pass.SideClock.Side;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderWish;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Movable;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import java.util.Optional;

/**
 * Where the items of a source folder go: to a folder for their type where the destination takes it;
 * notes and journals else to a folder of messages, in the form that mail programs give to notes;
 * else nowhere.
 */
final class Ladder {
  /** What items that no store of the destination takes are counted under. */
  static final String UNSUPPORTED = "unsupported-by-destination";

  private Ladder() {}

  /** Where a folder goes, if all goes well. */
  static FolderWish wish(MailboxRun run, SourceFolder folder) {
    Optional<FolderPath> mapped = run.options().folderMap().apply(folder.path());
    boolean news =
        folder
            .state()
            .filter(state -> state.count() > 0 && !run.ledger().covers(folder.place(), state))
            .isPresent();
    return new FolderWish(folder, mapped.orElse(folder.path()), mapped.isPresent(), news);
  }

  /** Finds or makes the folder at the destination; empty when nothing there takes such items. */
  static Optional<DestinationFolder> ensure(MailboxRun run, SourceFolder folder)
      throws StoreException, InterruptedException {
    FolderWish wish = wish(run, folder);
    Optional<DestinationFolder> own = ensure(run, wish);
    // No folder of messages is made for a calendar that could have journal entries and has none.
    return own.isPresent() || !Movable.asMessage(folder.itemType()) || Amount.of(run, folder) == 0
        ? own
        : ensure(
            run,
            new FolderWish(
                folder.as(ItemType.MAIL),
                wish.mapped() ? wish.path() : folderOfMessages(folder),
                true,
                wish.news()));
  }

  /** Mail programs look for notes only there. */
  private static FolderPath folderOfMessages(SourceFolder folder) {
    return FolderPath.of(folder.itemType() == ItemType.NOTE ? "Notes" : "Journal");
  }

  private static Optional<DestinationFolder> ensure(MailboxRun run, FolderWish wish)
      throws StoreException, InterruptedException {
    try {
      return Optional.of(
          run.retry(
              Side.DESTINATION,
              () ->
                  run.sessions()
                      .destination()
                      .ensureFolder(wish.source(), wish.path(), wish.mapped())));
    } catch (PermanentException e) {
      if (e.problem() == Problem.TYPE_NOT_TAKEN) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
