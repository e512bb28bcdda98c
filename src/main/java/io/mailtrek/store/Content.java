package io.mailtrek.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.Checksum;

/**
 * The bytes of an item: a view on a part of an array that nobody changes any more. It avoids a copy
 * of every message between the response that brought it and the command that delivers it.
 */
public final class Content {
  private final byte[] array;
  private final int offset;
  private final int length;
  private final boolean opaque;

  /** A view on {@code length} bytes from {@code offset}; the array must not be changed later. */
  public Content(byte[] array, int offset, int length) {
    this(array, offset, length, false);
  }

  private Content(byte[] array, int offset, int length, boolean opaque) {
    Objects.checkFromIndexSize(offset, length, array.length);
    this.array = array;
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
    return new Content(bytes, 0, bytes.length, true);
  }

  /** The same bytes as {@link #opaque} ones, without a copy. */
  public Content asOpaque() {
    return new Content(array, offset, length, true);
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
    return array[offset + Objects.checkIndex(index, length)];
  }

  /** Whether the bytes from an index on are those of another content from there to its end. */
  public boolean endsLike(int from, Content other, int otherFrom) {
    return Arrays.equals(
        array,
        offset + from,
        offset + length,
        other.array,
        other.offset + otherFrom,
        other.offset + other.length);
  }

  /** A stream over the bytes, without a copy. */
  public InputStream stream() {
    return new ByteArrayInputStream(array, offset, length);
  }

  /** Writes all bytes. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(array, offset, length);
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** Adds the bytes to a checksum, without a copy. */
  public void update(Checksum checksum) {
    checksum.update(array, offset, length);
  }

  /** Adds the bytes to a digest, without a copy. */
  public void update(MessageDigest digest) {
    digest.update(array, offset, length);
  }
}
