package io.mailtrek.cli;

import io.mailtrek.ledger.LedgerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether there is a ledger yet, so that a command that only looks makes none. */
final class LedgerFiles {
  private static final Pattern H2_FILE = Pattern.compile("jdbc:h2:(?:file:)?([^;]+).*");

  private LedgerFiles() {}

  /** Whether the ledger was made; of a database on a server it is taken for granted. */
  static boolean exist(LedgerConfig config) {
    Matcher matcher = H2_FILE.matcher(config.url());
    return !matcher.matches()
        || matcher.group(1).matches("(?:mem|tcp|ssl|zip|nio.*):.*")
        || Files.exists(Path.of(matcher.group(1) + ".mv.db"));
  }
}
