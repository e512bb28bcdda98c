package io.mailtrek.cli;

/** What the process tells its caller. */
final class ExitCode {
  /** Every selected mailbox completed without errors. */
  static final int OK = 0;

  /** Some item or mailbox failed or was stopped. */
  static final int FAILED = 1;

  /** The command line or the configuration is wrong; nothing was done. */
  static final int USAGE = 2;

  private ExitCode() {}
}
