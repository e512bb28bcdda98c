package io.mailtrek.store;

/**
 * The source's own id of an item within its folder and the folder's validity: an IMAP UID, a DAV
 * UID, an EWS item id. It never changes while the item stays in its folder, and never holds a
 * version (MODSEQ, ETag, ChangeKey).
 */
public record ItemKey(String value) {

  /** Checks that the key is not empty. */
  public ItemKey {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("An item key must not be empty");
    }
  }

  /** The key of a numeric id. */
  public static ItemKey of(long number) {
    return new ItemKey(Long.toString(number));
  }

  @Override
  public String toString() {
    return value;
  }
}
