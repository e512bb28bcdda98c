package io.mailtrek.camel;

import io.mailtrek.pass.MailboxRun;
import io.mailtrek.pass.SideClock.Side;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import java.util.List;
import java.util.Optional;

/** How many items a source folder has, also where the source does not tell without a listing. */
final class Amount {
  private Amount() {}

  /** The number of items; listed where it is not told. */
  static long of(MailboxRun run, SourceFolder folder) throws StoreException, InterruptedException {
    long told = folder.state().map(FolderState::count).orElse(0L);
    if (told > 0 || !folder.holdsItems()) {
      return told;
    }
    Listing listing =
        run.retry(
            Side.SOURCE,
            () ->
                run.sessions()
                    .source()
                    .list(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN));
    long items = 0;
    List<Item> page = run.retry(Side.SOURCE, listing::next);
    while (!page.isEmpty() && run.mayGoOn()) {
      items += page.size();
      page = run.retry(Side.SOURCE, listing::next);
    }
    return items;
  }
}
