package io.mailtrek.store.exchange.form;

import io.mailtrek.store.xml.XmlNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an element of Exchange says, by the names of what is in it. What can't be read is not there:
 * no item is lost for one field.
 */
record Told(XmlNode element) {
  /** Servers write more digits of a second than a nanosecond has. */
  private static final Pattern TIME =
      Pattern.compile(
          "(-?\\d{4,}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d*)?(Z|[+-]\\d\\d:\\d\\d)?");

  /** A text; empty where there is none but blanks. */
  Optional<String> text(String name) {
    return element.child(Ews.type(name)).map(XmlNode::text).filter(text -> !text.isBlank());
  }

  /** An element within it. */
  Optional<Told> child(String name) {
    return element.child(Ews.type(name)).map(Told::new);
  }

  /** All elements of a name within a list. */
  List<Told> all(String list, String name) {
    return element
        .children(Ews.type(list))
        .flatMap(each -> each.children(Ews.type(name)))
        .map(Told::new)
        .toList();
  }

  /** The texts of a list: {@code t:Categories}. */
  List<String> strings(String list) {
    return all(list, "String").stream()
        .map(each -> each.element().text().strip())
        .filter(text -> !text.isEmpty())
        .toList();
  }

  boolean isTrue(String name) {
    return text(name).map(String::strip).filter(t -> t.equals("true") || t.equals("1")).isPresent();
  }

  Optional<Integer> number(String name) {
    return text(name).flatMap(Told::whole);
  }

  Optional<Instant> instant(String name) {
    return text(name).flatMap(Told::time);
  }

  Optional<String> extended(ExtendedField field) {
    return field.in(element).stream().findFirst();
  }

  Optional<Instant> extendedTime(ExtendedField field) {
    return extended(field).flatMap(Told::time);
  }

  Optional<Integer> extendedNumber(ExtendedField field) {
    return extended(field).flatMap(Told::whole);
  }

  /** A whole number; a part behind the point is left out. */
  private static Optional<Integer> whole(String text) {
    try {
      return Optional.of((int) Double.parseDouble(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A time of XML; without an offset it is one of UTC. */
  static Optional<Instant> time(String text) {
    Matcher matcher = TIME.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          matcher.group(2) == null
              ? LocalDateTime.parse(matcher.group(1)).toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(matcher.group(1) + matcher.group(2)).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A date of XML, which may have an offset. */
  static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip().substring(0, 10)));
    } catch (DateTimeException | StringIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /**
   * The day that a moment stands for, which is the midnight of somebody's zone, or about noon of
   * UTC: the nearest midnight of UTC, but Exchange's own 11:59 is before noon.
   */
  static LocalDate day(Instant moment) {
    LocalDateTime utc = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    return utc.getHour() >= 12 ? utc.toLocalDate().plusDays(1) : utc.toLocalDate();
  }
}
