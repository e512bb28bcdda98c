package io.mailtrek.store.imap;

import io.mailtrek.store.PermanentException;
import java.util.Optional;

/** Decides what becomes of a message that the server refused. Safe for use by many threads. */
final class SecondTry {
  private final DestinationLink link;

  SecondTry(DestinationLink link) {
    this.link = link;
  }

  /** In what form a refused item is to be tried again; if in none, its future fails. */
  Optional<Pending> of(AppendBatch batch, Pending item, ResponseText refusal) {
    boolean noFolder = refusal.code().equals("TRYCREATE") || refusal.code().equals("NONEXISTENT");
    if (noFolder && !item.recreated()) {
      return Optional.of(item.withFolderRecreated());
    }
    if (refusal.throttled() && !refusal.full()) {
      return afterPause(item, refusal);
    }
    boolean busy = refusal.busy() && !refusal.full();
    if (batch.together() && !busy) {
      return Optional.of(item.byItself());
    }
    boolean size = refusal.code().equals("TOOBIG") || refusal.full();
    boolean keywordsSent = !item.bare() && !item.delivery().item().keywords().isEmpty();
    if (keywordsSent && !size && !busy) {
      return Optional.of(item.withoutKeywords());
    }
    item.future().completeExceptionally(refusal.refusal(writing(item)));
    return Optional.empty();
  }

  private Optional<Pending> afterPause(Pending item, ResponseText refusal) {
    Postponed again = item.postponed().again(link.traffic().progress());
    if (!again.tooOften()) {
      return Optional.of(item.later(again));
    }
    item.future()
        .completeExceptionally(
            new PermanentException(
                "%s: the server asked %d times to wait, but took other messages: %s"
                    .formatted(writing(item), again.times(), refusal)));
    return Optional.empty();
  }

  private String writing(Pending item) {
    return "Writing a message of "
        + item.size()
        + " bytes to "
        + item.folder().path()
        + " at "
        + link.server();
  }
}
