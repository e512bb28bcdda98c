package io.mailtrek.store.dav;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Content;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.text.ContentLine;
import io.mailtrek.store.text.ContentLines;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentLinesTest {

  private static Content content(String... lines) {
    return Content.of((String.join("\r\n", lines) + "\r\n").getBytes(UTF_8));
  }

  private static String text(Content content) {
    return new String(content.toByteArray(), UTF_8);
  }

  private static Content event(String... lines) {
    return content(
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT",
        String.join("\r\n", lines),
        "END:VEVENT\r\nEND:VCALENDAR");
  }

  @Test
  void unfoldsInTheMiddleOfACharacter() {
    byte[] bytes = "SUMMARY:Gr\u00fc\u00dfe\r\nUID:1\r\n".getBytes(UTF_8);
    byte[] folded = new byte[bytes.length + 3];
    // Between the two bytes of the u with dots.
    System.arraycopy(bytes, 0, folded, 0, 11);
    System.arraycopy(new byte[] {'\r', '\n', ' '}, 0, folded, 11, 3);
    System.arraycopy(bytes, 11, folded, 14, bytes.length - 11);
    List<ContentLine> lines = ContentLines.of(Content.of(folded));
    assertEquals("Gr\u00fc\u00dfe", lines.get(0).value());
    assertEquals("1", lines.get(1).value());
  }

  @Test
  void readsNamesGroupsParametersAndQuotes() {
    ContentLine line =
        ContentLines.of(content("item1.EMAIL;TYPE=\"a:b;c\";Sent-By=x:anna@old.example")).get(0);
    assertEquals("EMAIL", line.name());
    assertEquals(List.of("item1.EMAIL", "TYPE=\"a:b;c\"", "Sent-By=x"), line.head());
    assertEquals(Optional.of("a:b;c"), line.parameter("TYPE"));
    assertEquals(Optional.of("x"), line.parameter("SENT-BY"));
    assertEquals("anna@old.example", line.value());
  }

  @Test
  void aFoldedNameIsRead() {
    assertEquals("SUMMARY", ContentLines.of(content("SUMM", " ARY:x")).get(0).name());
  }

  @Test
  void keepsEveryByteThatIsNotEdited() {
    Content odd =
        Content.of("\ufeffBEGIN:X\nno line at all\r\n folded\r\n\r\nA:b\rc\nEND:X".getBytes(UTF_8));
    assertSame(odd, ContentLines.edit(odd, (line, inside) -> Optional.empty()));
    Content edited =
        ContentLines.edit(
            odd, (line, inside) -> line.is("A") ? Optional.of(List.of("A:d")) : Optional.empty());
    assertEquals("\ufeffBEGIN:X\nno line at all\r\n folded\r\n\r\nA:d\nEND:X", text(edited));
  }

  @Test
  void foldsWhatItWritesBetweenCharacters() {
    String name = "\u00fc".repeat(100);
    Content edited =
        ContentLines.edit(
            content("A:b", "C:d"),
            (line, inside) -> line.is("A") ? Optional.of(List.of("A:" + name)) : Optional.empty());
    for (String line : text(edited).split("\r\n", -1)) {
      assertTrue(line.getBytes(UTF_8).length <= 75, line);
      assertEquals(-1, line.indexOf('\ufffd'));
    }
    assertEquals("A:" + name, ContentLines.of(edited).get(0).text());
  }

  @Test
  void keepsAServerFromWritingToAttendees() {
    Content quiet =
        Scheduling.quiet(
            event(
                "ORGANIZER;CN=\"Anna: B\":mailto:anna@old.example",
                "ATTENDEE;SCHEDULE-AGENT=SERVER;PARTSTAT=ACCEPTED:mailto:b@x.example",
                "ATTENDEE;SCHEDULE-AGENT=NONE:mailto:c@x.example",
                "BEGIN:VALARM",
                "ATTENDEE:mailto:d@x.example",
                "END:VALARM"));
    assertEquals(
        text(
            content(
                "BEGIN:VCALENDAR",
                "BEGIN:VEVENT",
                "ORGANIZER;SCHEDULE-AGENT=CLIENT;CN=\"Anna: B\":mailto:anna@old.example",
                "ATTENDEE;SCHEDULE-AGENT=CLIENT;PARTSTAT=ACCEPTED:mailto:b@x.example",
                "ATTENDEE;SCHEDULE-AGENT=NONE:mailto:c@x.example",
                "BEGIN:VALARM",
                "ATTENDEE:mailto:d@x.example",
                "END:VALARM",
                "END:VEVENT",
                "END:VCALENDAR")),
        text(quiet));
    assertSame(quiet, Scheduling.quiet(quiet));
  }

  @Test
  void mapsAddressesAndCountsThem() {
    RecipientMapping mapping =
        new RecipientMapping(
            Map.of("@Old.example", "@new.example", "boss@old.example", "chief@new.example"));
    RecipientMapping.Mapped mapped =
        mapping.apply(
            event(
                "ORGANIZER;SENT-BY=\"mailto:anna@old.example\":mailto:Boss@OLD.example",
                "ATTENDEE:mailto:bob@other-old.example",
                "DESCRIPTION:anna@old.example"));
    assertEquals(2, mapped.changes());
    assertEquals(
        text(
            event(
                "ORGANIZER;SENT-BY=\"mailto:anna@new.example\":mailto:chief@new.example",
                "ATTENDEE:mailto:bob@other-old.example",
                "DESCRIPTION:anna@old.example")),
        text(mapped.content()));
    Content card = content("BEGIN:VCARD", "item1.EMAIL;TYPE=work:a@old.example", "END:VCARD");
    assertEquals(
        text(content("BEGIN:VCARD", "item1.EMAIL;TYPE=work:a@new.example", "END:VCARD")),
        text(mapping.apply(card).content()));
    assertEquals(0, mapping.apply(content("BEGIN:VCARD", "NOTE:a@old.example")).changes());
    assertSame(card, RecipientMapping.NONE.apply(card).content());
  }

  @Test
  void tellsWhatAnItemIs() {
    ItemScan scan =
        ItemScan.of(
            content(
                "BEGIN:VCALENDAR",
                "BEGIN:VTIMEZONE",
                "LAST-MODIFIED:19990101T000000Z",
                "END:VTIMEZONE",
                "BEGIN:VJOURNAL",
                "UID:u-1",
                "CREATED:00001231T000000Z",
                "DTSTAMP:20250304T050607Z",
                "CATEGORIES:Home,notes",
                "SUMMARY:Text",
                "END:VJOURNAL",
                "END:VCALENDAR"));
    assertEquals(Optional.of("u-1"), scan.uid());
    assertEquals(Optional.of(ItemType.NOTE), scan.type());
    assertEquals("2025-03-04T05:06:07Z", scan.date().orElseThrow().toString());
    assertEquals(Optional.of("Text"), scan.title());
    assertEquals(Optional.empty(), ItemScan.of(Content.of("garbage".getBytes(UTF_8))).type());
  }

  @Test
  void comparesWhatIsSaid() {
    Content one =
        event("UID:1", "DTSTART:20250101T000000Z", "SUMMARY:a\\, b", "RRULE:FREQ=DAILY;COUNT=2");
    Content two =
        event(
            "SUMMARY:a, b",
            "RRULE:COUNT=2;FREQ=DAILY",
            "X-SERVER:1",
            "DTSTAMP:20250101T000000Z",
            "DTSTART;VALUE=DATE-TIME:20250101T000000Z",
            "UID:1");
    assertTrue(SameItem.same(one, two));
    assertTrue(!SameItem.same(one, event("UID:1", "DTSTART:20250101T000001Z", "SUMMARY:a\\, b")));
  }

  @Test
  void addsWhatServersInsistOn() {
    Content bare = event("DTSTART;VALUE=DATE:20240228", "LAST-MODIFIED:20240101T000000Z");
    Content repaired = GroupwareRepair.dtend(GroupwareRepair.dtstamp(GroupwareRepair.uid(bare)));
    String uid = ItemScan.of(repaired).uid().orElseThrow();
    assertEquals(
        text(
            event(
                "DTSTART;VALUE=DATE:20240228",
                "LAST-MODIFIED:20240101T000000Z",
                "UID:" + uid,
                "DTSTAMP:20240101T000000Z",
                "DTEND;VALUE=DATE:20240229")),
        text(repaired));
    assertEquals(text(GroupwareRepair.uid(bare)), text(GroupwareRepair.uid(bare)));
    assertSame(repaired, GroupwareRepair.dtend(repaired));
    Content lasting = event("DTSTART:20240228T000000Z", "DURATION:PT1H");
    assertSame(lasting, GroupwareRepair.dtend(lasting));
  }

  @Test
  void writesAnOldCardAsANewerOne() {
    Content old =
        content(
            "BEGIN:VCARD",
            "VERSION:2.1",
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Anna",
            "TEL;HOME;VOICE:123",
            "X-ADDRESSBOOKSERVER-KIND:group",
            "END:VCARD");
    String text = text(GroupwareRepair.vcard3(old));
    assertTrue(text.contains("VERSION:3.0\r\n"), text);
    assertTrue(text.contains("N:M\u00fcller;Anna"), text);
    assertTrue(text.contains("X-ADDRESSBOOKSERVER-KIND:group\r\n"), text);
    Content newer = content("BEGIN:VCARD", "VERSION:3.0", "END:VCARD");
    assertSame(newer, GroupwareRepair.vcard3(newer));
  }
}
