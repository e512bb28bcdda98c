package io.mailtrek.store.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.dav.ItemSubstance;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.SourceContract;

/** What stores promise of their source side, of calendars. */
abstract class DavSourceContract extends SourceContract {

  @Override
  protected ItemType type() {
    return ItemType.CALENDAR;
  }

  @Override
  protected byte[] content(String subject) {
    return DavEvents.event(subject);
  }

  @Override
  protected long number(Item item) {
    return DavEvents.number(item);
  }

  @Override
  protected boolean ordered() {
    return false;
  }

  /** Servers write items anew. */
  @Override
  protected void assertSameContent(byte[] expected, byte[] actual) {
    assertEquals(ItemSubstance.of(expected), ItemSubstance.of(actual));
  }

  /** Some servers end the connection behind each answer. */
  @Override
  protected void connections(int before, int after) {
    assertTrue(after >= before);
  }
}
