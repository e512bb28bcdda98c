package io.mailtrek.ledger;

import java.util.OptionalLong;

/**
 * What a mailbox has still to move, as far as metadata tell.
 *
 * @param items how many items
 * @param bytes how many bytes they have
 * @param largest how many bytes the largest has; 0 without items
 * @param spaceLeft how many bytes the quota at the destination leaves; empty when none is known
 */
public record Workload(long items, long bytes, long largest, OptionalLong spaceLeft) {}
