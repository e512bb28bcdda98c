package io.mailtrek.api;

import java.util.List;

/**
 * What to stop.
 *
 * @param mailboxes source addresses, and patterns such as {@code *@old.example}
 */
public record StopOrder(List<String> mailboxes) {}
