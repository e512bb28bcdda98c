package io.mailtrek.store.imap;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The items that were under way when the connection was lost. One of them may be why: a message
 * that the server can't stand. An item that has been there twice travels on with few others, then
 * alone, and when the connection is lost again and again with it alone, it is guilty. So a lost
 * connection by itself makes nothing slower, and one bad message does not keep a whole mailbox from
 * arriving. Safe for use by many threads.
 */
final class Suspects {
  /** How often everything may be lost together before anybody is suspected. */
  private static final int TOGETHER = 2;

  private static final int FEW = 22;
  private static final int LOSSES = 4;
  private static final int ALONE = 2;

  private final Map<Id, Suspicion> suspicions = new HashMap<>();

  private record Id(FolderPath folder, ItemKey key) {
    static Id of(Pending item) {
      return new Id(item.delivery().item().folder(), item.delivery().item().key());
    }
  }

  /**
   * What speaks against an item.
   *
   * @param losses how often the connection was lost with it
   * @param alone how often of these nothing else was under way
   * @param others with how many others it was the last time
   * @param guilty whether it is not to be sent any more
   * @param convicted whether it was found guilty, now or in another form before
   */
  private record Suspicion(int losses, int alone, int others, boolean guilty, boolean convicted) {
    static final Suspicion NONE = new Suspicion(0, 0, 0, false, false);

    /** With how many items, itself among them, it may be under way. */
    int most() {
      if (losses < TOGETHER) {
        return Integer.MAX_VALUE;
      }
      return others >= FEW && !convicted ? FEW : 1;
    }

    Suspicion after(int size) {
      int nowAlone = most() == 1 ? alone + 1 : alone;
      boolean nowGuilty = convicted || (losses + 1 >= LOSSES && nowAlone >= ALONE);
      return new Suspicion(losses + 1, nowAlone, size - 1, nowGuilty, convicted);
    }

    Suspicion judged() {
      return new Suspicion(losses, alone, others, false, true);
    }
  }

  /** How many items may be under way together with this one, itself among them. */
  synchronized int most(Pending item) {
    return suspicion(item).most();
  }

  /** How many items are suspected. */
  synchronized int count() {
    return suspicions.size();
  }

  /** The connection was lost with these in one batch. */
  synchronized void lost(List<Pending> batch) {
    batch.forEach(item -> suspicions.put(Id.of(item), suspicion(item).after(batch.size())));
  }

  /** The server has answered to the item, whatever it said: it is none of those. */
  synchronized void cleared(Pending item) {
    suspicions.remove(Id.of(item));
  }

  /**
   * Tells how often the connection was lost with an item that is guilty, once: when it comes again,
   * it comes in another form.
   */
  synchronized Optional<Integer> judge(Pending item) {
    Suspicion suspicion = suspicion(item);
    if (!suspicion.guilty()) {
      return Optional.empty();
    }
    suspicions.put(Id.of(item), suspicion.judged());
    return Optional.of(suspicion.losses());
  }

  private Suspicion suspicion(Pending item) {
    return suspicions.getOrDefault(Id.of(item), Suspicion.NONE);
  }
}
