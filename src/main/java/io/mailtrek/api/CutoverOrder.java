package io.mailtrek.api;

/**
 * The cutover, as a person confirms it.
 *
 * @param at when the MX records were changed, as in {@code 2026-12-01T20:00+01:00}; null for now
 */
public record CutoverOrder(String at) {}
