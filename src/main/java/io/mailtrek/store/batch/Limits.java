package io.mailtrek.store.batch;

/**
 * How much of a queue is under way.
 *
 * @param batches the most batches at once
 * @param worthAnother a batch beside another is begun when so many items wait
 * @param items the most items of a batch
 * @param bytes a batch that has so many takes no more items
 */
public record Limits(int batches, int worthAnother, int items, long bytes) {}
