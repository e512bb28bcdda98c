package io.mailtrek.store;

/**
 * One item on its way to the destination.
 *
 * @param item the item at the source
 * @param trace how its copy can be recognised
 * @param content what is to be delivered, byte for byte
 */
public record Delivery(Item item, Trace trace, Content content) {}
