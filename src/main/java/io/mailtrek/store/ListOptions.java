package io.mailtrek.store;

/**
 * What a listing brings beside the usual, which costs more of the server, and in which order.
 *
 * @param sentDate the Date header of each item
 * @param messageId the Message-ID header of each item
 * @param newestFirst whether to begin with what came into the folder last
 */
public record ListOptions(boolean sentDate, boolean messageId, boolean newestFirst) {

  /** Nothing more, the oldest first. */
  public static final ListOptions PLAIN = new ListOptions(false, false);

  /** The oldest first. */
  public ListOptions(boolean sentDate, boolean messageId) {
    this(sentDate, messageId, false);
  }
}
