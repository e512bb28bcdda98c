package io.mailtrek.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The destination side of one mailbox. It only adds. A lost connection is made again by the next
 * call, which first settles what is in doubt in the {@link DeliveryJournal}.
 */
public interface DestinationSession extends AutoCloseable {

  /**
   * Tells which folders {@link #ensureFolder} will be asked for next, in this order, so that they
   * can be made together. Whatever goes wrong with one is told when it is asked for. For one
   * thread.
   */
  default void announce(List<FolderWish> wishes) throws StoreException {
    // A session may make them one by one.
  }

  /**
   * Finds or makes the folder that the items of a source folder go to, and those above it. A folder
   * with a role goes to the destination's folder of that role, where there is one and the path was
   * not mapped; a subscription is made, never removed. For one thread.
   *
   * @param source the folder at the source
   * @param path where it should go
   * @param mapped whether the user's rules set {@code path}; then the role does not matter
   * @throws PermanentException with {@link Problem#TYPE_NOT_TAKEN} when the mailbox takes no items
   *     of the type of the folder, whatever the path
   */
  DestinationFolder ensureFolder(SourceFolder source, FolderPath path, boolean mapped)
      throws StoreException;

  /**
   * Queues an item for delivery. Safe for any thread. Items that wait while others are under way
   * travel together, in the order in which they came.
   *
   * @return completes when the server has confirmed this item and the journal has it; or
   *     exceptionally with a {@link StoreException}
   */
  CompletionStage<Delivered> deliver(DestinationFolder folder, Delivery delivery);

  /**
   * How many items a folder held when the session began, as far as that costs no question to the
   * server; otherwise 0.
   */
  long count(DestinationFolder folder);

  /**
   * The mailbox as a source, to find out what is in it already. Opened when it is first asked for,
   * and closed with this session. The keys of its items are numbers; the validity of a folder, a
   * colon and the key make up the {@link Delivered#destinationId}.
   */
  SourceSession contents() throws StoreException;

  /**
   * Whether the server keeps what a message says and not its bytes, so that a copy that is read is
   * not what was written.
   */
  default boolean rewritesMessages() {
    return false;
  }

  /**
   * What a copy of an item is called in {@link #contents} in place of a Message-ID, where that
   * alone tells whose copy it is; empty where only what is in it can tell.
   *
   * @param from the folder of the item at the source
   */
  default Optional<String> nameOfCopy(DestinationFolder folder, FolderPath from, Trace trace) {
    return Optional.empty();
  }

  /**
   * Settles what the journal holds in doubt, as at the beginning of the session. For when the
   * journal was left something by another session of the mailbox; not while deliveries are under
   * way.
   */
  void settleDoubts() throws StoreException;

  /**
   * About how long the network takes to the server and back; empty as long as it is not known. Safe
   * for any thread.
   */
  Optional<Duration> roundTrip();

  @Override
  void close();
}
