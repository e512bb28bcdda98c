package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import io.mailtrek.store.text.ContentLine;
import io.mailtrek.store.text.ContentLines;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether two iCalendar objects or vCards say the same to their user. Servers order, fold and
 * escape lines in their own ways, and add some; so components are compared, whatever their order,
 * by the lines in them, whatever their order, without what programs write for programs.
 */
final class SameItem {
  private static final Set<String> NO_MATTER =
      Set.of(
          "PRODID",
          "VERSION",
          "CALSCALE",
          "METHOD",
          "DTSTAMP",
          "LAST-MODIFIED",
          "CREATED",
          "REV",
          "SEQUENCE",
          "BEGIN",
          "END");

  private static final Set<String> PARAMETERS_NO_MATTER =
      Set.of(
          "SCHEDULE-AGENT",
          "SCHEDULE-STATUS",
          "SCHEDULE-FORCE-SEND",
          "VALUE",
          "ENCODING",
          "CHARSET",
          "LANGUAGE",
          "MANAGED-ID",
          "SIZE",
          "FILENAME",
          "FMTTYPE");

  /** What holds where nothing else is written (RFC 5545 §3.2). */
  private static final Set<String> DEFAULTS =
      Set.of("ROLE=REQ-PARTICIPANT", "PARTSTAT=NEEDS-ACTION", "RSVP=FALSE", "CUTYPE=INDIVIDUAL");

  private SameItem() {}

  static boolean same(Content a, Content b) {
    return form(a).equals(form(b));
  }

  /** What does not depend on who has written it. */
  static String form(Content content) {
    Deque<List<String>> open = new ArrayDeque<>();
    Deque<String> names = new ArrayDeque<>();
    open.push(new ArrayList<>());
    for (ContentLine line : ContentLines.of(content)) {
      if (line.is("BEGIN")) {
        names.push(ContentLines.component(line));
        open.push(new ArrayList<>());
      } else if (line.is("END")) {
        if (!names.isEmpty()) {
          close(names.pop(), open);
        }
      } else if (matters(line)) {
        open.element().add(form(line));
      }
    }
    while (!names.isEmpty()) {
      close(names.pop(), open);
    }
    return sorted(open.pop());
  }

  /** A time zone is known by its name; each server has its own rules for the one name. */
  private static void close(String name, Deque<List<String>> open) {
    List<String> lines = open.pop();
    if (!name.equals("VTIMEZONE")) {
      open.element().add(name + "{" + sorted(lines) + "}");
    }
  }

  private static String sorted(List<String> lines) {
    Collections.sort(lines);
    return String.join("\n", lines);
  }

  private static boolean matters(ContentLine line) {
    return !line.name().isEmpty()
        && !line.name().startsWith("X-")
        && !NO_MATTER.contains(line.name())
        && !line.value().isBlank();
  }

  private static String form(ContentLine line) {
    Set<String> parameters = new TreeSet<>();
    List<String> head = line.head();
    for (String part : head.subList(1, head.size())) {
      parameters.addAll(parameters(part));
    }
    return line.name() + parameters + ":" + value(line);
  }

  private static List<String> parameters(String part) {
    int equals = part.indexOf('=');
    String name = (equals < 0 ? "TYPE" : part.substring(0, equals)).toUpperCase(Locale.ROOT);
    if (name.startsWith("X-") || PARAMETERS_NO_MATTER.contains(name)) {
      return List.of();
    }
    String values = part.substring(equals + 1).replace("\"", "");
    return Arrays.stream(values.split(",", -1))
        .map(value -> name + "=" + value.strip().toUpperCase(Locale.ROOT))
        .filter(parameter -> !DEFAULTS.contains(parameter))
        .toList();
  }

  private static String value(ContentLine line) {
    String value = line.value().strip();
    return switch (line.name()) {
      case "RRULE", "EXRULE" -> parts(value.toUpperCase(Locale.ROOT), ";");
      case "EXDATE", "RDATE", "CATEGORIES", "RESOURCES" -> parts(value, ",");
      case "N", "ADR", "ORG" -> unescaped(value.replaceAll(";+$", ""));
      case "ORGANIZER", "ATTENDEE" -> value.toLowerCase(Locale.ROOT);
      case "PHOTO", "LOGO", "SOUND", "KEY", "ATTACH" ->
          value.replaceAll("\\s", "").replaceFirst("^data:[^,]*;base64,", "");
      default -> unescaped(value);
    };
  }

  private static String parts(String value, String separator) {
    return Arrays.stream(value.split(separator, -1))
        .map(String::strip)
        .sorted()
        .collect(Collectors.joining(separator));
  }

  /** RFC 5545 §3.3.11; servers escape more or less than they have to. */
  private static String unescaped(String value) {
    return value
        .replaceAll("\\\\[nN]", "\n")
        .replaceAll("\\\\(.)", "$1")
        .replaceAll("[ \\t]+", " ")
        .strip();
  }
}
