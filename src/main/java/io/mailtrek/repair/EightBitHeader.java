package io.mailtrek.repair;

import io.mailtrek.store.Content;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes above 127 in the header of a message. They are taken as UTF-8, or where they are none as
 * Windows-1252, and words with them become encoded words (RFC 2047) in UTF-8. In addresses and ids,
 * which permit none, they become question marks.
 */
final class EightBitHeader {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** Fields with phrases and addresses in them. */
  private static final Set<String> ADDRESSES =
      Set.of("from", "to", "cc", "bcc", "sender", "reply-to", "errors-to");

  private static final Set<String> IDS =
      Set.of("message-id", "in-reply-to", "references", "return-path", "received", "content-id");

  /** A text in quotes, something in angle brackets, or a word. */
  private static final Pattern PART =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|<[^>]*>|[^\\s\"<>,;:()]+");

  private static final Pattern PARAMETER =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|[^\\s\";=]+");

  private EightBitHeader() {}

  static Content encode(Content message) {
    int end = headerEnd(message);
    if (!hasAny(message, 0, end)) {
      return message;
    }
    byte[] bytes = message.toByteArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 200);
    String field = "";
    int start = 0;
    while (start < end) {
      int next = start;
      while (next < end && bytes[next] != '\n') {
        next++;
      }
      next = Math.min(next + 1, end);
      String line = text(bytes, start, next);
      field = nameOf(line, field);
      out.writeBytes(
          hasAny(message, start, next)
              ? encode(line, field).getBytes(StandardCharsets.US_ASCII)
              : line.getBytes(StandardCharsets.US_ASCII));
      start = next;
    }
    out.write(bytes, end, bytes.length - end);
    return Content.of(out.toByteArray());
  }

  /** The index of the empty line that ends the header, or of the end of the message. */
  private static int headerEnd(Content message) {
    int start = 0;
    while (start < message.size()) {
      int end = start;
      while (end < message.size() && message.at(end) != '\n') {
        end++;
      }
      if (end == start || (end == start + 1 && message.at(start) == '\r')) {
        return start;
      }
      start = end + 1;
    }
    return message.size();
  }

  private static boolean hasAny(Content message, int from, int to) {
    for (int i = from; i < to; i++) {
      if (message.at(i) < 0) {
        return true;
      }
    }
    return false;
  }

  private static String text(byte[] bytes, int from, int to) {
    ByteBuffer line = ByteBuffer.wrap(bytes, from, to - from);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(line).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, from, to - from, WINDOWS);
    }
  }

  /** A line that continues the one before belongs to its field. */
  private static String nameOf(String line, String before) {
    int colon = line.indexOf(':');
    boolean continues = line.startsWith(" ") || line.startsWith("\t") || colon < 0;
    return continues ? before : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
  }

  private static String encode(String line, String field) {
    String bare = field.startsWith("resent-") ? field.substring("resent-".length()) : field;
    int begin = line.toLowerCase(Locale.ROOT).startsWith(field + ":") ? field.length() + 1 : 0;
    String name = line.substring(0, begin);
    String value = line.substring(begin);
    if (IDS.contains(bare) || isAscii(value)) {
      return ascii(line);
    }
    if (ADDRESSES.contains(bare)) {
      return ascii(name) + parts(PART, value, false);
    }
    return ascii(name)
        + (bare.startsWith("content-") ? parts(PARAMETER, value, true) : unstructured(value));
  }

  /** From the first word with such a character to the last, so that no space between is lost. */
  private static String unstructured(String value) {
    Matcher words = Pattern.compile("\\S+").matcher(value);
    int from = -1;
    int to = -1;
    while (words.find()) {
      if (!isAscii(words.group())) {
        from = from < 0 ? words.start() : from;
        to = words.end();
      }
    }
    return value.substring(0, from)
        + EncodedWord.of(value.substring(from, to))
        + value.substring(to);
  }

  private static String parts(Pattern pattern, String value, boolean quoted) {
    StringBuilder out = new StringBuilder();
    Matcher parts = pattern.matcher(value);
    int done = 0;
    boolean encodedBefore = false;
    while (parts.find()) {
      String between = value.substring(done, parts.start());
      String part = parts.group();
      boolean address = part.startsWith("<") || (part.indexOf('@') >= 0 && parts.group(1) == null);
      boolean encode = !isAscii(part) && !address;
      // Space between two encoded words is not shown, so the second one brings it along.
      boolean joined = encode && encodedBefore && between.isBlank() && !between.isEmpty();
      out.append(ascii(between));
      if (encode) {
        String text = parts.group(1) == null ? part : parts.group(1).replaceAll("\\\\(.)", "$1");
        String word = EncodedWord.of((joined ? " " : "") + text);
        out.append(quoted && parts.group(1) != null ? '"' + word + '"' : word);
      } else {
        out.append(ascii(part));
      }
      encodedBefore = encode;
      done = parts.end();
    }
    return out.append(ascii(value.substring(done))).toString();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  private static String ascii(String text) {
    return text.replaceAll("[^\\x00-\\x7f]", "?");
  }
}
