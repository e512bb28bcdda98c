package io.mailtrek.pass;

import io.mailtrek.config.RetryDelays;
import io.mailtrek.ledger.LedgerException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what the ledger must have, however long that takes. Safe for use by many threads. */
final class PatientWriter {
  private static final Logger LOG = LoggerFactory.getLogger(PatientWriter.class);

  private final Supplier<RetryDelays> delays;
  private final BooleanSupplier closing;

  /**
   * @param delays how long to wait between attempts
   * @param closing whether to begin no further attempt
   */
  PatientWriter(Supplier<RetryDelays> delays, BooleanSupplier closing) {
    this.delays = delays;
    this.closing = closing;
  }

  /**
   * Writes into the ledger, and waits where that can't be written, for example because the disk is
   * full. Else the mailbox pass would seem to go on until the next start of the process.
   */
  <T> T untilRecorded(Supplier<T> write) {
    Duration delay = delays.get().first();
    while (true) {
      try {
        return write.get();
      } catch (LedgerException e) {
        if (closing.getAsBoolean()) {
          throw e;
        }
        LOG.error("{} Trying again in {} ms.", e.getMessage(), delay.toMillis());
        try {
          Thread.sleep(delay.toMillis());
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw e;
        }
        delay = Retry.shorter(delay.multipliedBy(2), delays.get().longest());
      }
    }
  }
}
