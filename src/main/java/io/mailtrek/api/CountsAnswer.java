package io.mailtrek.api;

import io.mailtrek.ledger.Counts;

/**
 * What became of items.
 *
 * @param listed all items: the sum of the six outcomes
 * @param migrated written to the destination
 * @param alreadyMigrated written by an earlier pass
 * @param adopted found at the destination
 * @param filtered left out by a filter
 * @param skipped can't or need not be migrated
 * @param failed kept from being migrated by an error
 * @param bytes the size of the migrated items
 * @param droppedKeywords keywords that the destination does not permit
 */
public record CountsAnswer(
    long listed,
    long migrated,
    long alreadyMigrated,
    long adopted,
    long filtered,
    long skipped,
    long failed,
    long bytes,
    long droppedKeywords) {

  static CountsAnswer of(Counts counts) {
    return new CountsAnswer(
        counts.listed(),
        counts.migrated(),
        counts.alreadyMigrated(),
        counts.adopted(),
        counts.filtered(),
        counts.skipped(),
        counts.failed(),
        counts.bytes(),
        counts.droppedKeywords());
  }

  /** The same as the ledger has it. */
  public Counts counts() {
    return new Counts(
        listed,
        migrated,
        alreadyMigrated,
        adopted,
        filtered,
        skipped,
        failed,
        bytes,
        droppedKeywords);
  }
}
