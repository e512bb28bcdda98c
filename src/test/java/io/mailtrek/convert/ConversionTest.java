package io.mailtrek.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import biweekly.Biweekly;
import biweekly.component.VJournal;
import io.mailtrek.store.Content;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.text.HtmlText;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConversionTest {
  private static final String OWNER = "anna@new.example";

  private static final String JOURNAL =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Example//EN
      BEGIN:VJOURNAL
      UID:note-1@example
      DTSTAMP:20240102T030405Z
      CREATED:20240101T101112Z
      SUMMARY:Einkäufe\\, Größe
      DESCRIPTION:Milk\\nBread \\; eggs
      CATEGORIES:Notes,House
      END:VJOURNAL
      END:VCALENDAR
      """
          .replace("\n", "\r\n");

  private static final String MESSAGE =
      """
      From: anna@old.example
      Subject: =?utf-8?B?RWlua8OkdWZl?=
      Date: Tue, 02 Jan 2024 03:04:05 +0000
      X-Uniform-Type-Identifier: com.apple.mail-note
      X-Universally-Unique-Identifier: 0F1E2D3C-0000-4000-8000-000000000001
      X-Mail-Created-Date: Mon, 01 Jan 2024 10:11:12 +0000
      Keywords: House
      MIME-Version: 1.0
      Content-Type: text/html; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      <html><head><title>x</title></head><body><div>Milk &amp; <b>bread</b></div><div>K=C3=A4se</=
      div></body></html>
      """
          .replace("\n", "\r\n");

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Content content) {
    return new String(content.toByteArray(), StandardCharsets.UTF_8);
  }

  private static Item item(ItemType type) {
    return new Item(
        FolderPath.of("Notes"),
        type,
        ItemKey.of(1),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Set.of("\\Flagged"),
        Set.of());
  }

  private static Content convert(ItemType type, String text, ItemType stored)
      throws PermanentException {
    return Conversion.of(item(type), content(text), stored, OWNER);
  }

  private static MimeMessage message(Content content) throws Exception {
    return new MimeMessage(Session.getInstance(new Properties()), content.stream());
  }

  @Test
  void whatHasTheFormOfItsFolderIsLeftAlone() throws Exception {
    for (ItemType type : ItemType.values()) {
      Content original = content(type == ItemType.NOTE ? MESSAGE : JOURNAL);
      ItemType stored = type == ItemType.NOTE ? ItemType.MAIL : type;
      assertSame(original, Conversion.of(item(type), original, stored, OWNER), type.word());
    }
    Content note = content("\uFEFF" + JOURNAL);
    assertSame(note, Conversion.of(item(ItemType.NOTE), note, ItemType.NOTE, OWNER));
  }

  @Test
  void aJournalEntryBecomesANoteOfAMailProgram() throws Exception {
    MimeMessage note = message(convert(ItemType.NOTE, JOURNAL, ItemType.MAIL));
    assertEquals("com.apple.mail-note", note.getHeader("X-Uniform-Type-Identifier", null));
    assertEquals("note-1@example", note.getHeader("X-Universally-Unique-Identifier", null));
    assertEquals("Einkäufe, Größe", note.getSubject());
    assertEquals(Date.from(Instant.parse("2024-01-01T10:11:12Z")), note.getSentDate());
    assertEquals("House", note.getHeader("Keywords", null));
    assertEquals(OWNER, note.getFrom()[0].toString());
    assertTrue(note.getMessageID().endsWith("@new.example>"), note.getMessageID());
    assertEquals("text/html; charset=utf-8", note.getContentType());
    assertTrue(
        note.getContent().toString().contains("Milk<br>\r\nBread ; eggs"),
        note.getContent().toString());
  }

  @Test
  void aNoteOfAMailProgramBecomesAJournalEntry() throws Exception {
    VJournal journal =
        Biweekly.parse(text(convert(ItemType.NOTE, MESSAGE, ItemType.NOTE)))
            .first()
            .getJournals()
            .get(0);
    assertEquals("0F1E2D3C-0000-4000-8000-000000000001", journal.getUid().getValue());
    assertEquals("Einkäufe", journal.getSummary().getValue());
    assertEquals("Milk & bread\nKäse", journal.getDescriptions().get(0).getValue());
    assertEquals(List.of("Notes", "House"), journal.getCategories().get(0).getValues());
    assertEquals(Instant.parse("2024-01-01T10:11:12Z"), instant(journal.getCreated().getValue()));
    assertEquals(
        Instant.parse("2024-01-02T03:04:05Z"), instant(journal.getLastModified().getValue()));
    assertTrue(
        journal.getExperimentalProperty("X-ALT-DESC").getValue().contains("<b>bread</b>"),
        "the format is kept beside the text");
  }

  private static Instant instant(Date date) {
    return date.toInstant();
  }

  @Test
  void aNoteIsTheSameAfterBothWays() throws Exception {
    Note there = NoteMessage.read(content(MESSAGE));
    Note back =
        NoteMessage.read(NoteMessage.write(NoteJournal.read(NoteJournal.write(there)), OWNER));
    assertEquals(there.uid(), back.uid());
    assertEquals(there.subject(), back.subject());
    assertEquals(there.text(), back.text());
    assertEquals(there.created(), back.created());
    assertEquals(there.otherCategories(), back.otherCategories());
    assertEquals(
        there.html().orElseThrow().strip().replace("\r\n", "\n"),
        back.html().orElseThrow().strip().replace("\r\n", "\n"));
  }

  @Test
  void theSameItemHasTheSameFormAtEveryTry() throws Exception {
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(
          convert(ItemType.NOTE, JOURNAL, ItemType.MAIL).toByteArray(),
          convert(ItemType.NOTE, JOURNAL, ItemType.MAIL).toByteArray());
      assertArrayEquals(
          convert(ItemType.NOTE, MESSAGE, ItemType.NOTE).toByteArray(),
          convert(ItemType.NOTE, MESSAGE, ItemType.NOTE).toByteArray());
    }
    String bare = "Subject: no id, no date\r\n\r\ntext\r\n";
    assertEquals(
        text(convert(ItemType.NOTE, bare, ItemType.JOURNAL)),
        text(convert(ItemType.NOTE, bare, ItemType.JOURNAL)));
  }

  @Test
  void aJournalBecomesAMessageThatHoldsItByteForByte() throws Exception {
    MimeMessage message = message(convert(ItemType.JOURNAL, JOURNAL, ItemType.MAIL));
    assertEquals("Einkäufe, Größe", message.getSubject());
    assertEquals(1, message.getHeader("Message-ID").length);
    Multipart parts = (Multipart) message.getContent();
    assertEquals(2, parts.getCount());
    assertTrue(parts.getBodyPart(0).getContent().toString().contains("Bread ; eggs"));
    assertTrue(parts.getBodyPart(1).isMimeType("text/calendar"));
    try (InputStream attached = parts.getBodyPart(1).getInputStream()) {
      assertArrayEquals(content(JOURNAL).toByteArray(), attached.readAllBytes());
    }
  }

  @Test
  void aCopyOfANoteIsNotUnread() {
    assertEquals(Set.of("\\Flagged", "\\Seen"), Conversion.read(item(ItemType.NOTE)).flags());
  }

  @Test
  void whatHoldsNoJournalEntryIsRefused() {
    String empty = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";
    assertThrows(PermanentException.class, () -> convert(ItemType.NOTE, empty, ItemType.MAIL));
    assertThrows(
        PermanentException.class,
        () -> convert(ItemType.JOURNAL, "BEGIN:VCALENDAR", ItemType.MAIL));
  }

  @Test
  void noTextBecomesAHeaderOfItsOwn() throws Exception {
    String evil = JOURNAL.replace("SUMMARY:Einkäufe", "SUMMARY:Hello\\nBcc: eve@evil.example");
    MimeMessage message = message(convert(ItemType.NOTE, evil, ItemType.MAIL));
    assertFalse(message.getHeader("Bcc") != null, message.getSubject());
  }

  @Test
  void htmlIsReadAsTextAndTextShownAsHtml() {
    assertEquals(
        "a < b & c\n\u00e4 \u00e9 &unknown; & d",
        HtmlText.toText(
            "<!-- c > --><style>x{}</style><p>a &lt; b\n  &amp; c</p>&#228; &#xE9; &unknown; & d"));
    assertEquals("one\n\ntwo", HtmlText.toText("one<br><br/>two"));
    assertEquals("", HtmlText.toText("<unfinished"));
    assertEquals(
        "<html><head></head><body>a &lt;b&gt;<br>\r\nc</body></html>", HtmlText.toHtml("a <b>\nc"));
    assertEquals("&#x110000;", HtmlText.toText("&#x110000;"));
  }
}
