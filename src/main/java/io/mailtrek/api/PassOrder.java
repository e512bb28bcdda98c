package io.mailtrek.api;

import java.util.List;

/**
 * A pass to submit.
 *
 * @param type what it does: {@code pre-stage}, {@code full}, …
 * @param mailboxes source addresses, and patterns such as {@code *@old.example}
 * @param olderThan {@code pre-stage}: {@code 90d}, a date, or a date and time; null for the
 *     project's
 * @param startAt when it begins, as in {@code 2026-12-01T20:00+01:00}; null for at once
 * @param adopt whether to take over what is at the destination already; null for no
 * @param leaveOut {@code retry}: whether to leave out what can't be retried; null for no
 */
public record PassOrder(
    String type,
    List<String> mailboxes,
    String olderThan,
    String startAt,
    Boolean adopt,
    Boolean leaveOut) {}
