package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UidSetTest {
  @Test
  void writesRangesAsShortAsTheyAre() {
    assertEquals("7", UidSet.format(new long[] {7}));
    assertEquals("1:3,5,7:8,4294967295", UidSet.format(new long[] {1, 2, 3, 5, 7, 8, 4294967295L}));
    assertEquals("", UidSet.format(new long[0]));
  }

  @Test
  void readsRangesInBothDirections() {
    assertArrayEquals(new long[] {9, 1, 2, 3}, UidSet.parse("9,3:1", 4));
    assertArrayEquals(new long[] {4294967295L}, UidSet.parse("4294967295", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1:", "1,,2", "0", "*", "1:5", "1:4294967295"})
  void refusesWhatIsNoSetOrTooLarge(String text) {
    assertThrows(IllegalArgumentException.class, () -> UidSet.parse(text, 4));
  }
}
