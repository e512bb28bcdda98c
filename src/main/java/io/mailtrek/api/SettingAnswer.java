package io.mailtrek.api;

/**
 * A setting of the project.
 *
 * @param name its full name
 * @param value what it is set to, as it was written; the default where it is not set; null when it
 *     has neither, and *** for a secret
 * @param set whether {@code application.properties} sets it
 * @param description what it is for
 */
public record SettingAnswer(String name, String value, boolean set, String description) {}
