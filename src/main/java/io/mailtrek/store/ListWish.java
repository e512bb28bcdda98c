package io.mailtrek.store;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A listing that is wanted.
 *
 * @param folder the folder at the source
 * @param settled the state of the folder under which everything in it was migrated; what it covers
 *     is not asked for again. Its validity is the folder's, or the caller gives none.
 * @param known asked for only when the folder has to be compared item by item
 * @param options what to tell of the items, and in which order
 */
public record ListWish(
    SourceFolder folder,
    Optional<FolderState> settled,
    Supplier<KnownItems> known,
    ListOptions options) {}
