package io.mailtrek.ledger;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A row of the table {@code folder}: a source folder under one validity of its keys. */
record FolderRow(
    long id,
    long mailboxId,
    FolderPath path,
    ItemType type,
    String validity,
    Optional<FolderState> settled) {

  /** The columns that {@link #from} reads. */
  static final String COLUMNS =
      "folder.id, folder.mailbox_id, path, item_type, validity, settled_next, settled_count";

  private static final String MAKE =
      "INSERT INTO folder (mailbox_id, path, item_type, validity) VALUES (?, ?, ?, ?)";
  private static final String SETTLE =
      "UPDATE folder SET settled_next = ?, settled_count = ? WHERE id = ?";

  /** The folder whatever its validity. */
  Place place() {
    return new Place(path, type);
  }

  static FolderRow make(Connection connection, long mailboxId, FolderKey key) throws SQLException {
    long id =
        Database.insert(
            connection, MAKE, mailboxId, key.path().toString(), key.type(), key.validity());
    return new FolderRow(id, mailboxId, key.path(), key.type(), key.validity(), Optional.empty());
  }

  /** All folders of a mailbox, also those under former validities. */
  static List<FolderRow> list(Connection connection, long mailboxId) throws SQLException {
    return Database.list(
        connection,
        "SELECT " + COLUMNS + " FROM folder WHERE mailbox_id = ?",
        FolderRow::from,
        mailboxId);
  }

  static FolderRow from(ResultSet row) throws SQLException {
    String validity = row.getString("validity");
    String next = row.getString("settled_next");
    return new FolderRow(
        row.getLong("id"),
        row.getLong("mailbox_id"),
        FolderPath.parse(row.getString("path")),
        ItemType.valueOf(row.getString("item_type")),
        validity,
        next == null
            ? Optional.empty()
            : Optional.of(new FolderState(validity, next, row.getLong("settled_count"))));
  }

  /** The same folder, in which everything was migrated under this state. */
  FolderRow settledIn(FolderState state) {
    return new FolderRow(id, mailboxId, path, type, validity, Optional.of(state));
  }

  /** Writes the state in which it is settled. */
  void saveSettled(Connection connection) throws SQLException {
    FolderState state = settled.orElseThrow();
    Database.update(connection, SETTLE, state.next(), state.count(), id);
  }
}
