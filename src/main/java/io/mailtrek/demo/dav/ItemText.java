package io.mailtrek.demo.dav;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An iCalendar object (RFC 5545) or a vCard (RFC 6350) as lines, without their folding: as much as
 * a server has to understand of it.
 */
public final class ItemText {
  private static final Set<String> OUTER =
      Set.of("VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM");

  private final List<Line> lines = new ArrayList<>();
  private final Set<String> components = new LinkedHashSet<>();
  private String outermost = "";
  private String uid = "";

  /**
   * A line.
   *
   * @param component the innermost component that it is in
   * @param name its name in upper case, without the group of a vCard
   * @param parameters what stands between name and value
   * @param value what stands behind the colon
   */
  public record Line(String component, String name, String parameters, String value) {

    /** The value of a parameter; empty when it is not there. */
    public String parameter(String wanted) {
      Matcher matcher =
          Pattern.compile(";" + wanted + "=(\"[^\"]*\"|[^;:,]*)", Pattern.CASE_INSENSITIVE)
              .matcher(parameters);
      return matcher.find() ? matcher.group(1).replace("\"", "") : "";
    }
  }

  /** Reads an item; lines that are none are left out. */
  public ItemText(byte[] content) {
    List<String> open = new ArrayList<>();
    for (String raw : unfold(content).split("\r?\n", -1)) {
      int colon = colon(raw);
      if (colon <= 0) {
        continue;
      }
      String head = raw.substring(0, colon);
      int semicolon = head.indexOf(';');
      String name = (semicolon < 0 ? head : head.substring(0, semicolon)).toUpperCase(Locale.ROOT);
      name = name.substring(name.indexOf('.') + 1);
      String value = raw.substring(colon + 1);
      if (name.equals("BEGIN")) {
        begin(value.strip().toUpperCase(Locale.ROOT), open);
      } else if (name.equals("END")) {
        if (!open.isEmpty()) {
          open.remove(open.size() - 1);
        }
      } else if (!open.isEmpty()) {
        String component = open.get(open.size() - 1);
        lines.add(new Line(component, name, semicolon < 0 ? "" : head.substring(semicolon), value));
        if (name.equals("UID") && uid.isEmpty() && !component.equals("VALARM")) {
          uid = value.strip();
        }
      }
    }
  }

  /** Byte by byte, for a line may be folded in the middle of a character (RFC 5545 §3.1). */
  private static String unfold(byte[] content) {
    String bytes = new String(content, StandardCharsets.ISO_8859_1).replaceAll("\r?\n[ \t]", "");
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private void begin(String component, List<String> open) {
    if (open.isEmpty() && outermost.isEmpty()) {
      outermost = component;
    }
    open.add(component);
    if (!OUTER.contains(component)) {
      components.add(component);
    }
  }

  /** The colon before the value: a quoted parameter may hold others. */
  private static int colon(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ':' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  /** {@code VCALENDAR} or {@code VCARD}; empty when it is neither. */
  public String outermost() {
    return outermost;
  }

  /** What it holds: VEVENT, VTODO, …; time zones and alarms don't count. */
  public Set<String> components() {
    return components;
  }

  /** Its UID; empty when it has none. */
  public String uid() {
    return uid;
  }

  /** All lines. */
  public List<Line> lines() {
    return lines;
  }

  /** All lines with a name. */
  public List<Line> lines(String name) {
    return lines.stream().filter(line -> line.name().equals(name)).toList();
  }
}
