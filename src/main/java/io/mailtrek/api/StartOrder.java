package io.mailtrek.api;

/**
 * When a pass is to begin.
 *
 * @param startAt as in {@code 2026-12-01T20:00+01:00}; null for at once
 */
public record StartOrder(String startAt) {}
