package io.mailtrek.config;

/**
 * How much of one mailbox may be under way at once.
 *
 * @param items the most items
 * @param bytes the most bytes; a larger item travels alone
 */
public record Window(int items, long bytes) {}
