package io.mailtrek.store.imap;

/**
 * How often the server asked to wait when one message was its turn, and went on with others after
 * each of these pauses. Then it means the message, whatever it says.
 *
 * @param times how often
 * @param progress the session's progress at the last time
 */
record Postponed(int times, int progress) {
  static final Postponed NEVER = new Postponed(0, -1);
  private static final int PATIENCE = 5;

  /** The server asks to wait again. */
  Postponed again(int progressNow) {
    return progressNow == progress ? this : new Postponed(times + 1, progressNow);
  }

  boolean tooOften() {
    return times > PATIENCE;
  }
}
