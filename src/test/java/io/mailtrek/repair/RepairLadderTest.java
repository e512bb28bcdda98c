package io.mailtrek.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.OddMail;
import io.mailtrek.store.Content;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RepairLadderTest {
  private static final String GOOD = "Subject: good\r\nFrom: a@example.org\r\n\r\nText\r\n";

  @Test
  void aGoodMessageHasNoOtherForm() {
    assertEquals(Optional.empty(), RepairLadder.of(content(GOOD)).next());
  }

  @Test
  void eachRungRepairsOneThingMoreAndKeepsWhatWasDoneBefore() {
    String bad =
        "From anna Thu Feb 29 23:59:58 2024\nSubject: Gr\u00fc\u00dfe\nTo: a@example.org\n\na\0b\n"
            + "x".repeat(1500);

    List<RepairLadder> rungs = rungs(content(bad));

    assertEquals(
        List.of(
            "from-line",
            "from-line,bare-lf",
            "from-line,bare-lf,nul",
            "from-line,bare-lf,nul,eight-bit-header",
            "from-line,bare-lf,nul,eight-bit-header,long-lines"),
        rungs.stream().map(RepairLadder::words).toList());
    assertEquals(
        "Subject: =?UTF-8?B?R3LDvMOfZQ==?=\r\nTo: a@example.org\r\n\r\nab\r\n"
            + "x".repeat(998)
            + "\r\n"
            + "x".repeat(502),
        text(rungs.get(4).content()));
    assertSame(rungs.get(4).content(), Repair.LONG_LINES.of(rungs.get(4).content()));
  }

  @ParameterizedTest
  @MethodSource("oddMail")
  void theLastRungHasNothingLeftThatServersRefuse(OddMail mail) {
    List<RepairLadder> rungs = rungs(Content.of(mail.content()));
    if (rungs.isEmpty()) {
      return;
    }
    String text = text(rungs.get(rungs.size() - 1).content());
    assertFalse(text.contains("\0"));
    assertFalse(text.replace("\r\n", "").matches("(?s).*[\r\n].*"), "a lone CR or LF");
    assertTrue(text.lines().allMatch(line -> line.length() <= 998), "a long line");
    String header = text.split("\r\n\r\n", 2)[0];
    assertTrue(header.chars().allMatch(c -> c < 128), header);
    assertFalse(text.startsWith("From "));
  }

  static List<OddMail> oddMail() {
    return OddMail.all();
  }

  @Test
  void aHeaderFieldNamedFromIsNoFromLine() {
    Content message = content("From : anna@example.org\r\n\r\nText\r\n");
    assertSame(message, Repair.FROM_LINE.of(message));
    assertEquals("", text(Repair.FROM_LINE.of(content("From anna"))));
    assertEquals("A: b\r\n", text(Repair.FROM_LINE.of(content(">From x y\r\nA: b\r\n"))));
  }

  @Test
  void everyLoneLineEndBecomesOneOfBothCharacters() {
    assertEquals(
        String.join("\r\n", "a", "b", "", "c", "d", ""),
        text(Repair.BARE_LF.of(content("a\nb\r\n\rc\r\nd\r"))));
  }

  @Test
  void textInHeadersReadsAsBefore() throws Exception {
    String header =
        String.join(
            "\r\n",
            "Subject: Gr\u00fc\u00dfe  und noch\u00a0mehr ASCII am Ende",
            "From: \"J\u00f6rg \\\"J\\\" M\u00fcller\" <j@example.org>,"
                + " B\u00e4r Gr\u00fcn <b@example.org>",
            "Message-ID: <gr\u00fc@example.org>",
            "Content-Disposition: attachment; filename=\"gr\u00fcn.txt\"",
            "",
            "Text",
            "");
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
      Content repaired = Repair.EIGHT_BIT_HEADER.of(Content.of(header.getBytes(charset)));
      MimeMessage message =
          new MimeMessage(Session.getInstance(new Properties()), repaired.stream());

      assertEquals("Gr\u00fc\u00dfe  und noch\u00a0mehr ASCII am Ende", message.getSubject());
      InternetAddress[] from = (InternetAddress[]) message.getFrom();
      assertEquals("J\u00f6rg \"J\" M\u00fcller", from[0].getPersonal());
      assertEquals("j@example.org", from[0].getAddress());
      assertEquals("B\u00e4r Gr\u00fcn", from[1].getPersonal());
      assertTrue(message.getMessageID().startsWith("<gr?"), message.getMessageID());
      assertTrue(text(repaired).contains("filename=\"=?UTF-8?B?"), text(repaired));
    }
  }

  @Test
  void longTextInAHeaderIsManyShortWords() throws Exception {
    String subject = "\u00fc\ud83d\ude00".repeat(100);
    Content repaired =
        Repair.EIGHT_BIT_HEADER.of(
            Content.of(("Subject: " + subject + "\r\n\r\n").getBytes(StandardCharsets.UTF_8)));

    assertTrue(text(repaired).lines().allMatch(line -> line.length() <= 90), text(repaired));
    assertEquals(
        subject,
        new MimeMessage(Session.getInstance(new Properties()), repaired.stream()).getSubject());
  }

  @Test
  void longLinesAreBrokenAtASpaceWhereThereIsOne() {
    String line = "word ".repeat(300);
    List<String> lines =
        text(Repair.LONG_LINES.of(content("A: b\r\n\r\n" + line + "\r\n"))).lines().toList();

    assertTrue(lines.stream().allMatch(each -> each.length() <= 998));
    assertEquals(line, String.join("", lines.subList(2, lines.size())));
    assertTrue(lines.get(2).endsWith("word "), lines.get(2));
  }

  @Test
  void aLongHeaderLineIsContinued() {
    List<String> lines =
        text(Repair.LONG_LINES.of(content("Subject: " + "x".repeat(3000) + "\r\n\r\nText\r\n")))
            .lines()
            .toList();

    assertTrue(lines.get(0).startsWith("Subject: x"));
    assertTrue(lines.subList(1, 4).stream().allMatch(line -> line.startsWith(" x")));
    assertTrue(lines.stream().allMatch(line -> line.length() <= 998));
    assertEquals("Text", lines.get(lines.size() - 1));
  }

  @Test
  void charactersOfUtf8AreNotBroken() {
    String body = "\u20ac".repeat(1000);
    Content repaired =
        Repair.LONG_LINES.of(Content.of(("\r\n" + body).getBytes(StandardCharsets.UTF_8)));

    String text = new String(repaired.toByteArray(), StandardCharsets.UTF_8);
    assertEquals(body, text.replace("\r\n", ""));
  }

  private static List<RepairLadder> rungs(Content message) {
    List<RepairLadder> rungs = new ArrayList<>();
    Optional<RepairLadder> next = RepairLadder.of(message).next();
    while (next.isPresent()) {
      rungs.add(next.get());
      next = next.get().next();
    }
    return rungs;
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String text(Content content) {
    return new String(content.toByteArray(), StandardCharsets.ISO_8859_1);
  }
}
