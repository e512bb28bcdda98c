package io.mailtrek.report;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.PassRecord;

/**
 * What a pass did, in all its mailboxes.
 *
 * @param pass what was submitted
 * @param counts the sums
 */
public record PassTotal(PassRecord pass, Counts counts) {}
