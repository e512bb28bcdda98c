package io.mailtrek.pass;

import io.mailtrek.config.Mailbox;
import io.mailtrek.config.OlderThan;
import io.mailtrek.ledger.PassType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a user asks for.
 *
 * @param type what the pass does
 * @param olderThan the limit of a Pre-Stage pass; empty for the project's
 * @param mailboxes the mailboxes it runs on
 * @param startAt when it begins; empty for at once
 * @param adopt whether copies that are at the destination already are looked for and taken over
 */
public record PassRequest(
    PassType type,
    Optional<OlderThan> olderThan,
    List<Mailbox> mailboxes,
    Optional<Instant> startAt,
    boolean adopt) {}
