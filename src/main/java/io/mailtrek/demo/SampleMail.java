package io.mailtrek.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Writes messages of many kinds; the same seed writes the same messages. */
final class SampleMail {
  private static final List<String> SUBJECTS =
      List.of(
          "Angebot für die Büromöbel",
          "Lunch on Thursday?",
          "Rechnung 4711",
          "Re: Grüße aus Zürich",
          "Meeting notes",
          "日本からのお知らせ",
          "Fwd: timetable",
          "Urlaubsplanung");
  private static final List<String> SENTENCES =
      List.of(
          "Please find the details below.",
          "Könnten wir das bis Freitag klären?",
          "I moved the appointment by a week.",
          "Die Zahlen für März fehlen noch.",
          "Many thanks for the quick answer!",
          "Bitte prüfen Sie die Anlage.");

  private final Random random;
  private int written;

  SampleMail(long seed) {
    this.random = new Random(seed);
  }

  /** The next message, with the line ends of mail. */
  byte[] next(String to, Instant date) {
    int number = written++;
    String subject = pick(SUBJECTS) + " (" + number + ")";
    String header =
        "Received: from mx.example by old.example; "
            + format(date.plusSeconds(2))
            + "\r\nFrom: "
            + pick(List.of("Jörg Müller", "Mary Poppins", "Łukasz Nowak")).transform(this::encode)
            + " <sender"
            + random.nextInt(20)
            + "@elsewhere.example>\r\nTo: <"
            + to
            + ">\r\nSubject: "
            + encode(subject)
            + "\r\nDate: "
            + format(date)
            + "\r\nMessage-ID: <"
            + number
            + "."
            + random.nextLong()
            + "@elsewhere.example>"
            + "\r\nMIME-Version: 1.0\r\n";
    return (header
            + switch (number % 4) {
              case 0 -> plain();
              case 1 -> alternative(number);
              case 2 -> attachment(number);
              default -> encoded();
            })
        .getBytes(StandardCharsets.UTF_8);
  }

  private String plain() {
    return "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + text(1 + random.nextInt(30));
  }

  private String encoded() {
    return "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64(text(1 + random.nextInt(20)).getBytes(StandardCharsets.UTF_8));
  }

  private String alternative(int number) {
    String boundary = "=_alternative_" + number;
    return "Content-Type: multipart/alternative; boundary=\""
        + boundary
        + "\"\r\n\r\n--"
        + boundary
        + "\r\n"
        + plain()
        + "--"
        + boundary
        + "\r\nContent-Type: text/html; charset=us-ascii\r\n\r\n<p>Please see the text.</p>\r\n--"
        + boundary
        + "--\r\n";
  }

  private String attachment(int number) {
    String boundary = "=_mixed_" + number;
    byte[] file = new byte[random.nextInt(40_000)];
    random.nextBytes(file);
    return "Content-Type: multipart/mixed; boundary=\""
        + boundary
        + "\"\r\n\r\n--"
        + boundary
        + "\r\n"
        + plain()
        + "--"
        + boundary
        + "\r\nContent-Type: application/octet-stream; name=\"data.bin\"\r\n"
        + "Content-Disposition: attachment; filename=\"data.bin\"\r\n"
        + "Content-Transfer-Encoding: base64\r\n\r\n"
        + base64(file)
        + "--"
        + boundary
        + "--\r\n";
  }

  private String text(int sentences) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      text.append(pick(SENTENCES)).append("\r\n");
    }
    return text.toString();
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  /** A header value as an encoded word (RFC 2047) where it is not ASCII. */
  private String encode(String text) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(text)
        ? text
        : "=?utf-8?B?"
            + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
            + "?=";
  }

  private static String base64(byte[] bytes) {
    return Base64.getMimeEncoder().encodeToString(bytes) + "\r\n";
  }

  private static String format(Instant date) {
    return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ENGLISH)
        .format(ZonedDateTime.ofInstant(date, ZoneId.of("Europe/Berlin")));
  }
}
