package io.mailtrek.config;

import io.mailtrek.store.ItemType;
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
    Optional<Long> maxItemSize) {}
