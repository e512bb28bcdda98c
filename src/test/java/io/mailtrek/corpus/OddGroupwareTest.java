package io.mailtrek.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.dav.DavServer;
import io.mailtrek.demo.dav.ItemSubstance;
import io.mailtrek.demo.dav.ItemText;
import io.mailtrek.server.dav.RadicaleServer;
import io.mailtrek.server.dav.RawDav;
import io.mailtrek.server.dav.RequiresRadicale;
import io.mailtrek.store.ItemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OddGroupwareTest {

  @Test
  void givesTheSameItemsForTheSameSeed() {
    List<SampleItem> first = OddCalendar.many(2_000, 1);
    List<SampleItem> second = OddCalendar.many(2_000, 1);
    for (int i = 0; i < 2_000; i++) {
      assertArrayEquals(first.get(i).content(), second.get(i).content());
    }
    assertNotEquals(
        ItemSubstance.of(OddCard.many(1, 1).get(0).content()),
        ItemSubstance.of(OddCard.many(1, 2).get(0).content()));
  }

  @Test
  void namesAndIdsAreUnique() {
    List<SampleItem> all = new ArrayList<>(OddCalendar.valid());
    all.addAll(OddCard.valid());
    assertEquals(all.size(), all.stream().map(SampleItem::file).collect(Collectors.toSet()).size());
    assertEquals(
        OddCalendar.valid().size(),
        OddCalendar.valid().stream()
            .map(item -> new ItemText(item.content()).uid())
            .collect(Collectors.toSet())
            .size());
  }

  @Test
  void isAsLargeAsItSays() {
    assertTrue(OddCalendar.large().content().length > 5_000_000);
    SampleItem photo =
        OddCard.valid().stream()
            .filter(item -> item.name().equals("photo-400kb"))
            .findFirst()
            .orElseThrow();
    assertTrue(photo.content().length > 400_000);
  }

  @Test
  void foldsWithinCharacters() {
    SampleItem folded =
        OddCalendar.valid().stream()
            .filter(item -> item.name().equals("folded-in-a-character"))
            .findFirst()
            .orElseThrow();
    assertTrue(new String(folded.content(), ISO_8859_1).contains("\u00c3\r\n \u00b6"));
    assertTrue(ItemSubstance.of(folded.content()).contains("LOCATION[]:Größe 会議室"));
  }

  @Test
  void theStrictServerTakesWhatIsValidAndRefusesWhatIsNot() throws Exception {
    try (DavServer server = DavServer.start()) {
      server.tree().addUser("anna", "secret");
      RawDav dav = new RawDav(server.port(), "anna", "secret");
      String calendar =
          dav.makeCalendar("/dav/calendars/anna/", "all", "All", "VEVENT", "VTODO", "VJOURNAL");
      String book = dav.makeAddressBook("/dav/addressbooks/anna/", "people", "People");
      List<SampleItem> valid = new ArrayList<>(OddCalendar.valid());
      valid.addAll(OddCard.valid());
      for (SampleItem item : valid) {
        String folder = item.type() == ItemType.CONTACT ? book : calendar;
        dav.put(folder + item.file(), item.content());
      }
      for (SampleItem item : OddCalendar.hopeless()) {
        assertEquals(403, dav.ask("PUT", calendar + item.file(), item.content()).status());
      }
      assertEquals(valid.size(), dav.items(calendar).size() + dav.items(book).size());
    }
  }

  /** It reads each item and writes it anew, with another order of lines. */
  @Test
  @RequiresRadicale
  void radicaleKeepsTheSubstanceOfMostOfIt() throws Exception {
    try (RadicaleServer server = new RadicaleServer(Map.of("anna", "secret"))) {
      RawDav dav = new RawDav(server.port(), "anna", "secret");
      String calendar = dav.makeCalendar("/anna/", "all", "All", "VEVENT", "VTODO", "VJOURNAL");
      String book = dav.makeAddressBook("/anna/", "people", "People");
      List<SampleItem> valid = new ArrayList<>(OddCalendar.valid());
      valid.addAll(OddCard.valid());
      valid.add(OddCalendar.large());
      for (SampleItem item : valid) {
        String path = (item.type() == ItemType.CONTACT ? book : calendar) + item.file();
        if (RadicaleServer.REFUSED.contains(item.name())) {
          assertEquals(400, dav.ask("PUT", path, item.content()).status(), path);
          continue;
        }
        dav.put(path, item.content());
        boolean kept = ItemSubstance.of(item.content()).equals(ItemSubstance.of(dav.get(path)));
        assertEquals(!RadicaleServer.SPOILED.contains(item.name()), kept, path);
      }
    }
  }

  @Test
  void substanceIsBlindToOrderFoldingAndStampsButToNothingElse() {
    String one =
        """
        BEGIN:VCALENDAR
        PRODID:a
        BEGIN:VEVENT
        UID:1
        DTSTAMP:20250101T000000Z
        SUMMARY:a\\, b
        RRULE:FREQ=DAILY;COUNT=2
        ATTENDEE;RSVP=TRUE;CN="B":mailto:b@x
        END:VEVENT
        END:VCALENDAR
        """;
    String other =
        """
        BEGIN:VCALENDAR
        PRODID:b
        BEGIN:VEVENT
        RRULE:COUNT=2;FREQ=DAILY
        SUMM
         ARY:a, b
        ATTENDEE;SCHEDULE-AGENT=CLIENT;CN=B;RSVP=TRUE:mailto:b@x
        UID:1
        END:VEVENT
        END:VCALENDAR
        """;
    assertEquals(ItemSubstance.of(one.getBytes(UTF_8)), ItemSubstance.of(other.getBytes(UTF_8)));
    for (String change : List.of("a, b|a b", "COUNT=2|COUNT=3", "b@x|c@x", "UID:1|UID:2")) {
      int bar = change.indexOf('|');
      String changed = other.replace(change.substring(0, bar), change.substring(bar + 1));
      assertNotEquals(
          ItemSubstance.of(one.getBytes(UTF_8)), ItemSubstance.of(changed.getBytes(UTF_8)), change);
    }
  }
}
