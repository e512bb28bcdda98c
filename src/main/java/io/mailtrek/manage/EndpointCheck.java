package io.mailtrek.manage;

import io.mailtrek.store.Pause;
import io.mailtrek.store.Store;
import io.mailtrek.store.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether a server can be reached. What it found is good for a while, so that asking often does not
 * disturb the server. Not being reached makes the service not ready; it is no reason to start it
 * anew.
 */
final class EndpointCheck extends AbstractHealthCheck {
  private static final long GOOD_FOR = Duration.ofSeconds(15).toNanos();

  private final Store store;
  private final LongSupplier clock;

  /** Guarded by this. */
  private Optional<Finding> last = Optional.empty();

  /**
   * @param side {@code source} or {@code destination}
   * @param clock in nanoseconds from any beginning
   */
  EndpointCheck(String side, Store store, LongSupplier clock) {
    super("mailtrek", side);
    this.store = store;
    this.clock = clock;
  }

  private record Finding(long at, boolean reached, String message) {}

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    Finding finding = finding();
    builder.message(Text.forJson(finding.message()));
    if (finding.reached()) {
      builder.up();
    } else {
      builder.down();
    }
  }

  private synchronized Finding finding() {
    if (last.isEmpty() || clock.getAsLong() - last.get().at() > GOOD_FOR) {
      last = Optional.of(look());
    }
    return last.get();
  }

  private Finding look() {
    try {
      String message = store.reach().map(Pause::reason).orElse("The " + getId() + " was reached");
      return new Finding(clock.getAsLong(), true, message);
    } catch (StoreException e) {
      return new Finding(clock.getAsLong(), false, e.getMessage());
    }
  }
}
