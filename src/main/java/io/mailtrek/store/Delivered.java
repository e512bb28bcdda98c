package io.mailtrek.store;

import java.util.List;

/**
 * What became of a delivery that succeeded.
 *
 * @param destinationId the id of the copy at the destination (IMAP: UIDVALIDITY and UID of
 *     APPENDUID, as {@code validity:uid}); empty when the server does not tell
 * @param adopted true when the copy was found at the destination instead of being written
 * @param droppedKeywords how many keywords the destination does not permit
 * @param losses what else of the item the destination has no place for, a short phrase each
 */
public record Delivered(
    String destinationId, boolean adopted, int droppedKeywords, List<String> losses) {

  /** Makes the list immutable. */
  public Delivered {
    losses = List.copyOf(losses);
  }

  /** Nothing else was lost. */
  public Delivered(String destinationId, boolean adopted, int droppedKeywords) {
    this(destinationId, adopted, droppedKeywords, List.of());
  }
}
