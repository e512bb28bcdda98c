package io.mailtrek.store;

/**
 * Which folder of a mailbox is meant. Folders of different stores, or of one that holds several
 * item types in a folder, may have one path; then their types tell them apart.
 *
 * @param path where it is
 * @param type what it holds
 */
public record Place(FolderPath path, ItemType type) {}
