package io.mailtrek.store.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.store.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final Duration UNTOLD = Duration.ZERO;

  private final ManualTime time = new ManualTime();
  private final Throttle throttle = new Throttle("The test", time.clocks());

  @Test
  void pausesAsLongAsTheServerSays() {
    throttle.begin(Duration.ofMinutes(5), "why");
    time.advance(Duration.ofMillis(299_999));
    assertEquals(
        Optional.of(new Pause("why", Optional.of(ManualTime.START.plus(Duration.ofMinutes(5))))),
        throttle.pause());
    time.advance(Duration.ofMillis(1));
    assertEquals(Optional.empty(), throttle.pause());
  }

  @Test
  void pausesLongerEachTimeUpToFiveMinutes() {
    List<Long> seconds = Stream.generate(this::pauseSeconds).limit(11).toList();
    assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L), seconds);
  }

  @Test
  void beginsAnewOnceSomethingWentWell() {
    pauseSeconds();
    pauseSeconds();
    throttle.wentWell();
    assertEquals(1, pauseSeconds());
  }

  @Test
  void whatWasSentBeforeThePauseDoesNotMakeItLonger() {
    throttle.begin(UNTOLD, "first");
    time.advance(Duration.ofMillis(500));
    throttle.begin(UNTOLD, "second");
    throttle.wentWell();
    time.advance(Duration.ofMillis(500));
    assertEquals(Optional.empty(), throttle.pause());
    assertEquals(2, pauseSeconds());
  }

  @Test
  void aTimeThatIsToldMakesAPauseLongerButNotShorter() {
    throttle.begin(Duration.ofSeconds(10), "first");
    throttle.begin(Duration.ofSeconds(20), "second");
    throttle.begin(Duration.ofSeconds(5), "third");
    assertEquals("second", throttle.pause().orElseThrow().reason());
  }

  private long pauseSeconds() {
    throttle.begin(UNTOLD, "why");
    long seconds = 0;
    while (throttle.pause().isPresent()) {
      time.advance(Duration.ofSeconds(1));
      seconds++;
    }
    return seconds;
  }
}
