package io.mailtrek.api;

import io.mailtrek.ledger.Failure;
import io.mailtrek.store.Problem;

/**
 * An item that failed and was not migrated since. Times are in UTC.
 *
 * @param mailbox the source address of its mailbox
 * @param pass the last pass in which it failed
 * @param folder its folder at the source
 * @param type what it is
 * @param item its key in the folder; * for the whole folder
 * @param errorClass the kind of error
 * @param message what failed, what the server said and what to do
 * @param date when the item was created, or null
 * @param size its size in bytes; 0 when unknown
 * @param at when it failed
 * @param problem what went wrong, in a word; null for an error of an earlier version
 * @param advice what to do about it, or null
 * @param quarantined the file that has the message, below the project's folder, or null
 */
public record ErrorAnswer(
    String mailbox,
    long pass,
    String folder,
    String type,
    String item,
    String errorClass,
    String message,
    String date,
    long size,
    String at,
    String problem,
    String advice,
    String quarantined) {

  static ErrorAnswer of(String mailbox, Failure failure) {
    return new ErrorAnswer(
        mailbox,
        failure.passId(),
        failure.folder().toString(),
        failure.type().word(),
        failure.key().value(),
        failure.errorClass(),
        failure.message(),
        PassAnswer.text(failure.itemDate()),
        failure.size(),
        failure.at().toString(),
        failure.problem().map(Problem::word).orElse(null),
        failure.problem().map(Problem::advice).orElse(null),
        failure.quarantined().orElse(null));
  }
}
