package io.mailtrek.ledger;

import java.time.Instant;
import java.util.Optional;

/** When the MX records were changed. Safe for use by many threads and processes. */
public final class CutoverLog {
  private static final String READ = "SELECT cutover_at, recorded_at FROM cutover";
  private static final String ADD = "INSERT INTO cutover (cutover_at, recorded_at) VALUES (?, ?)";
  private static final String REMOVE = "DELETE FROM cutover";

  private final Database database;

  CutoverLog(Database database) {
    this.database = database;
  }

  /**
   * What a person has confirmed.
   *
   * @param at when new mail began to arrive at the destination
   * @param recordedAt when that was confirmed
   */
  public record Cutover(Instant at, Instant recordedAt) {}

  /** What is recorded; empty before the cutover. */
  public Optional<Cutover> get() {
    return database.transaction(
        "read the cutover",
        c ->
            Database.first(
                c,
                READ,
                row ->
                    new Cutover(
                        Database.instant(row, "cutover_at").orElseThrow(),
                        Database.instant(row, "recorded_at").orElseThrow())));
  }

  /** Records it in place of what was recorded. */
  public void put(Cutover cutover) {
    database.transaction(
        "record the cutover",
        c -> {
          Database.update(c, REMOVE);
          return Database.update(c, ADD, cutover.at(), cutover.recordedAt());
        });
  }

  /** Takes it back. */
  public void remove() {
    database.transaction("take the cutover back", c -> Database.update(c, REMOVE));
  }
}
