package io.mailtrek.api;

import java.util.List;

/**
 * Lines of the log.
 *
 * @param lines the oldest first
 * @param next what {@code after} has to be to get those that follow
 */
public record LogList(List<LogLine> lines, long next) {}
