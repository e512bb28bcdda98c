package io.mailtrek.api;

import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.MailboxRecord;
import io.mailtrek.ledger.MigratedItem;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;

/**
 * An item. Times are in UTC.
 *
 * @param mailbox the source address of its mailbox
 * @param destination the destination address of its mailbox
 * @param folder its folder at the source
 * @param type what it is
 * @param item its key in the folder
 * @param outcome {@code migrated}, {@code adopted}, {@code failed}, or {@code not-migrated}: no
 *     pass has brought it to the destination yet
 * @param pass the pass that brought it to the destination or in which it failed last, or null
 * @param destinationId its id at the destination, where that told it, or null
 * @param date when it was created, or null
 * @param size its size in bytes; 0 when unknown
 * @param message why it failed; empty when it did not
 */
public record ItemAnswer(
    String mailbox,
    String destination,
    String folder,
    String type,
    String item,
    String outcome,
    Long pass,
    String destinationId,
    String date,
    long size,
    String message) {

  static ItemAnswer of(MailboxRecord mailbox, MigratedItem item) {
    return new ItemAnswer(
        mailbox.source(),
        mailbox.destination(),
        item.folder().toString(),
        item.type().word(),
        item.key().value(),
        item.adopted() ? "adopted" : "migrated",
        item.passId(),
        item.destinationId().isEmpty() ? null : item.destinationId(),
        PassAnswer.text(item.date()),
        item.size(),
        "");
  }

  static ItemAnswer of(MailboxRecord mailbox, Failure failure) {
    return new ItemAnswer(
        mailbox.source(),
        mailbox.destination(),
        failure.folder().toString(),
        failure.type().word(),
        failure.key().value(),
        "failed",
        failure.passId(),
        null,
        PassAnswer.text(failure.itemDate()),
        failure.size(),
        failure.message());
  }

  static ItemAnswer notMigrated(
      MailboxRecord mailbox, FolderPath folder, ItemType type, ItemKey key) {
    return new ItemAnswer(
        mailbox.source(),
        mailbox.destination(),
        folder.toString(),
        type.word(),
        key.value(),
        "not-migrated",
        null,
        null,
        null,
        0,
        "");
  }
}
