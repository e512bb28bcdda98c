package io.mailtrek.store.exchange;

import io.mailtrek.store.exchange.form.Owner;
import io.mailtrek.store.limit.SessionTraffic;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What both sides of a mailbox speak to Exchange with.
 *
 * @param mailbox whose it is, for people
 * @param traffic limits what is sent
 * @param roundTrip about how long the network takes, once that is known
 * @param closing ends what the operations are sent by
 */
record ExchangeSession(
    String mailbox,
    Ews ews,
    SessionTraffic traffic,
    Supplier<Optional<Duration>> roundTrip,
    Runnable closing) {

  /** A time without a zone is the owner's, who is thought to be where this is run. */
  Owner owner() {
    return new Owner(Set.of(mailbox), ZoneId.systemDefault());
  }

  void close() {
    closing.run();
    traffic.close();
  }
}
