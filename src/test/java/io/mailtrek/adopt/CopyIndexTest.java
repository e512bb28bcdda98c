package io.mailtrek.adopt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CopyIndexTest {
  private final CopyIndex index = new CopyIndex(0);

  private void add(long key, long first, long second) {
    index.add(key, 10, new Marks(first, second), true);
  }

  @Test
  void findsByEitherMark() {
    add(7, 1, 100);
    add(8, 2, 100);
    assertArrayEquals(new int[] {0}, index.with(1));
    assertArrayEquals(new int[] {0, 1}, index.with(100));
    assertArrayEquals(new int[] {}, index.with(3));
    assertEquals(8, index.key(1));
  }

  @Test
  void findsNothingInNothing() {
    assertArrayEquals(new int[] {}, index.with(1));
  }

  @Test
  void findsNoMoreWhatIsDiscarded() {
    add(7, 1, 100);
    add(8, 1, 100);
    index.discard(0);
    assertArrayEquals(new int[] {1}, index.with(1));
  }

  @Test
  void keepsKeysAndSizesOfAnyRange() {
    index.add(0xFFFF_FFFFL, 5_000_000_000L, new Marks(1, 2), true);
    assertEquals(0xFFFF_FFFFL, index.key(0));
    assertEquals(Integer.MAX_VALUE, index.size(0));
  }

  @Test
  void discardsOnlyWhatHasNoMessageId() {
    index.add(7, 10, new Marks(1, 2), false);
    add(8, 1, 2);
    index.add(9, 10, new Marks(1, 2), false);
    index.discardNameless();
    assertArrayEquals(new int[] {1}, index.with(1));
  }

  @Test
  void growsBeyondWhatWasExpected() {
    for (int i = 0; i < 10_000; i++) {
      add(i + 1, i, -1 - i / 2);
    }
    for (int i = 0; i < 10_000; i++) {
      assertArrayEquals(new int[] {i}, index.with(i));
    }
    assertArrayEquals(new int[] {9_998, 9_999}, index.with(-5_000));
  }

  @Test
  void remembersTheHashOfWhatWasRead() {
    add(7, 1, 2);
    assertEquals(0, index.hash(0));
    index.read(0, 42);
    assertEquals(42, index.hash(0));
  }
}
