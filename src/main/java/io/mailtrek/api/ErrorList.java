package io.mailtrek.api;

import java.util.List;

/**
 * Items that failed and were not migrated since.
 *
 * @param errors some of them
 * @param next what {@code after} has to be to get those that follow; null at the end
 */
public record ErrorList(List<ErrorAnswer> errors, String next) {}
