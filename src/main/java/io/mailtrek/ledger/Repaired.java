package io.mailtrek.ledger;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import java.time.Instant;
import java.util.Optional;

/**
 * An item that was migrated in another form than the source has it.
 *
 * @param mailboxId the mailbox
 * @param passId the pass that migrated it
 * @param folder its folder at the source
 * @param type what it is
 * @param key its id in the folder
 * @param repairs what was done to it: words with commas between, such as {@code nul,long-lines}
 * @param original the file that keeps its bytes as the source has them
 * @param at when it was repaired
 */
public record Repaired(
    long mailboxId,
    long passId,
    FolderPath folder,
    ItemType type,
    ItemKey key,
    String repairs,
    Optional<String> original,
    Instant at) {}
