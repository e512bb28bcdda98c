package io.mailtrek.api;

import java.util.List;

/**
 * Mailboxes, in the order of the project's file.
 *
 * @param mailboxes some of them
 * @param next what {@code after} has to be to get those that follow; null at the end
 */
public record MailboxList(List<MailboxAnswer> mailboxes, String next) {}
