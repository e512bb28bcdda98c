package io.mailtrek.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which failures are asked for: those that meet all conditions.
 *
 * @param mailboxIds their mailboxes; empty for all
 * @param pass the last pass in which they failed
 * @param folder the path of their folder, as {@link io.mailtrek.store.FolderPath#toString} writes
 *     it
 * @param key the key of the item in its folder
 * @param errorClass their kind
 * @param problem the word for what went wrong
 * @param from whose item is not older than this
 * @param before whose item is older than this
 */
public record FailureQuery(
    List<Long> mailboxIds,
    Optional<Long> pass,
    Optional<String> folder,
    Optional<String> key,
    Optional<String> errorClass,
    Optional<String> problem,
    Optional<Instant> from,
    Optional<Instant> before) {}
