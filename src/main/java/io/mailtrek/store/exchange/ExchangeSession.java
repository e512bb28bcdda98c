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
 * @param timeZone that of whole days, and of times that name none
 * @param traffic limits what is sent
 * @param roundTrip about how long the network takes, once that is known
 * @param closing ends what the operations are sent by
 */
record ExchangeSession(
    String mailbox,
    ZoneId timeZone,
    Ews ews,
    SessionTraffic traffic,
    Supplier<Optional<Duration>> roundTrip,
    Runnable closing) {

  /** Who has the mailbox, and where. */
  Owner owner() {
    return new Owner(Set.of(mailbox), timeZone);
  }

  void close() {
    closing.run();
    traffic.close();
  }
}
