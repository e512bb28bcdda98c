package io.mailtrek.store.dav;

import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * What is known of a resource that was read once.
 *
 * @param href where it is
 * @param key see {@link Keys}
 * @param uid its UID, where it has one
 * @param type what it is
 * @param date see {@link ItemScan#date}
 * @param size its bytes
 * @param title see {@link ItemScan#title}
 */
record ScannedItem(
    Href href,
    ItemKey key,
    Optional<String> uid,
    ItemType type,
    Optional<OffsetDateTime> date,
    long size,
    Optional<String> title) {}
