package io.mailtrek.api;

import java.util.List;

/**
 * The mailboxes that a filter lets through.
 *
 * @param mailboxes their source addresses, each once
 * @param total how many these are
 */
public record MailboxSelection(List<String> mailboxes, int total) {}
