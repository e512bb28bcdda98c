package io.mailtrek.store.text;

import io.mailtrek.store.Content;
import io.mailtrek.store.ContentParts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One content line of iCalendar or vCard (RFC 5545 §3.1, RFC 6350 §3.2), which may be folded over
 * several lines. Its bytes are decoded only when they are asked for, because most of them are of
 * attachments and photos.
 */
public final class ContentLine {
  private final Content content;
  private final int start;
  private final int end;
  private final String name;

  /**
   * @param end behind its line end, and those of its folds
   */
  ContentLine(Content content, int start, int end) {
    this.content = content;
    this.start = start;
    this.end = end;
    this.name = readName();
  }

  /** The name in upper case, without a group of a vCard before it ({@code item1.EMAIL}). */
  public String name() {
    return name;
  }

  private String readName() {
    StringBuilder read = new StringBuilder();
    for (int i = start; i < end && read.length() < 100; i++) {
      char c = (char) (content.at(i) & 0xff);
      if (c == ':' || c == ';') {
        break;
      }
      if (c == '\n' || c == '\r') {
        if (i + 1 < end && isBlank(content.at(i + 1))) {
          i++;
        }
        continue;
      }
      read.append(c);
    }
    String whole = read.toString().strip().toUpperCase(Locale.ROOT);
    return whole.substring(whole.lastIndexOf('.') + 1);
  }

  /** Whether it has this name, which is in upper case. */
  public boolean is(String other) {
    return name.equals(other);
  }

  /** Its first byte. */
  public int start() {
    return start;
  }

  /** The byte behind its line end. */
  public int end() {
    return end;
  }

  /** Whether it ends with CRLF, as it should. */
  public boolean endsWithCrlf() {
    return end - start >= 2 && content.at(end - 1) == '\n' && content.at(end - 2) == '\r';
  }

  /** The line without folds and without its end. */
  public String text() {
    return text(start, end);
  }

  private String text(int from, int to) {
    byte[] bytes = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      byte b = content.at(i);
      if (b == '\n') {
        // The blank behind a line end is part of the fold.
        i += i + 1 < to && isBlank(content.at(i + 1)) ? 1 : 0;
      } else if (!(b == '\r' && i + 1 < to && content.at(i + 1) == '\n')) {
        bytes[length++] = b;
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /**
   * Whether a fold is in the middle of a character, as RFC 5545 §3.1 permits: some servers take
   * such a character apart for ever.
   */
  public boolean isFoldedWithinCharacter() {
    for (int i = start; i + 2 < end; i++) {
      if (content.at(i) == '\n' && isBlank(content.at(i + 1)) && continues(content.at(i + 2))) {
        // What is no UTF-8 can't be decoded, and stays as it is.
        return text().indexOf('\uFFFD') < 0;
      }
    }
    return false;
  }

  /** Whether it is a further byte of a character of UTF-8. */
  private static boolean continues(byte b) {
    return (b & 0xc0) == 0x80;
  }

  /** What is behind the colon; empty where there is none. */
  public String value() {
    int colon = colon();
    return colon < 0 ? "" : text(colon + 1, end);
  }

  /**
   * What the value is the base64 of; it is decoded on the way, because it may be large.
   *
   * @throws IllegalArgumentException when it is no base64
   */
  public Content decoded() {
    ContentParts decoded = new ContentParts();
    int colon = colon();
    try (InputStream value = new Bytes(colon < 0 ? end : colon + 1)) {
      // Folds are among what it skips.
      Base64.getMimeDecoder().wrap(value).transferTo(decoded);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return decoded.content();
  }

  /** The bytes of the line from an index on. */
  private final class Bytes extends InputStream {
    private int next;

    Bytes(int from) {
      next = from;
    }

    @Override
    public int read() {
      return next < end ? content.at(next++) & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      int count = Math.min(length, end - next);
      for (int i = 0; i < count; i++) {
        bytes[offset + i] = content.at(next++);
      }
      return count == 0 && length > 0 ? -1 : count;
    }
  }

  /** The parts before the colon: the name with its group, and the parameters as they are. */
  public List<String> head() {
    int colon = colon();
    String text = text(start, colon < 0 ? end : colon);
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    int to = text.length();
    for (int i = 0; i < to; i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (c == ';' && !quoted) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from, to));
    return parts;
  }

  /** The value of a parameter without its quotes; empty where there is none. */
  public Optional<String> parameter(String wanted) {
    List<String> head = head();
    return head.subList(1, head.size()).stream()
        .filter(part -> isParameter(part, wanted))
        .map(part -> part.substring(wanted.length() + 1).replace("\"", ""))
        .findFirst();
  }

  /** Whether a part of {@link #head} is the parameter of a name. */
  public static boolean isParameter(String part, String name) {
    return part.length() > name.length()
        && part.charAt(name.length()) == '='
        && part.regionMatches(true, 0, name, 0, name.length());
  }

  /** Where the colon is that ends the parameters, whose quoted values may have others; or -1. */
  private int colon() {
    boolean quoted = false;
    int first = -1;
    for (int i = start; i < end; i++) {
      byte b = content.at(i);
      quoted ^= b == '"';
      if (b == ':') {
        if (!quoted) {
          return i;
        }
        first = first < 0 ? i : first;
      }
    }
    // A quote that is never closed quotes nothing.
    return quoted ? first : -1;
  }

  /** What it reads like, for messages and comparisons. */
  @Override
  public String toString() {
    return text();
  }
}
