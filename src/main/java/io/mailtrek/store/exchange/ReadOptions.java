package io.mailtrek.store.exchange;

/**
 * How a mailbox is read.
 *
 * @param mailDate what counts as the date of a message
 * @param archive whether the archive mailbox is read as well
 * @param recoverable whether what was deleted and can be recovered is read as well
 * @param whole whether items are read as streams that only another Exchange can read
 */
record ReadOptions(
    ExchangeUri.MailDate mailDate, boolean archive, boolean recoverable, boolean whole) {}
