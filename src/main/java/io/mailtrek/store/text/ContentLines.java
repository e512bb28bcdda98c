package io.mailtrek.store.text;

import io.mailtrek.store.Content;
import io.mailtrek.store.ContentParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The content lines of an iCalendar object or a vCard. Lines that are not edited keep their bytes,
 * whatever they are: their folds, their line ends, and what is no proper line at all.
 */
public final class ContentLines {
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
    ContentParts out = new ContentParts();
    List<String> inside = new ArrayList<>();
    boolean changed = false;
    int copied = 0;
    for (ContentLine line : of(content)) {
      if (line.is("BEGIN")) {
        inside.add(component(line));
      }
      Optional<List<String>> replaced = edit.of(line, inside);
      if (replaced.isPresent()) {
        copy(content, copied, line.start(), out);
        String lineEnd = line.endsWithCrlf() ? "\r\n" : "\n";
        replaced.get().forEach(text -> new NewLine(out, lineEnd).text(text).end());
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
    copy(content, copied, content.size(), out);
    return out.content();
  }

  private static void copy(Content content, int from, int to, ContentParts out) {
    for (int i = from; i < to; i++) {
      out.write(content.at(i));
    }
  }

  /** The component that a BEGIN begins. */
  public static String component(ContentLine line) {
    return line.value().strip().toUpperCase(Locale.ROOT);
  }
}
