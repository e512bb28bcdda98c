package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InFlightTest {
  private static final Optional<Duration> FAST = Optional.of(Duration.ofMillis(1));
  private static final Optional<Duration> SLOW = Optional.of(Duration.ofMillis(20));

  @Test
  void theFirstBatchGoesAtOnce() {
    assertTrue(InFlight.mayJoin(0, 1, false, true, FAST));
    assertTrue(InFlight.mayJoin(0, 1, false, true, Optional.empty()));
  }

  @Test
  void onAFastNetworkAFurtherBatchHasToBeWorthIt() {
    assertFalse(InFlight.mayJoin(1, 60, false, true, FAST));
    assertFalse(InFlight.mayJoin(1, 60, false, false, FAST));
    assertTrue(InFlight.mayJoin(2, 60, true, true, FAST));
    assertFalse(InFlight.mayJoin(3, 600, true, true, FAST));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void onASlowNetworkABatchThatGrowsCarriesTwiceAsManyAsTheOneBefore(int inFlight) {
    assertFalse(InFlight.mayJoin(inFlight, (1 << inFlight) - 1, false, true, SLOW));
    assertTrue(InFlight.mayJoin(inFlight, 1 << inFlight, false, true, SLOW));
  }

  @Test
  void onASlowNetworkABatchThatCantGrowDoesNotWait() {
    assertTrue(InFlight.mayJoin(15, 1, false, false, SLOW));
    assertFalse(InFlight.mayJoin(16, 1, false, false, SLOW));
  }

  @Test
  void aNetworkIsTakenForFastUntilItIsKnown() {
    assertFalse(InFlight.slow(Optional.empty()));
    assertFalse(InFlight.slow(FAST));
    assertTrue(InFlight.slow(SLOW));
  }
}
