package io.mailtrek.corpus;

import io.mailtrek.store.ItemType;
import java.nio.charset.StandardCharsets;

/**
 * An item of a calendar or an address book.
 *
 * @param name what it is called in test reports, and in its URL
 * @param type what it is
 * @param content the bytes of the item
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Copies of large contents would cost more than they save.
public record SampleItem(String name, ItemType type, byte[] content) {

  /** An item of text. */
  static SampleItem of(String name, ItemType type, String text) {
    return new SampleItem(name, type, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same item under another name. */
  SampleItem named(String other) {
    return new SampleItem(other, type, content);
  }

  /** The same item with the long lines folded byte by byte, and so within characters. */
  SampleItem foldedInCharacters() {
    String folded =
        new String(content, StandardCharsets.ISO_8859_1)
            .replaceAll("(?m)^([^\\r]{12})([^\\r])([^\\r])([^\\r]+)", "$1\r\n $2\r\n $3\r\n $4");
    return new SampleItem(name, type, folded.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The last part of its URL. */
  public String file() {
    return name + (type == ItemType.CONTACT ? ".vcf" : ".ics");
  }

  @Override
  public String toString() {
    return name;
  }
}
