package io.mailtrek.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.zip.Checksum;

/**
 * The bytes of an item: a view on a part of an array that nobody changes any more, or on several
 * arrays, as large contents come. It avoids a copy of every message between the response that
 * brought it and the command that delivers it.
 */
public final class Content {
  /** One array, or several that are as long as the first one, but for the last, in full. */
  private final byte[][] parts;

  private final int partLength;
  private final int offset;
  private final int length;
  private final boolean opaque;

  /** A view on {@code length} bytes from {@code offset}; the array must not be changed later. */
  public Content(byte[] array, int offset, int length) {
    this(new byte[][] {array}, offset, length, false);
    Objects.checkFromIndexSize(offset, length, array.length);
  }

  private Content(byte[][] parts, int offset, int length, boolean opaque) {
    this.parts = parts;
    this.partLength = Math.max(1, parts[0].length);
    this.offset = offset;
    this.length = length;
    this.opaque = opaque;
  }

  /** A view on the whole array, which must not be changed later. */
  public static Content of(byte[] bytes) {
    return new Content(bytes, 0, bytes.length);
  }

  /** The same in a form that only the mail system that wrote it can read, see {@link #opaque}. */
  public static Content opaque(byte[] bytes) {
    return of(bytes).asOpaque();
  }

  /**
   * A view on arrays one after the other, which must not be changed later.
   *
   * @param parts at least one; all but the last are of the same length
   */
  static Content ofParts(List<byte[]> parts) {
    int last = parts.size() - 1;
    long length = 0;
    for (int i = 0; i <= last; i++) {
      length += parts.get(i).length;
      if (i < last ? parts.get(i).length != parts.get(0).length : i > 0 && tooLong(parts, i)) {
        throw new IllegalArgumentException("The part " + i + " is of another length");
      }
    }
    return new Content(parts.toArray(byte[][]::new), 0, Math.toIntExact(length), false);
  }

  private static boolean tooLong(List<byte[]> parts, int index) {
    return parts.get(index).length > parts.get(0).length;
  }

  /** The same bytes as {@link #opaque} ones, without a copy. */
  public Content asOpaque() {
    return new Content(parts, offset, length, true);
  }

  /**
   * Whether the bytes are an item in the own form of a mail system, for another of its kind: they
   * are no message, and are delivered as they are or not at all.
   */
  public boolean opaque() {
    return opaque;
  }

  /** The number of bytes. */
  public int size() {
    return length;
  }

  /** The byte at {@code index}, counted from 0. */
  public byte at(int index) {
    int position = offset + Objects.checkIndex(index, length);
    return parts.length == 1
        ? parts[0][position]
        : parts[position / partLength][position % partLength];
  }

  /** The same bytes, array by array. */
  private List<Content> arrays() {
    if (parts.length == 1) {
      return List.of(this);
    }
    List<Content> arrays = new ArrayList<>();
    for (byte[] part : parts) {
      arrays.add(of(part));
    }
    return arrays;
  }

  /** Whether the bytes from an index on are those of another content from there to its end. */
  public boolean endsLike(int from, Content other, int otherFrom) {
    if (length - from != other.length - otherFrom) {
      return false;
    }
    if (parts.length == 1 && other.parts.length == 1) {
      return Arrays.equals(
          parts[0],
          offset + from,
          offset + length,
          other.parts[0],
          other.offset + otherFrom,
          other.offset + other.length);
    }
    for (int i = 0; i < length - from; i++) {
      if (at(from + i) != other.at(otherFrom + i)) {
        return false;
      }
    }
    return true;
  }

  /** A stream over the bytes, without a copy. */
  public InputStream stream() {
    return parts.length == 1
        ? new ByteArrayInputStream(parts[0], offset, length)
        : new SequenceInputStream(
            Collections.enumeration(arrays().stream().map(Content::stream).toList()));
  }

  /** Writes all bytes. */
  public void writeTo(OutputStream out) throws IOException {
    for (Content each : arrays()) {
      out.write(each.parts[0], each.offset, each.length);
    }
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    ByteBuffer copy = ByteBuffer.allocate(length);
    arrays().forEach(each -> copy.put(each.parts[0], each.offset, each.length));
    return copy.array();
  }

  /** Adds the bytes to a checksum, without a copy. */
  public void update(Checksum checksum) {
    arrays().forEach(each -> checksum.update(each.parts[0], each.offset, each.length));
  }

  /** Adds the bytes to a digest, without a copy. */
  public void update(MessageDigest digest) {
    arrays().forEach(each -> digest.update(each.parts[0], each.offset, each.length));
  }
}
