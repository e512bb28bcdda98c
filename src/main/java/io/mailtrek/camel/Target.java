package io.mailtrek.camel;

import io.mailtrek.pass.Tally;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Place;
import io.mailtrek.store.SourceFolder;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A source folder with items, where they go, and the tally of what becomes of them.
 *
 * @param elsewhere the source folders of the mailbox pass whose items go to other folders
 * @param wanted what of it is to be tried again; empty where everything new is looked for
 */
record Target(
    SourceFolder folder,
    DestinationFolder destination,
    Tally tally,
    Supplier<Set<Place>> elsewhere,
    Optional<Wanted> wanted) {

  /** A folder in which everything new is looked for. */
  Target(
      SourceFolder folder,
      DestinationFolder destination,
      Tally tally,
      Supplier<Set<Place>> elsewhere) {
    this(folder, destination, tally, elsewhere, Optional.empty());
  }

  /** How many items there are, as far as the source tells. */
  long items() {
    return wanted.filter(w -> w.whole().isEmpty()).isPresent()
        ? wanted.get().items().size()
        : folder.state().map(FolderState::count).orElse(0L);
  }
}
