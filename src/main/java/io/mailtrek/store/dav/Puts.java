package io.mailtrek.store.dav;

import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.batch.Results;
import io.mailtrek.store.batch.Sender;
import java.util.List;

/** Writes the items of a batch, several at once. Safe for use by many threads. */
final class Puts implements Sender {
  private final Put put;
  private final Crew crew;

  Puts(Put put, Crew crew) {
    this.put = put;
    this.crew = crew;
  }

  @Override
  public void send(DestinationFolder folder, List<Delivery> batch, Results results)
      throws StoreException {
    crew.run(
        batch.stream().<Runnable>map(delivery -> () -> write(folder, delivery, results)).toList());
  }

  private void write(DestinationFolder folder, Delivery delivery, Results results) {
    try {
      results.delivered(delivery, put.write(folder, delivery));
    } catch (TransientException e) {
      results.lost(delivery, e);
    } catch (StoreException e) {
      results.failed(delivery, e);
    } catch (RuntimeException e) {
      String what = "Writing " + delivery.item().key() + " failed: ";
      results.lost(delivery, new FatalException(what + e, e));
    }
  }
}
