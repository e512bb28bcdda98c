package io.mailtrek.camel;

import io.mailtrek.ledger.Failed;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.pass.MailboxRun;
import io.mailtrek.pass.Tally;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.SourceFolder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of one folder is to be tried again.
 *
 * @param items the items that failed, by key
 * @param whole the pass that wanted the folder, where that failed as a whole: then everything in it
 *     is looked for
 */
record Wanted(Map<ItemKey, Failed> items, Optional<PassRecord> whole) {

  /** Makes the map immutable. */
  Wanted {
    items = Map.copyOf(items);
  }

  /** What failed in one folder. */
  static Wanted of(List<Failed> failed) {
    Map<ItemKey, Failed> items = new LinkedHashMap<>();
    Optional<PassRecord> whole = Optional.empty();
    for (Failed each : failed) {
      if (each.failure().wholeFolder()) {
        whole = Optional.of(each.origin());
      } else {
        items.put(each.failure().key(), each);
      }
    }
    return new Wanted(items, whole);
  }

  /** The pass that wanted an item. */
  PassRecord origin(ItemKey key) {
    Failed failed = items.get(key);
    return failed == null ? whole.orElseThrow() : failed.origin();
  }

  /** Nothing of the folder can be tried: what had failed has failed again. */
  void failAgain(MailboxRun run, Tally tally, SourceFolder folder, PermanentException cause) {
    if (whole.isPresent()) {
      run.outcomes().folderFailed(tally, folder, whole.get().id(), cause);
    } else {
      items.keySet().forEach(key -> failAgain(run, tally, key, cause));
    }
  }

  /** An item can't be tried: it has failed again. */
  void failAgain(MailboxRun run, Tally tally, ItemKey key, PermanentException cause) {
    Failure before = items.get(key).failure();
    run.outcomes()
        .itemFailed(
            tally,
            new Failure(
                before.mailboxId(),
                run.pass().id(),
                before.folder(),
                before.type(),
                key,
                cause.getClass().getSimpleName(),
                cause.getMessage(),
                before.itemDate(),
                before.size(),
                Instant.now(),
                Optional.of(cause.problem()),
                before.validity(),
                before.originPassId(),
                before.quarantined()));
  }
}
