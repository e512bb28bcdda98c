package io.mailtrek.store;

/**
 * What a source tells cheaply about a folder, to know later whether anything is new in it.
 *
 * @param validity what the item keys are valid under (IMAP UIDVALIDITY); empty where a store has no
 *     such thing
 * @param next what changes when an item is added (IMAP UIDNEXT); empty when the server does not
 *     tell
 * @param count the number of items in the folder
 */
public record FolderState(String validity, String next, long count) {

  /** Whether nothing can have been added since {@code settled}. */
  public boolean nothingAddedSince(FolderState settled) {
    return !next.isEmpty() && validity.equals(settled.validity) && next.equals(settled.next);
  }
}
