package io.mailtrek.ledger;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import java.time.Instant;
import java.util.Optional;

/**
 * An item that a mailbox pass listed and did not migrate.
 *
 * @param mailboxId the mailbox
 * @param folder its folder at the source
 * @param type what it is
 * @param key its id in the folder; {@link Failure#WHOLE_FOLDER} where it is the whole folder
 * @param outcome {@link Outcome#FILTERED}, {@link Outcome#SKIPPED} or {@link Outcome#FAILED}
 * @param reason the filter, the reason of the skip or the kind of error, to group by
 * @param message what the server said and what to do; empty where the reason says all
 * @param date when it was created
 * @param size its size in bytes, 0 when unknown
 */
public record Leftover(
    long mailboxId,
    FolderPath folder,
    ItemType type,
    ItemKey key,
    Outcome outcome,
    String reason,
    String message,
    Optional<Instant> date,
    long size) {}
