package io.mailtrek.api;

/**
 * A change of a limit.
 *
 * @param name its setting without {@code mailtrek.}
 * @param value as in {@code application.properties}; {@code none}; or {@code configured} to take a
 *     change back
 */
public record LimitOrder(String name, String value) {}
