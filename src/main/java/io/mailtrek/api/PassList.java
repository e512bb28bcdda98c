package io.mailtrek.api;

import java.util.List;

/**
 * Passes, the newest first.
 *
 * @param passes some of them
 * @param next what {@code after} has to be to get those that follow; null at the end
 */
public record PassList(List<PassAnswer> passes, String next) {}
