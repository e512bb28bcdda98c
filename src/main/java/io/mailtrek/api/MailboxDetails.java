package io.mailtrek.api;

import java.util.List;

/**
 * All that is known of the mailboxes with one source address.
 *
 * @param mailboxes how far they are: one, or several with different destinations
 * @param passes their passes, the newest first
 */
public record MailboxDetails(List<MailboxAnswer> mailboxes, List<MailboxHistory> passes) {}
