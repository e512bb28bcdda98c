package io.mailtrek.store.exchange.form;

import static io.mailtrek.store.exchange.form.FormLines.OWNER;
import static io.mailtrek.store.exchange.form.FormLines.calendar;
import static io.mailtrek.store.exchange.form.FormLines.extended;
import static io.mailtrek.store.exchange.form.FormLines.item;
import static io.mailtrek.store.exchange.form.FormLines.lines;
import static io.mailtrek.store.exchange.form.FormLines.shown;
import static io.mailtrek.store.exchange.form.FormLines.text;
import static io.mailtrek.store.exchange.form.FormLines.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.convert.Conversion;
import io.mailtrek.store.Content;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoteFormTest {
  private static final String NOTE_SET =
      "<ExtendedProperty><ExtendedFieldURI PropertySetId='0006200E-0000-0000-C000-000000000046'"
          + " PropertyId='%d' PropertyType='Integer'/><Value>%d</Value></ExtendedProperty>";

  private static final String LOG_SET =
      "<ExtendedProperty><ExtendedFieldURI PropertySetId='0000000A-0000-0000-C000-000000000046'"
          + " PropertyId='%d' PropertyType='String'/><Value>%s</Value></ExtendedProperty>";

  @Test
  void stickyNoteIsAJournalEntryOfTheCategoryNotes() throws Exception {
    List<String> lines =
        lines(
            Interchange.of(
                ItemType.NOTE,
                item(
                    "<Message><ItemId"
                        + " Id='AA=='/><ItemClass>IPM.StickyNote</ItemClass><Subject>Shopping</Subject><Body"
                        + " BodyType='Text'>Shopping\r\n"
                        + "milk, eggs</Body><Categories><String>Home</String></Categories>"
                        + "<DateTimeCreated>2026-02-01T08:00:00.1234567Z</DateTimeCreated>"
                        + "<LastModifiedTime>2026-02-02T08:00:00Z</LastModifiedTime>"
                        + NOTE_SET.formatted(0x8b00, 2)
                        + NOTE_SET.formatted(0x8b02, 200)
                        + "</Message>"),
                OWNER));
    assertTrue(
        lines.containsAll(
            List.of(
                "BEGIN:VJOURNAL",
                "SUMMARY:Shopping",
                "DESCRIPTION:Shopping\\nmilk\\, eggs",
                "CATEGORIES:Notes,Home",
                "COLOR:pink",
                "X-EXCHANGE-NOTE-WIDTH:200",
                "CREATED:20260201T080000Z",
                "LAST-MODIFIED:20260202T080000Z",
                "DTSTAMP:20260202T080000Z")),
        () -> String.join("\n", lines));
  }

  @Test
  void noteOfOthersBecomesAStickyNoteWithItsColour() throws Exception {
    NewItem made =
        ExchangeForm.of(
            ItemType.NOTE,
            calendar(
                "VJOURNAL",
                "SUMMARY:Shopping",
                "DESCRIPTION:milk\\, eggs",
                "X-ALT-DESC;FMTTYPE=text/html:<b>milk</b>\\, eggs",
                "CATEGORIES:Notes,Home",
                "COLOR:Yellow"),
            OWNER);
    assertEquals("Message", made.element().name().getLocalPart());
    assertEquals("IPM.StickyNote", text(made, "ItemClass"));
    assertEquals("Body @BodyType=Text(Shopping\nmilk, eggs)", shown(made, "Body"));
    assertEquals("Categories[String(Home)]", shown(made, "Categories"));
    assertEquals("3", extended(made, Mapi.NOTE_COLOR));
    assertEquals("771", extended(made, Mapi.ICON));
    assertEquals("1", extended(made, Mapi.MESSAGE_FLAGS));
    assertEquals("one", extended(made, Mapi.UID));
    assertEquals(List.of("the format of the text"), made.losses());
    List<String> back = lines(Interchange.of(ItemType.NOTE, told(made), OWNER));
    assertTrue(back.contains("UID:one"), () -> String.join("\n", back));
    assertTrue(back.contains("COLOR:yellow"));
    assertTrue(back.contains("CATEGORIES:Notes,Home"));
  }

  @Test
  void noteOfExchangeIsReadAsOneByOthers() throws Exception {
    Content note =
        Interchange.of(
            ItemType.NOTE,
            item(
                "<Message><Subject>Shopping</Subject><Body BodyType='Text'>Shopping\nmilk</Body>"
                    + "<Categories><String>Home</String></Categories></Message>"),
            OWNER);
    Item listed =
        new Item(
            FolderPath.of("Notes"),
            ItemType.NOTE,
            ItemKey.of(1),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Set.of(),
            Set.of());
    List<String> message = lines(Conversion.of(listed, note, ItemType.MAIL, "anna@new.example"));
    assertTrue(
        message.containsAll(
            List.of(
                "Subject: Shopping",
                "Keywords: Home",
                "X-Uniform-Type-Identifier: com.apple.mail-note")),
        () -> String.join("\n", message));
  }

  @Test
  void colourThatExchangeDoesNotHaveIsKept() throws Exception {
    NewItem made =
        ExchangeForm.of(ItemType.NOTE, calendar("VJOURNAL", "SUMMARY:x", "COLOR:tomato"), OWNER);
    assertEquals("", extended(made, Mapi.NOTE_COLOR));
    assertEquals(List.of("COLOR: kept, but not shown"), made.losses());
    assertTrue(lines(Interchange.of(ItemType.NOTE, told(made), OWNER)).contains("COLOR:tomato"));
  }

  @Test
  void journalHasItsLengthAndItsType() throws Exception {
    List<String> lines =
        lines(
            Interchange.of(
                ItemType.JOURNAL,
                item(
                    "<Item><Subject>Call with Bo</Subject>"
                        + LOG_SET.formatted(0x8700, "Phone call")
                        + LOG_SET.formatted(0x8706, "2026-03-29T00:30:00Z")
                        + LOG_SET.formatted(0x8707, "90")
                        + "</Item>"),
                OWNER));
    assertTrue(
        lines.containsAll(
            List.of(
                "DTSTART:20260329T003000Z",
                "X-EXCHANGE-LOG-END:20260329T020000Z",
                "X-EXCHANGE-LOG-MINUTES:90",
                "X-EXCHANGE-LOG-TYPE:Phone call")),
        () -> String.join("\n", lines));
  }

  @Test
  void journalOfOthersKeepsItsTime() throws Exception {
    NewItem made =
        ExchangeForm.of(
            ItemType.JOURNAL,
            calendar(
                "VJOURNAL",
                "DTSTART;TZID=Europe/Berlin:20260329T040000",
                "X-EXCHANGE-LOG-MINUTES:90",
                "X-EXCHANGE-LOG-TYPE:Meeting",
                "SUMMARY:Talk"),
            OWNER);
    assertEquals("IPM.Activity", text(made, "ItemClass"));
    assertEquals("2026-03-29T02:00:00Z", extended(made, Mapi.LOG_START));
    assertEquals("2026-03-29T03:30:00Z", extended(made, Mapi.LOG_END));
    assertEquals("90", extended(made, Mapi.LOG_DURATION));
    assertEquals("Meeting", extended(made, Mapi.LOG_TYPE));
    assertEquals(List.of(), made.losses());
  }

  @Test
  void attachmentsAreFilesOfTheItem() throws Exception {
    NewItem made =
        ExchangeForm.of(
            ItemType.JOURNAL,
            calendar(
                "VJOURNAL",
                "ATTACH;ENCODING=BASE64;VALUE=BINARY;FMTTYPE=text/plain;FILENAME=\"a;b.txt\":aGk=",
                "ATTACH:https://files.example/1"),
            OWNER);
    assertEquals("a;b.txt", made.attachments().get(0).name());
    assertEquals(
        "hi",
        new String(
            made.attachments().get(0).content().toByteArray(),
            java.nio.charset.StandardCharsets.UTF_8));
    assertEquals("Body @BodyType=Text(Attachment: https://files.example/1)", shown(made, "Body"));
    List<String> back = lines(Interchange.of(ItemType.JOURNAL, told(made), OWNER));
    assertTrue(
        back.contains(
            "ATTACH;VALUE=BINARY;ENCODING=BASE64;FMTTYPE=text/plain;FILENAME=\"a;b.txt\":aGk="),
        () -> String.join("\n", back));
  }
}
