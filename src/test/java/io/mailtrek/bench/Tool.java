package io.mailtrek.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that copies all mailboxes of a {@link Site}. */
interface Tool {
  /** How many mailboxes every tool works on at once. */
  int MAILBOXES_AT_ONCE = 4;

  /** The name on the command line and in the table. */
  String name();

  /**
   * Writes what the tool needs into a fresh folder.
   *
   * @return the command of a pass; run again it makes a delta pass
   */
  List<String> prepare(Site site, Path folder) throws IOException;

  /** Whether a second run copies only what is new. */
  default boolean hasDelta() {
    return true;
  }

  /** The program's own word on its version. */
  String version();
}
