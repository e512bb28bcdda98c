package io.mailtrek.manage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

class OpenTableTest {
  private record City(String name, long people, boolean capital, Optional<Instant> founded) {}

  private static final OpenTable<City> TABLE =
      new OpenTable<City>("cities", "Cities", "name")
          .text("name", "What it is called", City::name)
          .number("people", "How many live there", City::people)
          .flag("capital", "Whether it is a capital", City::capital)
          .time("founded", "When it was founded", City::founded);

  @Test
  void aRowIsFoundByItsKeyAndHasAllColumns() {
    Instant founded = Instant.parse("1237-10-28T00:00:00Z");
    TabularData table =
        TABLE.of(
            List.of(
                new City("Berlin", 3_700_000, true, Optional.of(founded)),
                new City("Bonn", 330_000, false, Optional.empty())));

    assertEquals(2, table.size());
    CompositeData berlin = table.get(new Object[] {"Berlin"});
    assertEquals(3_700_000L, berlin.get("people"));
    assertEquals(true, berlin.get("capital"));
    assertEquals("1237-10-28T00:00:00Z", berlin.get("founded"));
    assertEquals("", table.get(new Object[] {"Bonn"}).get("founded"));
    assertEquals("How many live there", berlin.getCompositeType().getDescription("people"));
  }

  @Test
  void aTableMayBeEmpty() {
    assertEquals(0, TABLE.of(List.of()).size());
  }
}
