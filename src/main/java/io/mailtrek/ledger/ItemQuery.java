package io.mailtrek.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * Which migrated items of a mailbox are asked for: those that meet all conditions.
 *
 * @param mailboxId the mailbox
 * @param folder the path of their folder at the source, as {@link
 *     io.mailtrek.store.FolderPath#toString} writes it
 * @param key their key in the folder
 * @param from not older than this
 * @param before older than this
 * @param pass the pass that brought them to the destination
 * @param adopted whether they were found at the destination, or written to it
 */
public record ItemQuery(
    long mailboxId,
    Optional<String> folder,
    Optional<String> key,
    Optional<Instant> from,
    Optional<Instant> before,
    Optional<Long> pass,
    Optional<Boolean> adopted) {}
