package io.mailtrek.camel;

/**
 * Decides how many lanes a mailbox is worked on in. It adds a lane, and keeps it when that brings
 * more through; otherwise it dismisses it and rests for a while. It is told at regular times what
 * was done since the last time. Not safe for use by many threads.
 */
final class LaneTuner {
  /** One lane more has to bring at least this much more. */
  private static final double WORTH_IT = 1.1;

  /** How many samples with something done in them make a measurement. */
  private static final int SAMPLES = 2;

  /** For how many measurements nothing is tried after a lane that brought nothing. */
  private static final int REST = 15;

  private final int most;
  private boolean refused;
  private int lanes = 1;
  private boolean warm = true;
  private int samples;
  private int quiet;
  private double done;

  /** What was done a sample before the newest lane came; 0 when it is not on trial. */
  private double rateBefore;

  private int rest;

  /** What to do now. */
  enum Advice {
    /** Nothing. */
    STAY,
    /** Open one more lane. */
    OPEN,
    /** Let the newest lane end. */
    DISMISS
  }

  /**
   * @param most the largest number of lanes
   */
  LaneTuner(int most) {
    this.most = most;
  }

  /** A server refused a lane, or broke one: no more are tried. */
  void refused() {
    refused = true;
  }

  /**
   * Takes a sample.
   *
   * @param work how much was done since the last one
   * @param open how many lanes there are
   * @param foldersLeft whether there are folders that no lane works on
   */
  Advice sampled(long work, int open, boolean foldersLeft) {
    if (open != lanes) {
      // A lane has ended, or was refused: what was measured tells nothing any more.
      measureAnew(open);
      rateBefore = 0;
      return Advice.STAY;
    }
    if (work == 0) {
      quiet++;
      return Advice.STAY;
    }
    if (!warm) {
      // What a new lane does at first, such as listing, is not what it does later.
      measureAnew(open);
      return Advice.STAY;
    }
    done += work;
    samples++;
    return samples < SAMPLES ? Advice.STAY : measured(done / (samples + quiet), foldersLeft);
  }

  private Advice measured(double rate, boolean foldersLeft) {
    measureAnew(lanes);
    if (rateBefore > 0 && rate < rateBefore * WORTH_IT) {
      rateBefore = 0;
      rest = REST;
      return Advice.DISMISS;
    }
    rateBefore = 0;
    if (rest > 0) {
      rest--;
      return Advice.STAY;
    }
    if (refused || !foldersLeft || lanes >= most) {
      return Advice.STAY;
    }
    rateBefore = rate;
    lanes++;
    warm = false;
    return Advice.OPEN;
  }

  private void measureAnew(int open) {
    lanes = open;
    warm = true;
    samples = 0;
    quiet = 0;
    done = 0;
  }
}
