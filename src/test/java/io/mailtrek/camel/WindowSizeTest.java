package io.mailtrek.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowSizeTest {
  private static final long SECOND = 1_000_000_000;

  private final WindowSize size = new WindowSize(2_000, 32 << 20, 0);
  private Duration roundTrips = Duration.ofDays(1);
  private long now;

  /** One turn of small messages, at so many of them a second. */
  private void turn(double rate, boolean full) {
    int items = 0;
    boolean over = false;
    while (!over) {
      over = size.confirmed(1_000);
      items++;
    }
    now += (long) (items / rate * SECOND);
    size.turn(full, roundTrips, now);
  }

  @Test
  void beginsSmall() {
    assertEquals(250, size.items());
    assertEquals(4 << 20, size.bytes());
  }

  @Test
  void beginsNoLargerThanItsBounds() {
    WindowSize small = new WindowSize(20, 1_000, 0);
    assertEquals(20, small.items());
    assertEquals(1_000, small.bytes());
  }

  @Test
  void doublesWhileTheRateRisesUpToItsBounds() {
    turn(100, true);
    assertEquals(500, size.items());
    turn(200, true);
    assertEquals(1_000, size.items());
    turn(400, true);
    assertEquals(2_000, size.items());
    assertEquals(32 << 20, size.bytes());
    turn(800, true);
    assertEquals(2_000, size.items());
  }

  @Test
  void growsOnlyForAGoodReasonWhereTheNetworkIsFast() {
    roundTrips = Duration.ofMillis(10);
    for (int i = 0; i < 8; i++) {
      turn(1_000 + 100 * i, true);
      assertEquals(250, size.items());
    }
    turn(2_000, true);
    assertEquals(500, size.items(), "tried after a while");
    turn(2_200, true);
    turn(2_200, true);
    assertEquals(250, size.items(), "a tenth more is not enough");
  }

  @Test
  void stopsGrowingWhenATurnTakesMoreThanAFewRoundTrips() {
    roundTrips = Duration.ofMillis(40);
    turn(5_000, true);
    assertEquals(500, size.items(), "50 ms for 250 items");
    turn(5_500, true);
    assertEquals(1_000, size.items(), "90 ms for 500 items");
    turn(6_000, true);
    assertEquals(1_000, size.items(), "167 ms for 1,000 items, which brought more");
  }

  @Test
  void goesBackWhenTwiceTheSizeBroughtNothing() {
    turn(100, true);
    turn(200, true);
    turn(201, true);
    assertEquals(1_000, size.items(), "a second look");
    turn(201, true);
    assertEquals(500, size.items());
    assertEquals(8 << 20, size.bytes());
  }

  @Test
  void growsOnWhenTheSecondLookShowsThatItBroughtMore() {
    turn(100, true);
    turn(101, true);
    turn(150, true);
    assertEquals(1_000, size.items());
  }

  @Test
  void triesAgainAfterARest() {
    turn(100, true);
    turn(100, true);
    turn(100, true);
    assertEquals(250, size.items());
    for (int i = 0; i < 8; i++) {
      turn(100, true);
      assertEquals(250, size.items());
    }
    turn(100, true);
    assertEquals(500, size.items());
  }

  @Test
  void staysWhereNothingWaitedForRoom() {
    turn(100, false);
    turn(200, false);
    assertEquals(250, size.items());
  }

  @Test
  void aRefusalHalvesItOnceATurn() {
    turn(100, true);
    turn(200, true);
    turn(400, true);
    assertEquals(2_000, size.items());
    size.refused();
    size.refused();
    assertEquals(1_000, size.items());
    assertEquals(16 << 20, size.bytes());
    turn(400, true);
    size.refused();
    assertEquals(500, size.items());
  }

  @Test
  void refusalsMakeItNoSmallerThanItBegan() {
    size.refused();
    assertEquals(250, size.items());
    assertEquals(4 << 20, size.bytes());
  }

  @Test
  void aTurnOfLargeMessagesEndsByItsBytes() {
    assertEquals(false, size.confirmed(3 << 20));
    assertEquals(true, size.confirmed(2 << 20));
  }

  @Test
  void countsBytesAndWhatEachItemCosts() {
    size.confirmed(1_000);
    size.confirmed(2_000);
    assertEquals(3_000 + 2 * 4_096, size.done());
  }
}
