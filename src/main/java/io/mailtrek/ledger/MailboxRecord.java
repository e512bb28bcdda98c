package io.mailtrek.ledger;

/**
 * A mailbox that was part of a pass at least once.
 *
 * @param id its number
 * @param source its address at the source, in lower case
 * @param destination its address at the destination, in lower case
 */
public record MailboxRecord(long id, String source, String destination) {}
