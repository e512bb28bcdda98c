package io.mailtrek.config;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The project's own filters.
 *
 * @param itemTypes what is migrated at all
 * @param earliestDate items that are older than it are left out
 * @param latestDate items that are not older than it are left out
 * @param dateSource the date that the date filters and the cut-off look at
 * @param folders folders whose source path it finds a match in are left out; case-insensitive
 * @param maxItemSize items with more bytes are left out
 */
public record Filters(
    Set<ItemType> itemTypes,
    Optional<OlderThan> earliestDate,
    Optional<OlderThan> latestDate,
    DateSource dateSource,
    Optional<Pattern> folders,
    Optional<Long> maxItemSize) {

  /** The date by which filters decide; empty when the item has none that is usable. */
  public Optional<Instant> date(Item item) {
    Optional<OffsetDateTime> date =
        dateSource == DateSource.DATE_HEADER ? item.sentDate() : item.date();
    return date.map(OffsetDateTime::toInstant);
  }

  /**
   * Whether the date filters let an item pass. One without a usable date passes: no date speaks
   * against it.
   *
   * @param now when dates such as "90 days ago" are seen from
   */
  public boolean acceptsDate(Optional<Instant> date, Instant now) {
    return date.isEmpty()
        || (earliestDate.filter(limit -> date.get().isBefore(limit.resolve(now))).isEmpty()
            && latestDate.filter(limit -> !date.get().isBefore(limit.resolve(now))).isEmpty());
  }

  /** Whether the project wants the items of a folder. */
  public boolean acceptsFolder(FolderPath path) {
    return folders.isEmpty() || !folders.get().matcher(path.toString()).find();
  }

  /** Whether an item is not larger than the project allows. */
  public boolean acceptsSize(long size) {
    return maxItemSize.isEmpty() || size <= maxItemSize.get();
  }
}
