package io.mailtrek.camel;

import static io.mailtrek.camel.LaneTuner.Advice.DISMISS;
import static io.mailtrek.camel.LaneTuner.Advice.OPEN;
import static io.mailtrek.camel.LaneTuner.Advice.STAY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LaneTunerTest {
  private final LaneTuner tuner = new LaneTuner(3);

  /** A measurement at a steady rate: the advice at its end, and none before. */
  private LaneTuner.Advice measure(long work, int open, boolean foldersLeft) {
    assertEquals(STAY, tuner.sampled(work, open, foldersLeft));
    return tuner.sampled(work, open, foldersLeft);
  }

  /** The first sample of a new lane, and a measurement. */
  private LaneTuner.Advice measureNew(long work, int open) {
    assertEquals(STAY, tuner.sampled(work / 3, open, true));
    return measure(work, open, true);
  }

  @Test
  void opensALaneWhenItKnowsTheRateOfTheFirst() {
    assertEquals(OPEN, measure(100, 1, true));
  }

  @Test
  void keepsALaneThatBringsMoreAndTriesTheNext() {
    assertEquals(OPEN, measure(100, 1, true));
    assertEquals(OPEN, measureNew(150, 2));
    assertEquals(STAY, measureNew(200, 3));
    assertEquals(STAY, measure(200, 3, true));
  }

  @Test
  void dismissesALaneThatBringsNothingAndRests() {
    assertEquals(OPEN, measure(100, 1, true));
    assertEquals(DISMISS, measureNew(105, 2));
    assertEquals(STAY, measure(105, 2, true));
    assertEquals(STAY, tuner.sampled(50, 1, true), "the lane has ended");
    for (int i = 0; i < 14; i++) {
      assertEquals(STAY, measure(100, 1, true));
    }
    assertEquals(OPEN, measure(100, 1, true));
  }

  @Test
  void opensNoneForWhichThereIsNoFolder() {
    assertEquals(STAY, measure(100, 1, false));
    assertEquals(OPEN, measure(100, 1, true));
  }

  @Test
  void opensNoneWhereOneIsTheMost() {
    LaneTuner one = new LaneTuner(1);
    for (int i = 0; i < 10; i++) {
      assertEquals(STAY, one.sampled(100, 1, true));
    }
  }

  @Test
  void triesNoMoreAfterARefusal() {
    assertEquals(OPEN, measure(100, 1, true));
    tuner.refused();
    assertEquals(STAY, tuner.sampled(100, 1, true));
    for (int i = 0; i < 40; i++) {
      assertEquals(STAY, measure(100, 1, true));
    }
  }

  @Test
  void timesInWhichNothingWasConfirmedCountAsTime() {
    assertEquals(STAY, tuner.sampled(0, 1, true));
    assertEquals(STAY, tuner.sampled(200, 1, true));
    assertEquals(STAY, tuner.sampled(0, 1, true));
    assertEquals(OPEN, tuner.sampled(200, 1, true));
    // That was 100 a sample; 150 is more.
    assertEquals(OPEN, measureNew(150, 2));
  }

  @Test
  void measuresAnewWhenALaneHasEnded() {
    assertEquals(OPEN, measure(100, 1, true));
    assertEquals(OPEN, measureNew(200, 2));
    assertEquals(STAY, tuner.sampled(10, 2, true), "one of three has ended");
    assertEquals(OPEN, measure(10, 2, true));
  }
}
