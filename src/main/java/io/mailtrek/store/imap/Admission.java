package io.mailtrek.store.imap;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which items of a batch are still to be sent. The futures of the others tell what became of them.
 * For one thread.
 */
final class Admission {
  private final DestinationLink link;
  private final DeliveryJournal journal;
  private final Suspects suspects;

  Admission(DestinationLink link, DeliveryJournal journal, Suspects suspects) {
    this.link = link;
    this.journal = journal;
    this.suspects = suspects;
  }

  /** Those that are neither there already, nor too large, nor guilty of lost connections. */
  List<Pending> of(Connection connection, List<Pending> batch) {
    return withoutGuilty(withoutTooLarge(connection, withoutDelivered(batch)));
  }

  /** After doubts were settled, some items may prove to be delivered already. */
  private List<Pending> withoutDelivered(List<Pending> batch) {
    if (!link.settledDoubts()) {
      return batch;
    }
    List<Pending> open = new ArrayList<>();
    for (Pending item : batch) {
      Optional<Delivered> known = journal.delivered(item.delivery().item());
      if (known.isPresent()) {
        Delivered before = known.get();
        item.future()
            .complete(new Delivered(before.destinationId(), true, before.droppedKeywords()));
        suspects.cleared(item);
      } else {
        open.add(item);
      }
    }
    return open;
  }

  private List<Pending> withoutTooLarge(Connection connection, List<Pending> batch) {
    OptionalLong limit = connection.capabilities().appendLimit();
    if (limit.isEmpty() || batch.stream().allMatch(item -> item.size() <= limit.getAsLong())) {
      return batch;
    }
    List<Pending> open = new ArrayList<>();
    for (Pending item : batch) {
      if (item.size() <= limit.getAsLong()) {
        open.add(item);
      } else {
        item.future()
            .completeExceptionally(
                new PermanentException(
                    Problem.TOO_LARGE,
                    "A message of "
                        + item.size()
                        + " bytes is too large for "
                        + link.server()
                        + ", which takes "
                        + limit.getAsLong()
                        + " (APPENDLIMIT): raise the limit there, or leave the message behind"));
      }
    }
    return open;
  }

  /** Whether a guilty one has arrived all the same is known by now. */
  private List<Pending> withoutGuilty(List<Pending> batch) {
    List<Pending> open = new ArrayList<>();
    for (Pending item : batch) {
      Optional<Integer> losses = suspects.judge(item);
      if (losses.isEmpty()) {
        open.add(item);
        continue;
      }
      link.blamed();
      item.future()
          .completeExceptionally(
              new PermanentException(
                  Problem.DROPS_CONNECTION,
                  "The connection to %s was lost %d times while a message of %d bytes was written to %s, at last so: %s. Look into the log of the server"
                      .formatted(
                          link.server(),
                          losses.get(),
                          item.size(),
                          item.folder().path(),
                          link.lastLoss())));
    }
    return open;
  }
}
