package io.mailtrek.store;

/**
 * What a listing brings beside the usual, which costs more of the server.
 *
 * @param sentDate the Date header of each item
 * @param messageId the Message-ID header of each item
 */
public record ListOptions(boolean sentDate, boolean messageId) {

  /** Nothing more. */
  public static final ListOptions PLAIN = new ListOptions(false, false);
}
