package io.mailtrek.pass;

import io.mailtrek.ledger.Ledger;
import java.time.Instant;
import java.util.Optional;

/** A started application on one project: routes, scheduler, ledger. */
public interface Engine extends AutoCloseable {

  /** The ledger, open as long as the engine is. */
  Ledger ledger();

  /**
   * Submits a pass.
   *
   * @return its number
   * @throws PassRefusedException when it can't be submitted as things are
   */
  long submit(PassRequest request);

  /**
   * Changes when a pass begins that waits for its start.
   *
   * @param startAt empty for at once
   * @return false when it does not wait any more; then nothing changes
   */
  boolean reschedule(long passId, Optional<Instant> startAt);

  /** The limits that may be changed while passes run. */
  Limits limits();

  /** Tells {@code listener} from now on what happens to passes. */
  void addListener(PassListener listener);

  /** Where other processes reach it; empty where it takes no requests. */
  default Optional<ServiceAddress> address() {
    return Optional.empty();
  }

  /** Stops the routes; mailbox passes finish what is in flight and go on at the next start. */
  @Override
  void close();
}
