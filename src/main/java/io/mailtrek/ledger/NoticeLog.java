package io.mailtrek.ledger;

import java.time.Instant;

/** What was told to people, so that nothing is told twice. Safe for many threads and processes. */
public final class NoticeLog {
  private static final String OF_PASS = " FROM notice WHERE pass_id = ? AND event = ?";
  private static final String COUNT = "SELECT COUNT(*)" + OF_PASS;
  private static final String FIND = "SELECT mailbox_id" + OF_PASS + " AND mailbox_id = ?";
  private static final String ADD =
      "INSERT INTO notice (pass_id, event, mailbox_id, noted_at) VALUES (?, ?, ?, ?)";

  private final Database database;

  NoticeLog(Database database) {
    this.database = database;
  }

  /**
   * Takes note of something that is about to be told.
   *
   * @param event what of the pass it is
   * @param mailboxId the mailbox that it is of; 0 for the pass as a whole
   * @param most how many notes of this event a pass has at most
   * @return false when it was noted before, or there are as many already
   */
  public boolean note(long passId, String event, long mailboxId, int most) {
    return database.transaction(
        "note what is told of pass " + passId,
        c -> {
          boolean known =
              Database.first(c, FIND, row -> row.getLong(1), passId, event, mailboxId).isPresent();
          long count = Database.first(c, COUNT, row -> row.getLong(1), passId, event).orElseThrow();
          if (known || count >= most) {
            return false;
          }
          Database.update(c, ADD, passId, event, mailboxId, Instant.now());
          return true;
        });
  }
}
