package io.mailtrek.camel;

import io.mailtrek.store.FolderPath;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which source folders a route looks into. Safe for use by many threads. */
@FunctionalInterface
public interface FolderFilter {

  /** Whether to look into the folder. */
  boolean accepts(FolderPath path);

  /** Leaves out the folders in whose path the expression finds a match. */
  static FolderFilter excluding(Optional<Pattern> excluded) {
    return path -> excluded.isEmpty() || !excluded.get().matcher(path.toString()).find();
  }
}
