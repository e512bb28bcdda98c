package io.mailtrek.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateHistoryTest {
  private final RateHistory rates = new RateHistory(Duration.ofSeconds(2));

  private void add(int from, int count) {
    for (int i = from; i < from + count; i++) {
      rates.add(new RateSample(Instant.ofEpochSecond(2L * i).toString(), i, 10.0 * i, 1));
    }
  }

  @Test
  void keepsTheMeanOfEachPeriod() {
    add(1, 11);
    assertEquals(11, rates.latest().itemsPerSecond());
    List<RateSample> samples = rates.of(60, 100).samples();
    assertEquals(List.of(3.0, 8.0), samples.stream().map(RateSample::itemsPerSecond).toList());
    assertEquals(80, samples.get(1).bytesPerSecond());
    assertEquals("1970-01-01T00:00:20Z", samples.get(1).at());
  }

  @Test
  void givesFewerPointsWhereThereAreMore() {
    add(1, 5 * 60);
    RateList list = rates.of(60, 20);
    assertEquals(20, list.samples().size());
    assertEquals(30, list.periodSeconds());
    assertEquals(6, rates.of(1, 20).samples().size(), "a minute");
  }

  @Test
  void forgetsWhatIsOlderThanADay() {
    add(1, 5 * 6 * 60 * 25);
    assertEquals(1440, rates.of(1440, 1440).samples().size());
    assertEquals(8640, rates.of(100_000, 100_000).samples().size());
  }
}
