package io.mailtrek.demo.dav;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A component of iCalendar (RFC 5545) or a vCard (RFC 6350), with its lines unfolded.
 *
 * @param name in upper case: {@code VEVENT}
 * @param lines what it says itself, in its order
 * @param children the components in it, in their order
 */
public record ItemComponent(String name, List<Line> lines, List<ItemComponent> children) {

  /**
   * A line.
   *
   * @param name its name in upper case, without the group of a vCard
   * @param parameters what stands between name and value, with the semicolon before each
   * @param value what stands behind the colon
   */
  public record Line(String name, String parameters, String value) {

    /** The value of a parameter; empty when it is not there. */
    public String parameter(String wanted) {
      Matcher matcher =
          Pattern.compile(";" + wanted + "=(\"[^\"]*\"|[^;:,]*)", Pattern.CASE_INSENSITIVE)
              .matcher(parameters);
      return matcher.find() ? matcher.group(1).replace("\"", "") : "";
    }
  }

  /** Reads the outermost components of a text; lines that are none are left out. */
  public static List<ItemComponent> parse(byte[] content) {
    ItemComponent all = new ItemComponent("", new ArrayList<>(), new ArrayList<>());
    Deque<ItemComponent> open = new ArrayDeque<>(List.of(all));
    for (String raw : unfold(content).split("\r?\n", -1)) {
      int colon = colon(raw);
      if (colon <= 0) {
        continue;
      }
      String head = raw.substring(0, colon);
      int semicolon = head.indexOf(';');
      String full = (semicolon < 0 ? head : head.substring(0, semicolon)).toUpperCase(Locale.ROOT);
      String name = full.substring(full.indexOf('.') + 1).strip();
      String value = raw.substring(colon + 1);
      if (name.equals("BEGIN")) {
        String kind = value.strip().toUpperCase(Locale.ROOT);
        ItemComponent next = new ItemComponent(kind, new ArrayList<>(), new ArrayList<>());
        open.getLast().children.add(next);
        open.addLast(next);
      } else if (name.equals("END")) {
        if (open.size() > 1) {
          open.removeLast();
        }
      } else {
        open.getLast()
            .lines
            .add(new Line(name, semicolon < 0 ? "" : head.substring(semicolon), value));
      }
    }
    return all.children;
  }

  /** Byte by byte, for a line may be folded in the middle of a character (RFC 5545 §3.1). */
  private static String unfold(byte[] content) {
    String bytes = new String(content, StandardCharsets.ISO_8859_1).replaceAll("\r?\n[ \t]", "");
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
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

  /** This component and all that are in it. */
  public List<ItemComponent> withAllBelow() {
    List<ItemComponent> all = new ArrayList<>(List.of(this));
    children.forEach(child -> all.addAll(child.withAllBelow()));
    return all;
  }
}
