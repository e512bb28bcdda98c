package io.mailtrek.store;

import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * One message, event, contact, … in one folder at the source, without its content, which {@link
 * SourceSession#read} brings.
 *
 * @param folder where it is at the source
 * @param type what it is
 * @param key its id within the folder
 * @param date when the store says it was created (IMAP INTERNALDATE, to the second, in the zone the
 *     server told); empty when there is none
 * @param sentDate the Date header, when the listing asked for it and it is usable
 * @param messageId the Message-ID header, when the listing asked for it and there is one
 * @param size its size in bytes as the source tells it, 0 when unknown
 * @param flags the system flags as in RFC 9051 ({@code \Seen}), without {@code \Recent}
 * @param keywords the flags that are no system flags
 */
public record Item(
    FolderPath folder,
    ItemType type,
    ItemKey key,
    Optional<OffsetDateTime> date,
    Optional<OffsetDateTime> sentDate,
    Optional<String> messageId,
    long size,
    Set<String> flags,
    Set<String> keywords) {

  /** Makes the sets immutable. */
  public Item {
    flags = Set.copyOf(flags);
    keywords = Set.copyOf(keywords);
  }

  /** The folder that it is in. */
  public Place place() {
    return new Place(folder, type);
  }

  /** The same item as another type. */
  public Item as(ItemType other) {
    return new Item(folder, other, key, date, sentDate, messageId, size, flags, keywords);
  }

  /** The same item in a folder of another path. */
  public Item in(FolderPath other) {
    return other.equals(folder)
        ? this
        : new Item(other, type, key, date, sentDate, messageId, size, flags, keywords);
  }
}
