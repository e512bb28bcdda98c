package io.mailtrek.store;

/**
 * What became of a delivery that succeeded.
 *
 * @param destinationId the id of the copy at the destination (IMAP: UIDVALIDITY and UID of
 *     APPENDUID, as {@code validity:uid}); empty when the server does not tell
 * @param adopted true when the copy was found at the destination instead of being written
 * @param droppedKeywords how many keywords the destination does not permit
 */
public record Delivered(String destinationId, boolean adopted, int droppedKeywords) {}
