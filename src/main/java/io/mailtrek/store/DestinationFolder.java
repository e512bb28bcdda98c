package io.mailtrek.store;

/**
 * A folder at the destination that exists.
 *
 * @param path where it is
 * @param itemType the form of what it holds: a note or a journal that goes to a folder of messages
 *     is a message there
 * @param created whether it was made just now
 */
public record DestinationFolder(FolderPath path, ItemType itemType, boolean created) {

  /** Path and type, by which it is told from all others. */
  public Place place() {
    return new Place(path, itemType);
  }
}
