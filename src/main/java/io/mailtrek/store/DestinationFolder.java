package io.mailtrek.store;

/**
 * A folder at the destination that exists.
 *
 * @param path where it is
 * @param itemType what it holds
 * @param created whether it was made just now
 */
public record DestinationFolder(FolderPath path, ItemType itemType, boolean created) {}
