package io.mailtrek.api;

import java.util.List;
import java.util.Map;

/**
 * Mailboxes, in the order that was asked for.
 *
 * @param mailboxes some of them
 * @param next what {@code after} has to be to get those that follow; null at the end
 * @param total how many there are that were asked for
 * @param projectTotal how many the project has
 * @param statuses how many there are of each status, whatever status was asked for
 */
public record MailboxList(
    List<MailboxAnswer> mailboxes,
    String next,
    int total,
    int projectTotal,
    Map<String, Long> statuses) {}
