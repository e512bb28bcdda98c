package io.mailtrek.pass;

import io.mailtrek.store.Pause;
import java.util.Optional;

/**
 * A mailbox pass that this process works on at a moment.
 *
 * @param passId the pass
 * @param mailboxId the mailbox
 * @param flow what is under way
 * @param pause what it waits for
 */
public record Activity(long passId, long mailboxId, Flow flow, Optional<Pause> pause) {}
