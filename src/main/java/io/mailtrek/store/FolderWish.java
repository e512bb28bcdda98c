package io.mailtrek.store;

/**
 * A folder that is wanted at the destination.
 *
 * @param source the folder at the source
 * @param path where it should go
 * @param mapped whether the user's rules set {@code path}; then the role does not matter
 * @param news whether items for it are expected
 */
public record FolderWish(SourceFolder source, FolderPath path, boolean mapped, boolean news) {}
