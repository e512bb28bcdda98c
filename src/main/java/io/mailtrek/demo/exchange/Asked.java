package io.mailtrek.demo.exchange;

/**
 * An operation that was asked for.
 *
 * @param operation its name
 * @param login who had logged in
 * @param mailbox whose mailbox it was about
 * @param anchor the header {@code X-AnchorMailbox}; empty without one
 * @param text the request, cut off when it is long
 */
public record Asked(String operation, String login, String mailbox, String anchor, String text) {
  private static final int LONGEST = 100_000;

  /** Cuts long requests. */
  public Asked {
    text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
