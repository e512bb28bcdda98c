package io.mailtrek.api;

import java.util.List;

/**
 * What of a pass is to be done again.
 *
 * @param mailboxes source addresses; null for all that failed or were stopped
 */
public record RestartOrder(List<String> mailboxes) {}
