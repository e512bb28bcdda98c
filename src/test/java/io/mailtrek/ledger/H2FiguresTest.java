package io.mailtrek.ledger;

import io.mailtrek.store.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2FiguresTest extends FiguresContract {
  @TempDir private Path folder;

  @Override
  LedgerConfig config() {
    return new LedgerConfig(
        "jdbc:h2:file:" + folder.resolve("ledger"), "mailtrek", new Secret("secret"));
  }
}
