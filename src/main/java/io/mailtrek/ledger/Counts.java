package io.mailtrek.ledger;

/**
 * What became of the items of a folder, a mailbox or a pass.
 *
 * @param listed all items: the sum of the six outcomes
 * @param migrated see {@link Outcome#MIGRATED}
 * @param alreadyMigrated see {@link Outcome#ALREADY_MIGRATED}
 * @param adopted see {@link Outcome#ADOPTED}
 * @param filtered see {@link Outcome#FILTERED}
 * @param skipped see {@link Outcome#SKIPPED}
 * @param failed see {@link Outcome#FAILED}
 * @param bytes the size of the migrated items
 * @param droppedKeywords keywords of migrated items that the destination does not permit
 */
public record Counts(
    long listed,
    long migrated,
    long alreadyMigrated,
    long adopted,
    long filtered,
    long skipped,
    long failed,
    long bytes,
    long droppedKeywords) {

  /** Nothing was listed. */
  public static final Counts ZERO = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * Checks that no number is negative and that every listed item has one outcome.
   *
   * @throws IllegalArgumentException when the numbers do not add up
   */
  public Counts {
    long lowest =
        Math.min(
            Math.min(Math.min(migrated, alreadyMigrated), Math.min(adopted, filtered)),
            Math.min(Math.min(skipped, failed), Math.min(bytes, droppedKeywords)));
    if (lowest < 0) {
      throw new IllegalArgumentException("A count is negative: " + lowest);
    }
    long sum = migrated + alreadyMigrated + adopted + filtered + skipped + failed;
    if (listed != sum) {
      throw new IllegalArgumentException(
          listed + " items were listed, but " + sum + " have an outcome");
    }
  }

  /** The sums of these and the other's numbers. */
  public Counts plus(Counts other) {
    return new Counts(
        listed + other.listed,
        migrated + other.migrated,
        alreadyMigrated + other.alreadyMigrated,
        adopted + other.adopted,
        filtered + other.filtered,
        skipped + other.skipped,
        failed + other.failed,
        bytes + other.bytes,
        droppedKeywords + other.droppedKeywords);
  }
}
