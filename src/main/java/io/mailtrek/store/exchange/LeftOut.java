package io.mailtrek.store.exchange;

/**
 * A folder that is not migrated.
 *
 * @param path where it is
 * @param reason why
 * @param items how many items it has
 */
record LeftOut(String path, String reason, long items) {

  /** Outbox (2 items): it holds what is about to be sent. */
  @Override
  public String toString() {
    String held = items == 0 ? "" : items == 1 ? " (1 item)" : " (" + items + " items)";
    return path + held + ": " + reason;
  }
}
