package io.mailtrek.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CountsTest {

  private static Counts any(Random random) {
    long[] n = random.longs(8, 0, 1_000_000_000L).toArray();
    long listed = n[0] + n[1] + n[2] + n[3] + n[4] + n[5];
    return new Counts(listed, n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
  }

  @RepeatedTest(200)
  void sumsOfCountsAddUpInAnyOrder(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Counts a = any(random);
    Counts b = any(random);
    Counts c = any(random);
    Counts sum = a.plus(b).plus(c);
    assertEquals(c.plus(a.plus(b)), sum);
    assertEquals(sum, sum.plus(Counts.ZERO));
    assertEquals(a.listed() + b.listed() + c.listed(), sum.listed());
    assertEquals(
        sum.migrated()
            + sum.alreadyMigrated()
            + sum.adopted()
            + sum.filtered()
            + sum.skipped()
            + sum.failed(),
        sum.listed());
    assertEquals(a.bytes() + b.bytes() + c.bytes(), sum.bytes());
  }

  @RepeatedTest(50)
  void anItemWithoutAnOutcomeIsRefused(RepetitionInfo repetition) {
    Counts c = any(new Random(repetition.getCurrentRepetition()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Counts(
                c.listed() + 1,
                c.migrated(),
                c.alreadyMigrated(),
                c.adopted(),
                c.filtered(),
                c.skipped(),
                c.failed(),
                c.bytes(),
                c.droppedKeywords()));
  }

  @Test
  void aNegativeNumberIsRefusedEvenWhenTheSumIsRight() {
    assertThrows(IllegalArgumentException.class, () -> new Counts(0, 1, -1, 0, 0, 0, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Counts(0, 0, 0, 0, 0, 0, 0, -1, 0));
  }
}
