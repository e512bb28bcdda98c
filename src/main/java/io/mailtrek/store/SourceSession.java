package io.mailtrek.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The source side of one mailbox. It never changes anything there. Folders and items are listed by
 * one thread; {@link #read} is safe for any thread. A lost connection is made again by the next
 * call.
 */
public interface SourceSession extends AutoCloseable {

  /**
   * Asks the server for its folders, which {@link #folders} then tells at once. What goes wrong
   * with that is told there.
   */
  default void askForFolders() {
    // A session may ask when they are wanted.
  }

  /** All folders, those above before those below. */
  List<SourceFolder> folders() throws StoreException;

  /**
   * Folders that hold items, but that no pass migrates, each with the reason, for people; as of the
   * last time that {@link #folders} was asked for.
   */
  default List<String> leftOut() {
    return List.of();
  }

  /**
   * Tells which folders {@link #list} will be asked for next, in this order and with these values,
   * so that they can be asked for together. What goes wrong with one is told when it is listed.
   */
  default void announce(List<ListWish> next) throws StoreException {
    // A session may ask for them one by one.
  }

  /**
   * Begins to list a folder. The items of one folder are listed and read before the next begins.
   *
   * @param settled the state of the folder under which everything in it was migrated; what it
   *     covers is not asked for again. Its validity is the folder's, or the caller gives none.
   * @param known asked for only when the folder has to be compared item by item
   */
  Listing list(
      SourceFolder folder,
      Optional<FolderState> settled,
      Supplier<KnownItems> known,
      ListOptions options)
      throws StoreException;

  /**
   * Looks for items by their headers; the server does the work. Not while a folder is listed.
   *
   * @throws StoreException when the server does not answer as it should
   */
  FoundItems search(SourceFolder folder, HeaderSearch search) throws StoreException;

  /**
   * Brings the content of an item. Requests made while others are under way travel together.
   *
   * @return completes with the content; or exceptionally with a {@link StoreException}, a {@link
   *     VanishedException} when the item is not there any more
   */
  CompletionStage<Content> read(Item item);

  /**
   * About how long the network takes to the server and back; empty as long as it is not known. Safe
   * for any thread.
   */
  Optional<Duration> roundTrip();

  @Override
  void close();
}
