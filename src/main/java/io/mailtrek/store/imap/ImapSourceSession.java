package io.mailtrek.store.imap;

import io.mailtrek.store.Content;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.FoundItems;
import io.mailtrek.store.HeaderSearch;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.ListWish;
import io.mailtrek.store.Listing;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.limit.SessionTraffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One mailbox of an IMAP server as a source, on one connection. Folders are only ever examined and
 * messages only peeked at, so nothing changes there.
 */
final class ImapSourceSession implements SourceSession {
  private final SourceFolders folders;
  private final ContentReader reader;
  private final SessionTraffic traffic;
  private final NoteMessages notes;

  /** What was asked for before it is wanted; for the thread that lists. */
  private final Map<FolderPath, Asked> asked = new HashMap<>();

  private record Asked(Examination examination, Optional<UidFetchItemsCommand> firstPage) {}

  private ImapSourceSession(SourceFolders folders, ContentReader reader, SessionTraffic traffic) {
    this.folders = folders;
    this.notes = new NoteMessages(folders);
    this.reader = reader;
    this.traffic = traffic;
  }

  static ImapSourceSession open(Connector connector) throws StoreException {
    SourceFolders folders = new SourceFolders(connector);
    SessionTraffic traffic = connector.traffic();
    return new ImapSourceSession(
        folders, new ContentReader(folders, traffic, connector.name()), traffic);
  }

  @Override
  public void askForFolders() {
    folders.ask();
  }

  @Override
  public List<SourceFolder> folders() throws StoreException {
    List<SourceFolder> all = new ArrayList<>();
    for (Map.Entry<FolderPath, FolderDirectory.Entry> each :
        folders.directory().entries().entrySet()) {
      all.addAll(notes.apart(folder(each.getKey(), each.getValue())));
    }
    return all;
  }

  private static SourceFolder folder(FolderPath path, FolderDirectory.Entry entry) {
    return new SourceFolder(
        path, ItemType.MAIL, entry.role(), entry.subscribed(), entry.selectable(), entry.state());
  }

  @Override
  public Listing list(
      SourceFolder folder,
      Optional<FolderState> settled,
      Supplier<KnownItems> known,
      ListOptions options)
      throws StoreException {
    if (folder.path().equals(NoteMessages.FOLDER)) {
      reader.awaitSent();
      return notes.list(folder, settled, known, options);
    }
    Optional<FolderState> told = folder.state().filter(state -> idle(state, settled));
    if (told.isPresent()) {
      return new SourceListing(folders, folder.path(), options, ListingPlan.nothing(told.get()));
    }
    Supplier<KnownItems> once = Once.of(known);
    Asked sent = asked.remove(folder.path());
    if (sent == null) {
      // Waits for the reads of the folder before, or the two would take turns in being examined.
      reader.awaitSent();
      Optional<UidFetchItemsCommand> page = firstPage(new ListWish(folder, settled, once, options));
      sent = ask(Map.of(folder.path(), page)).get(folder.path());
    }
    FolderState state = state(sent);
    ListingPlan plan = ListingPlan.of(folders, folder.path(), state, settled, once);
    return new SourceListing(folders, folder.path(), options, plan, sent.firstPage());
  }

  /** What the connection took along when it was lost is asked for again, all of it. */
  private FolderState state(Asked sent) throws StoreException {
    try {
      return sent.examination().state();
    } catch (TransientException e) {
      asked.clear();
      throw e;
    }
  }

  /** On a fast network it would only cost the server another look at each folder. */
  @Override
  public void announce(List<ListWish> next) throws StoreException {
    asked.clear();
    if (!InFlight.slow(folders.roundTrip())) {
      return;
    }
    Map<FolderPath, Optional<UidFetchItemsCommand>> pages = new LinkedHashMap<>();
    for (ListWish wish : next) {
      firstPage(wish).ifPresent(page -> pages.put(wish.folder().path(), Optional.of(page)));
    }
    if (pages.size() > 1) {
      reader.awaitSent();
      asked.putAll(ask(pages));
    }
  }

  private Map<FolderPath, Asked> ask(Map<FolderPath, Optional<UidFetchItemsCommand>> pages)
      throws StoreException {
    Map<FolderPath, Asked> sent = new HashMap<>();
    folders
        .examineAll(pages)
        .forEach((path, examination) -> sent.put(path, new Asked(examination, pages.get(path))));
    return sent;
  }

  private static Optional<UidFetchItemsCommand> firstPage(ListWish wish) {
    FolderPath path = wish.folder().path();
    return wish.folder()
        .state()
        .filter(state -> !path.equals(NoteMessages.FOLDER) && !idle(state, wish.settled()))
        .flatMap(state -> ListingPlan.likelyFirst(state, wish.settled(), wish.known()))
        .map(page -> new UidFetchItemsCommand(path, page, wish.options()));
  }

  /** Whether what LIST has told is enough to know that there is nothing to list. */
  private static boolean idle(FolderState state, Optional<FolderState> settled) {
    return (state.count() == 0 && !state.next().isEmpty())
        || settled.filter(state::nothingAddedSince).isPresent();
  }

  @Override
  public FoundItems search(SourceFolder folder, HeaderSearch search) throws StoreException {
    reader.awaitSent();
    FolderState state = folders.examine(folder.path());
    long[] uids =
        Connection.await(
            folders.submit(
                folder.path(),
                UidSearchCommand.byHeader(
                    folder.path().toString(), search, folders.capabilities().has("ESEARCH"))));
    return new FoundItems(state, Arrays.stream(uids).mapToObj(ItemKey::of).toList());
  }

  @Override
  public CompletionStage<Content> read(Item item) {
    return reader.read(item);
  }

  @Override
  public Optional<Duration> roundTrip() {
    return folders.roundTrip();
  }

  @Override
  public void close() {
    reader.close();
    folders.close();
    traffic.close();
  }
}
