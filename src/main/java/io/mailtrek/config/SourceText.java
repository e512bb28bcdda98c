package io.mailtrek.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The text of a file that a user wrote: UTF-8, with or without a byte order mark. */
final class SourceText {
  private final String name;
  private final String text;

  /** The index of the last character of each line: a list of mailboxes asks for every cell. */
  private final int[] ends;

  /**
   * A text.
   *
   * @param name the file as the user knows it
   * @param text without the byte order mark
   */
  SourceText(String name, String text) {
    this.name = name;
    this.text = text;
    this.ends = IntStream.range(0, text.length()).filter(i -> endsLine(text, i)).toArray();
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException when it is missing, unreadable or not UTF-8
   */
  static SourceText read(Path file, String name) throws ConfigException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          List.of(
              Mistake.in(
                  name,
                  "The file is missing; it was looked for at " + file.toAbsolutePath() + ".")));
    } catch (IOException e) {
      throw new ConfigException(
          List.of(Mistake.in(name, "The file can't be read: " + e.getMessage() + ".")));
    }
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer output = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(input, output, true);
    SourceText decoded = new SourceText(name, output.flip().toString());
    if (result.isError()) {
      throw new ConfigException(
          List.of(
              decoded.mistake(
                  decoded.text.length(),
                  "This byte is not UTF-8. Save the file with the encoding UTF-8.")));
    }
    return decoded.text.startsWith("\uFEFF")
        ? new SourceText(name, decoded.text.substring(1))
        : decoded;
  }

  /** The file as the user knows it. */
  String name() {
    return name;
  }

  /** The text without the byte order mark. */
  String text() {
    return text;
  }

  /** A mistake at an index of the text. */
  Mistake mistake(int index, String message) {
    return new Mistake(name, line(index), column(index), message);
  }

  /** The line of an index of the text, from 1. */
  int line(int index) {
    int found = Arrays.binarySearch(ends, index);
    return 1 + (found >= 0 ? found : -found - 1);
  }

  /** The column of an index of the text, from 1, in characters. */
  int column(int index) {
    int line = line(index);
    int start = line == 1 ? 0 : ends[line - 2] + 1;
    return 1 + text.codePointCount(start, index);
  }

  /** Whether a line ends with this character: LF, CRLF and CR end one. */
  private static boolean endsLine(String text, int index) {
    char c = text.charAt(index);
    return c == '\n'
        || (c == '\r' && (index + 1 == text.length() || text.charAt(index + 1) != '\n'));
  }
}
