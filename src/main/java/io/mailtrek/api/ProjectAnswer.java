package io.mailtrek.api;

import java.util.List;

/**
 * The project.
 *
 * @param project its name
 * @param source the server that is read
 * @param destination the server that is added to
 * @param mailboxes how many mailboxes it has
 * @param zone the time zone of the service
 * @param version the version of MailTrek; empty when it is not packaged
 * @param settings all settings
 */
public record ProjectAnswer(
    String project,
    String source,
    String destination,
    int mailboxes,
    String zone,
    String version,
    List<SettingAnswer> settings) {}
