package io.mailtrek.api;

import io.mailtrek.config.Mailbox;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.FailureQuery;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxRecord;
import io.mailtrek.ledger.MigratedItem;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.store.FoundItems;
import io.mailtrek.store.HeaderSearch;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.Store;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Looks for items by headers that the ledger does not keep: the source server searches, and the
 * ledger tells by their keys what became of them. Safe for use by many threads.
 */
final class SourceSearch {
  private static final int AT_ONCE = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final PassEngine engine;
  private final Semaphore running = new Semaphore(AT_ONCE);

  SourceSearch(PassEngine engine) {
    this.engine = engine;
  }

  /**
   * Searches folder by folder, until there are enough.
   *
   * @param path only the folder with this path
   * @param since leaves out what the ledger knows to be from before this time
   * @param before leaves out what the ledger knows to be from this time or later
   * @param from how many folders to leave out
   * @param limit how many items are enough
   */
  Page<ItemAnswer> find(
      Mailbox mailbox,
      MailboxRecord record,
      HeaderSearch search,
      Optional<String> path,
      Optional<Instant> since,
      Optional<Instant> before,
      int from,
      int limit) {
    if (!running.tryAcquire()) {
      throw new Problem(
              429, AT_ONCE + " searches at the source are under way: try again in a while.")
          .exception();
    }
    Waits waits = new Waits(LONGEST_WAIT);
    var unused =
        CompletableFuture.runAsync(
            waits::stop,
            CompletableFuture.delayedExecutor(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS));
    try (SourceSession session = source().openFurtherSource(mailbox.sourceLogin(), waits)) {
      List<SourceFolder> folders =
          session.folders().stream()
              .filter(SourceFolder::holdsItems)
              .filter(folder -> path.isEmpty() || path.get().equals(folder.path().toString()))
              .toList();
      List<ItemAnswer> found = new ArrayList<>();
      int next = from;
      while (next < folders.size() && found.size() < limit) {
        SourceFolder folder = folders.get(next);
        join(record, folder, session.search(folder, search)).stream()
            .filter(item -> isWithin(item, since, before))
            .forEach(found::add);
        next++;
      }
      return new Page<>(found, next < folders.size() ? Optional.of("s." + next) : Optional.empty());
    } catch (StoreException e) {
      throw new Problem(503, "The source can't be searched: " + e.getMessage()).exception();
    } finally {
      running.release();
    }
  }

  private static boolean isWithin(
      ItemAnswer item, Optional<Instant> since, Optional<Instant> before) {
    if (item.date() == null) {
      return true;
    }
    Instant date = Instant.parse(item.date());
    return since.filter(date::isBefore).isEmpty()
        && before.filter(end -> !date.isBefore(end)).isEmpty();
  }

  private Store source() {
    return engine.endpoints().orElseThrow().source();
  }

  private List<ItemAnswer> join(MailboxRecord mailbox, SourceFolder folder, FoundItems found) {
    if (found.keys().isEmpty()) {
      return List.of();
    }
    Ledger ledger = engine.ledger();
    Map<ItemKey, MigratedItem> migrated =
        ledger
            .items()
            .find(
                mailbox.id(),
                folder.path(),
                folder.itemType(),
                found.state().validity(),
                found.keys());
    Map<ItemKey, Failure> failed = new HashMap<>();
    ledger
        .passes()
        .failures(failures(mailbox, folder), 0, Integer.MAX_VALUE)
        .forEach(failure -> failed.put(failure.key(), failure));
    return found.keys().stream()
        .map(
            key -> {
              if (migrated.containsKey(key)) {
                return ItemAnswer.of(mailbox, migrated.get(key));
              }
              return failed.containsKey(key)
                  ? ItemAnswer.of(mailbox, failed.get(key))
                  : ItemAnswer.notMigrated(mailbox, folder.path(), folder.itemType(), key);
            })
        .toList();
  }

  private static FailureQuery failures(MailboxRecord mailbox, SourceFolder folder) {
    return new FailureQuery(
        List.of(mailbox.id()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(folder.path().toString()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
