package io.mailtrek.ledger;

/**
 * An item, or a whole folder, that failed and was not migrated since.
 *
 * @param failure what is recorded of it
 * @param origin the pass that wanted it, whose filters it has passed
 */
public record Failed(Failure failure, PassRecord origin) {}
