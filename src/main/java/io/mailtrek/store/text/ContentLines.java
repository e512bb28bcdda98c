package io.mailtrek.store.text;

import io.mailtrek.store.Content;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The content lines of an iCalendar object or a vCard. Lines that are not edited keep their bytes,
 * whatever they are: their folds, their line ends, and what is no proper line at all.
 */
public final class ContentLines {
  /** RFC 5545 §3.1: without the line end. */
  private static final int LONGEST = 75;

  private ContentLines() {}

  /** All lines in their order; empty ones belong to the line before. */
  public static List<ContentLine> of(Content content) {
    List<ContentLine> lines = new ArrayList<>();
    int start = skipMark(content);
    for (int i = start; i < content.size(); i++) {
      boolean ends =
          content.at(i) == '\n' && (i + 1 == content.size() || !continues(content.at(i + 1)));
      if (ends || i + 1 == content.size()) {
        lines.add(new ContentLine(content, start, i + 1));
        start = i + 1;
      }
    }
    return lines;
  }

  /** The byte order mark of UTF-8, which some programs write. */
  private static int skipMark(Content content) {
    boolean mark =
        content.size() >= 3
            && content.at(0) == (byte) 0xef
            && content.at(1) == (byte) 0xbb
            && content.at(2) == (byte) 0xbf;
    return mark ? 3 : 0;
  }

  private static boolean continues(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  /** What is done to lines. */
  @FunctionalInterface
  public interface Edit {
    /**
     * Edits a line.
     *
     * @param line not yet unfolded
     * @param inside the components that it is in, the outermost first; a BEGIN or END is in its own
     * @return empty to keep it; otherwise the lines that replace it, unfolded, if any
     */
    Optional<List<String>> of(ContentLine line, List<String> inside);
  }

  /** The same lines, folded between characters only; the same object when they are. */
  public static Content foldedBetweenCharacters(Content content) {
    return edit(
        content,
        (line, inside) ->
            line.isFoldedWithinCharacter() ? Optional.of(List.of(line.text())) : Optional.empty());
  }

  /** Edits all lines; the same object when nothing is changed. */
  public static Content edit(Content content, Edit edit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.size() + 256);
    List<String> inside = new ArrayList<>();
    boolean changed = false;
    int copied = 0;
    byte[] bytes = null;
    for (ContentLine line : of(content)) {
      if (line.is("BEGIN")) {
        inside.add(component(line));
      }
      Optional<List<String>> replaced = edit.of(line, inside);
      if (replaced.isPresent()) {
        bytes = bytes == null ? content.toByteArray() : bytes;
        out.write(bytes, copied, line.start() - copied);
        replaced.get().forEach(text -> write(text, line.endsWithCrlf() ? "\r\n" : "\n", out));
        copied = line.end();
        changed = true;
      }
      if (line.is("END") && !inside.isEmpty()) {
        inside.remove(inside.size() - 1);
      }
    }
    if (!changed) {
      return content;
    }
    out.write(bytes, copied, bytes.length - copied);
    return Content.of(out.toByteArray());
  }

  /** The component that a BEGIN begins. */
  public static String component(ContentLine line) {
    return line.value().strip().toUpperCase(Locale.ROOT);
  }

  /** A content of new lines, folded between characters where they are long. */
  public static Content folded(List<String> lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    lines.forEach(line -> write(line, "\r\n", out));
    return Content.of(out.toByteArray());
  }

  /** Writes a line, folded between characters where it is long. */
  private static void write(String text, String lineEnd, ByteArrayOutputStream out) {
    byte[] end = lineEnd.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int from = 0;
    int room = LONGEST;
    while (bytes.length - from > room) {
      int to = from + room;
      while (to > from + 1 && (bytes[to] & 0xc0) == 0x80) {
        to--;
      }
      out.write(bytes, from, to - from);
      out.writeBytes(end);
      out.write(' ');
      from = to;
      room = LONGEST - 1;
    }
    out.write(bytes, from, bytes.length - from);
    out.writeBytes(end);
  }
}
