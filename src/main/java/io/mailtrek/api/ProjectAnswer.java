package io.mailtrek.api;

import java.util.List;

/**
 * The project.
 *
 * @param project its name
 * @param source the server that is read
 * @param destination the server that is added to
 * @param mailboxes how many mailboxes it has
 * @param settings all settings
 */
public record ProjectAnswer(
    String project,
    String source,
    String destination,
    int mailboxes,
    List<SettingAnswer> settings) {}
