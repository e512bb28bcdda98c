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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Notes that a mail program keeps as messages: those in the folder {@code Notes} that say so in
 * their header. What else is in that folder is mail; so it is two folders, one of each type, under
 * one path. No other folder costs a question for it.
 */
final class NoteMessages {
  /** Where mail programs keep notes. */
  static final FolderPath FOLDER = FolderPath.of("Notes");

  private static final String HEADER = "X-Uniform-Type-Identifier";
  private static final String NOTE = "com.apple.mail-note";

  private final SourceFolders folders;

  NoteMessages(SourceFolders folders) {
    this.folders = folders;
  }

  /** The folder as it is; where it may hold notes, as those of the types that are in it. */
  List<SourceFolder> apart(SourceFolder folder) throws StoreException {
    boolean empty = folder.state().filter(state -> state.count() == 0).isPresent();
    if (!folder.path().equals(FOLDER) || !folder.holdsItems() || empty) {
      return List.of(folder);
    }
    long notes;
    FolderState state;
    try {
      state = folders.examine(FOLDER);
      notes = search().length;
    } catch (PermanentException e) {
      // It can't be listed as mail either, which will say why.
      return List.of(folder);
    }
    SourceFolder ofNotes = with(folder.as(ItemType.NOTE), state, notes);
    SourceFolder ofMail = with(folder, state, Math.max(0, state.count() - notes));
    if (notes == 0) {
      return List.of(ofMail);
    }
    return notes >= state.count() ? List.of(ofNotes) : List.of(ofMail, ofNotes);
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
    boolean wanted = folder.itemType() == ItemType.NOTE;
    Set<Long> notes = new HashSet<>();
    long end = state.next().isEmpty() ? Long.MAX_VALUE : Long.parseLong(state.next());
    LongStream.of(search()).filter(uid -> uid < end).forEach(notes::add);
    long others = wanted ? Math.max(0, state.count() - notes.size()) : notes.size();
    KnownItems seen = known.get();
    KnownItems left =
        new KnownItems() {
          @Override
          public boolean contains(long uid) {
            return notes.contains(uid) != wanted || seen.contains(uid);
          }

          @Override
          public boolean contains(ItemKey key) {
            return contains(Long.parseLong(key.value()));
          }
        };
    ListingPlan plan = ListingPlan.of(folders, FOLDER, state, Optional.empty(), () -> left);
    return new OneTypeListing(
        new SourceListing(folders, FOLDER, options, plan), folder.itemType(), others);
  }

  private long[] search() throws StoreException {
    return Connection.await(
        folders.submit(
            FOLDER,
            UidSearchCommand.byHeader(
                FOLDER.toString(), HEADER, NOTE, folders.capabilities().has("ESEARCH"))));
  }

  private static SourceFolder with(SourceFolder folder, FolderState state, long count) {
    return new SourceFolder(
        folder.path(),
        folder.itemType(),
        folder.role(),
        folder.subscribed(),
        folder.holdsItems(),
        Optional.of(new FolderState(state.validity(), state.next(), count)));
  }
}
