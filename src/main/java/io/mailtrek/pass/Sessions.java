package io.mailtrek.pass;

import io.mailtrek.ledger.LaneJournal;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.LogFields;
import io.mailtrek.store.SourceSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A session at each side of one mailbox.
 *
 * @param source where items are read
 * @param destination where they are added
 * @param journal the journal of the destination session; empty when it is that of the ledger itself
 */
public record Sessions(
    SourceSession source, DestinationSession destination, Optional<LaneJournal> journal)
    implements AutoCloseable {

  /**
   * About how long the network takes to both servers and back; zero as long as one is not known.
   */
  public Duration roundTrips() {
    return source
        .roundTrip()
        .flatMap(one -> destination.roundTrip().map(one::plus))
        .orElse(Duration.ZERO);
  }

  /**
   * Closes both at the same time, as each waits for its server. What is in doubt is left to the
   * first session of the mailbox.
   */
  @Override
  public void close() {
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            source::close,
            task -> new Thread(LogFields.kept(task), "a source session closes").start());
    try {
      destination.close();
    } finally {
      journal.ifPresent(LaneJournal::close);
      other.join();
    }
  }
}
