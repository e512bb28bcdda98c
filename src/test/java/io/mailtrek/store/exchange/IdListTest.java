package io.mailtrek.store.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
