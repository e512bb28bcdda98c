package io.mailtrek.api;

import java.util.List;

/**
 * Mailbox passes.
 *
 * @param mailboxes some of them
 * @param next what {@code after} has to be to get those that follow; null at the end
 */
public record MailboxPassList(List<MailboxPassAnswer> mailboxes, String next) {}
