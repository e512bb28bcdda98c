package io.mailtrek.ledger;

import io.mailtrek.store.Problem;
import java.util.Optional;

/**
 * Failures in which the same went wrong.
 *
 * @param problem what; empty when an older version recorded them
 * @param count how many there are
 * @param mailboxes in how many mailboxes
 * @param example the message of one
 */
public record FailureGroup(Optional<Problem> problem, long count, long mailboxes, String example) {}
