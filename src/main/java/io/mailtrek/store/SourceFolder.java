package io.mailtrek.store;

import java.util.Optional;

/**
 * A folder at the source.
 *
 * @param path where it is
 * @param itemType what it holds
 * @param role what it is for
 * @param subscribed whether the user is subscribed to it
 * @param holdsItems false for a folder that only has folders below it (IMAP {@code \Noselect})
 * @param state what the server told of its content with the list of folders; empty when it did not
 * @param properties what it is beside its name
 */
public record SourceFolder(
    FolderPath path,
    ItemType itemType,
    FolderRole role,
    boolean subscribed,
    boolean holdsItems,
    Optional<FolderState> state,
    FolderProperties properties) {

  /** A folder of which nothing more is known. */
  public SourceFolder(
      FolderPath path,
      ItemType itemType,
      FolderRole role,
      boolean subscribed,
      boolean holdsItems,
      Optional<FolderState> state) {
    this(path, itemType, role, subscribed, holdsItems, state, FolderProperties.NONE);
  }

  /** Path and type, by which it is told from all others. */
  public Place place() {
    return new Place(path, itemType);
  }

  /** The same folder under another path. */
  public SourceFolder at(FolderPath other) {
    return other.equals(path)
        ? this
        : new SourceFolder(other, itemType, role, subscribed, holdsItems, state, properties);
  }

  /** The same folder with its items as another type. */
  public SourceFolder as(ItemType other) {
    return new SourceFolder(path, other, role, subscribed, holdsItems, state, properties);
  }
}
