package io.mailtrek.store.exchange.form;

import io.mailtrek.store.Content;
import io.mailtrek.store.ContentParts;
import io.mailtrek.store.text.NewLine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes an iCalendar object (RFC 5545) or a vCard line by line. For one thread. */
final class CalendarText {
  private static final String PRODUCT = "-//MailTrek//EN";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);

  private final List<String> lines = new ArrayList<>();

  /** The files that are in lines, by the indexes of these. */
  private final Map<Integer, Content> files = new HashMap<>();

  /** One that begins as every iCalendar object does. */
  static CalendarText calendar() {
    return new CalendarText().line("BEGIN:VCALENDAR").line("VERSION:2.0").line("PRODID:" + PRODUCT);
  }

  /** A line as it is, which is folded where it is long. */
  CalendarText line(String text) {
    lines.add(text);
    return this;
  }

  /** A line whose value is a file in base64, which is encoded at the end. */
  CalendarText file(String head, Content file) {
    files.put(lines.size(), file);
    return line(head + ":");
  }

  /** A line whose value is any text. */
  CalendarText text(String name, String value) {
    return line(name + ":" + escaped(value));
  }

  /** The same where there is a value. */
  CalendarText text(String name, Optional<String> value) {
    value.ifPresent(text -> text(name, text));
    return this;
  }

  /** A line whose value is a list of texts, if there are any. */
  CalendarText texts(String name, List<String> values) {
    return values.isEmpty()
        ? this
        : line(
            name
                + ":"
                + values.stream().map(CalendarText::escaped).collect(Collectors.joining(",")));
  }

  /** A line whose value is a moment. */
  CalendarText time(String name, Optional<Instant> moment) {
    moment.ifPresent(when -> line(name + ":" + utc(when)));
    return this;
  }

  /** Lines of another program, but for names that are there since an index. */
  void kept(List<String> others, int since) {
    Set<String> there = new HashSet<>();
    lines.subList(since, lines.size()).forEach(line -> there.add(name(line)));
    others.stream().filter(line -> !there.contains(name(line))).forEach(this::line);
  }

  /** The same of a vCard; of some names those are left out whose value is there already. */
  void kept(List<String> others, Set<String> several) {
    Set<String> there = new HashSet<>();
    for (String line : lines) {
      there.add(name(line));
      there.add(name(line) + value(line));
    }
    for (String line : others) {
      // Its group would stand for another label here.
      String own = line.substring(group(line));
      if (!there.contains(several.contains(name(own)) ? name(own) + value(own) : name(own))) {
        line(own);
      }
    }
  }

  int size() {
    return lines.size();
  }

  private static String name(String line) {
    return head(line).substring(group(line)).toUpperCase(Locale.ROOT);
  }

  /** Where the name begins behind a group ({@code item1.EMAIL}). */
  private static int group(String line) {
    return head(line).lastIndexOf('.') + 1;
  }

  private static String head(String line) {
    return line.split("[:;]", 2)[0];
  }

  private static String value(String line) {
    return line.substring(line.indexOf(':') + 1);
  }

  Content content() {
    ContentParts out = new ContentParts();
    for (int i = 0; i < lines.size(); i++) {
      NewLine line = new NewLine(out, "\r\n").text(lines.get(i));
      if (files.containsKey(i)) {
        line.base64(files.get(i));
      }
      line.end();
    }
    return out.content();
  }

  static String utc(Instant moment) {
    return TIME.format(moment.atOffset(ZoneOffset.UTC)) + "Z";
  }

  static String local(LocalDateTime time) {
    return TIME.format(time);
  }

  static String day(LocalDate date) {
    return DAY.format(date);
  }

  /** TEXT (RFC 5545 §3.3.11), without what may not be in it. */
  static String escaped(String text) {
    return text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .replaceAll("[\\p{Cc}&&[^\\n\\t]]", "")
        .replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replace("\n", "\\n");
  }

  /** The value of a parameter (RFC 5545 §3.2), which can't have quotes in it. */
  static String parameter(String value) {
    String clean = value.replaceAll("[\\p{Cc}]+", " ").replace('"', '\'').strip();
    return clean.matches("[^:;,]*") ? clean : "\"" + clean + "\"";
  }
}
