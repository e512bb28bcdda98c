package io.mailtrek.camel;

import io.mailtrek.pass.Tally;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.SourceFolder;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A source folder with items, where they go, and the tally of what becomes of them.
 *
 * @param elsewhere the source folders of the mailbox pass whose items go to other folders
 */
record Target(
    SourceFolder folder,
    DestinationFolder destination,
    Tally tally,
    Supplier<Set<FolderPath>> elsewhere) {

  /** How many items there are, as far as the source tells. */
  long items() {
    return folder.state().map(FolderState::count).orElse(0L);
  }
}
