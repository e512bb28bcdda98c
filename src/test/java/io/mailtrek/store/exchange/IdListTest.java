package io.mailtrek.store.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdListTest {

  @Test
  void givesBackWhatItWasGiven() {
    String shared = "AAMkAD".repeat(60);
    List<String> ids = new ArrayList<>();
    ids.add(shared + "first");
    ids.add(shared + "first and more");
    ids.add(shared);
    ids.add("x");
    ids.add("another one, ünlike");
    for (int i = 0; i < 2000; i++) {
      ids.add(shared + Integer.toHexString(i * 7919));
    }
    IdList list = new IdList();
    ids.forEach(list::add);
    assertEquals(ids.size(), list.size());
    for (int i = 0; i < ids.size(); i++) {
      assertEquals(ids.get(i), list.get(i));
    }
  }

  @Test
  void knowsWhatItWasGiven() {
    IdList list = new IdList();
    assertFalse(list.contains("AAMkAD"));
    for (int i = 0; i < 3000; i++) {
      list.add("AAMkAD" + i);
      if (i % 7 == 0) {
        assertTrue(list.contains("AAMkAD" + i / 2), "one in the middle of " + i);
        assertTrue(list.contains("AAMkAD" + i), "the last of " + i);
        assertFalse(list.contains("AAMkAD" + (i + 1)), "the one after " + i);
      }
    }
    assertFalse(list.contains("aamkad1"), "upper and lower case differ");
  }
}
