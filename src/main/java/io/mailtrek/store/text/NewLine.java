package io.mailtrek.store.text;

import io.mailtrek.store.Content;
import io.mailtrek.store.ContentParts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A content line that is written, folded between characters where it is long. For one thread. */
public final class NewLine {
  /** RFC 5545 §3.1: without the line end. */
  private static final int LONGEST = 75;

  private final ContentParts out;
  private final byte[] lineEnd;
  private int room = LONGEST;

  /**
   * @param lineEnd behind it, and within its folds
   */
  public NewLine(ContentParts out, String lineEnd) {
    this.out = out;
    this.lineEnd = lineEnd.getBytes(StandardCharsets.US_ASCII);
  }

  /** Goes on with a text. */
  public NewLine text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(bytes, 0, bytes.length);
    return this;
  }

  /** Goes on with the base64 of a content, which is encoded on the way. */
  public NewLine base64(Content content) {
    try (OutputStream encoded = Base64.getEncoder().wrap(new Folded())) {
      content.writeTo(encoded);
    } catch (IOException e) {
      throw new UncheckedIOException("Nothing fails in memory", e);
    }
    return this;
  }

  /** Ends it. */
  public void end() {
    out.write(lineEnd, 0, lineEnd.length);
  }

  private void write(byte[] bytes, int offset, int length) {
    int from = offset;
    int end = offset + length;
    while (end - from > room) {
      int to = from + room;
      while (to > from && (bytes[to] & 0xc0) == 0x80) {
        to--;
      }
      out.write(bytes, from, to - from);
      end();
      out.write(' ');
      from = to;
      room = LONGEST - 1;
    }
    out.write(bytes, from, end - from);
    room -= end - from;
  }

  /** What is written into it is a part of the line. */
  private final class Folded extends OutputStream {

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      NewLine.this.write(bytes, offset, length);
    }
  }
}
