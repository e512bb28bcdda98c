package io.mailtrek.api;

/**
 * A line of the log.
 *
 * @param seq its number, counted up from 1 since the service was started
 * @param at when it was written, in UTC
 * @param level how grave it is: {@code INFO}, {@code WARN}, {@code ERROR}
 * @param pass the pass that it is about; empty for none
 * @param mailbox the mailbox that it is about; empty for none
 * @param folder the folder that it is about; empty for none
 * @param logger what wrote it
 * @param message what it says, on one line
 */
public record LogLine(
    long seq,
    String at,
    String level,
    String pass,
    String mailbox,
    String folder,
    String logger,
    String message) {}
