package io.mailtrek.store.imap;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Notes that a mail program keeps as messages: those in the folder {@code Notes} that say so in
 * their header. What else is in that folder is mail; so it is two folders, one of each type, under
 * one path. No other folder costs a question for it.
 */
final class NoteMessages {
  /** Where mail programs keep notes. */
  static final FolderPath FOLDER = FolderPath.of("Notes");

  private final SourceFolders folders;

  NoteMessages(SourceFolders folders) {
    this.folders = folders;
  }

  /**
   * The messages of the folder in a state.
   *
   * @param notes by UID, whether it is a note; without those of which the server tells nothing
   */
  private record Kinds(FolderState state, Map<Long, Boolean> notes) {

    boolean are(ItemType type, long uid) {
      return notes.containsKey(uid) && notes.get(uid) == (type == ItemType.NOTE);
    }

    long count(ItemType type) {
      return notes.keySet().stream().filter(uid -> are(type, uid)).count();
    }

    /** How many the server counts and does not tell of. */
    long untold() {
      return Math.max(0, state.count() - notes.size());
    }
  }

  /** The folder as it is; where it may hold notes, as those of the types that are in it. */
  List<SourceFolder> apart(SourceFolder folder) throws StoreException {
    boolean empty = folder.state().filter(state -> state.count() == 0).isPresent();
    if (!folder.path().equals(FOLDER) || !folder.holdsItems() || empty) {
      return List.of(folder);
    }
    SourceFolder ofNotes = folder.as(ItemType.NOTE);
    Kinds kinds;
    try {
      kinds = kinds(folders.examine(FOLDER));
    } catch (PermanentException e) {
      // Listing it as either tells what it holds, or why that can't be told; all count as mail.
      return List.of(folder, with(ofNotes, folder.state().map(state -> state(state, 0))));
    }
    boolean both = kinds.untold() > 0;
    if (kinds.count(ItemType.NOTE) == 0 && !both) {
      return List.of(with(folder, kinds));
    }
    return kinds.count(ItemType.MAIL) == 0 && !both
        ? List.of(with(ofNotes, kinds))
        : List.of(with(folder, kinds), with(ofNotes, kinds));
  }

  /** Lists what is of the type of the folder; the other messages are left out like known ones. */
  Listing list(
      SourceFolder folder,
      Optional<FolderState> settled,
      Supplier<KnownItems> known,
      ListOptions options)
      throws StoreException {
    FolderState state = folders.examine(FOLDER);
    Optional<FolderState> same = settled.filter(state::nothingAddedSince);
    if (same.isPresent()) {
      return new SourceListing(folders, FOLDER, options, ListingPlan.nothing(same.get()));
    }
    ItemType type = folder.itemType();
    Kinds kinds = kinds(state);
    KnownItems seen = known.get();
    KnownItems left =
        new KnownItems() {
          @Override
          public boolean contains(long uid) {
            return !kinds.are(type, uid) || seen.contains(uid);
          }

          @Override
          public boolean contains(ItemKey key) {
            return contains(Long.parseLong(key.value()));
          }
        };
    ListingPlan plan = ListingPlan.of(folders, FOLDER, state, Optional.empty(), () -> left);
    return new OneTypeListing(
        new SourceListing(folders, FOLDER, options, plan),
        type,
        state.count() - kinds.count(type),
        kinds.untold());
  }

  private Kinds kinds(FolderState state) throws StoreException {
    long end = state.next().isEmpty() ? Long.MAX_VALUE : Long.parseLong(state.next()) - 1;
    if (state.count() == 0) {
      return new Kinds(state, Map.of());
    }
    return new Kinds(
        state,
        Connection.await(folders.submit(FOLDER, new NoteHeadersCommand(UidPage.range(1, end)))));
  }

  private static SourceFolder with(SourceFolder folder, Kinds kinds) {
    return with(folder, Optional.of(state(kinds.state(), kinds.count(folder.itemType()))));
  }

  private static SourceFolder with(SourceFolder folder, Optional<FolderState> state) {
    return new SourceFolder(
        folder.path(),
        folder.itemType(),
        folder.role(),
        folder.subscribed(),
        folder.holdsItems(),
        state);
  }

  private static FolderState state(FolderState folder, long count) {
    return new FolderState(folder.validity(), folder.next(), count);
  }
}
