package io.mailtrek.store.imap;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import java.util.concurrent.CompletableFuture;

/**
 * A delivery on its way.
 *
 * @param alone whether it is to travel in a command of its own, because it was refused with others
 * @param recreated whether the folder was made again for it already
 * @param bare whether its keywords are left out, because it was refused with them
 * @param postponed how often the server asked to wait when it was its turn
 */
record Pending(
    DestinationFolder folder,
    Delivery delivery,
    CompletableFuture<Delivered> future,
    boolean alone,
    boolean recreated,
    boolean bare,
    Postponed postponed) {

  Pending(DestinationFolder folder, Delivery delivery) {
    this(folder, delivery, new CompletableFuture<>(), false, false, false, Postponed.NEVER);
  }

  Pending byItself() {
    return new Pending(folder, delivery, future, true, recreated, bare, postponed);
  }

  Pending withFolderRecreated() {
    return new Pending(folder, delivery, future, alone, true, bare, postponed);
  }

  Pending withoutKeywords() {
    return new Pending(folder, delivery, future, true, recreated, true, postponed);
  }

  /** From the second time on by itself, so that one bad message does not hold up the others. */
  Pending later(Postponed again) {
    boolean byItself = alone || !postponed.equals(Postponed.NEVER);
    return new Pending(folder, delivery, future, byItself, recreated, bare, again);
  }

  /** Whether both can go into one batch. */
  boolean fits(Pending other) {
    return alone == other.alone
        && recreated == other.recreated
        && folder.path().equals(other.folder.path())
        && delivery.item().folder().equals(other.delivery.item().folder());
  }

  int size() {
    return delivery.content().size();
  }
}
