package io.mailtrek.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.ledger.Pace.Bottleneck;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

  @ParameterizedTest
  @CsvSource({
    "100, 60, 20, SOURCE",
    "100, 40, 20, SOURCE",
    "100, 20, 60, DESTINATION",
    "100, 39, 21, BOTH",
    "100, 10, 10, NONE",
    "1, 0, 0, NONE"
  })
  void theSlowerSideIsTheOneThatWasWaitedForTwiceAsLong(
      int worked, int source, int destination, Bottleneck bottleneck) {
    Pace pace =
        new Pace(
            Duration.ofSeconds(worked),
            Duration.ofSeconds(source),
            Duration.ofSeconds(destination),
            0,
            0,
            0);

    assertEquals(bottleneck, pace.bottleneck());
  }
}
