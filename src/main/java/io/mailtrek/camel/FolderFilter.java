package io.mailtrek.camel;

import io.mailtrek.pass.MailboxRun;
import io.mailtrek.store.FolderPath;

/** Which source folders a route looks into. Safe for use by many threads. */
@FunctionalInterface
public interface FolderFilter {

  /** Leaves out the folders in whose path the expression of the mailbox's options finds a match. */
  FolderFilter OF_OPTIONS = (run, path) -> run.options().filters().acceptsFolder(path);

  /** Whether a run looks into the folder. */
  boolean accepts(MailboxRun run, FolderPath path);
}
