package io.mailtrek.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * The tables of the ledger and their versions. A new version is a script in {@code db/migration}
 * with its name in {@link #SCRIPTS}, or a class in {@link #migrate}; and {@link #VERSION}.
 *
 * <p>Nothing is searched for on the class path, and Flyway is not even loaded when the tables are
 * up to date: every command opens the ledger, so this must be fast.
 */
final class Schema {
  static final int VERSION = 10;

  private static final List<String> SCRIPTS =
      List.of(
          "V1__ledger.sql",
          "V3__adopt.sql",
          "V4__pauses_and_traffic.sql",
          "V5__preflight.sql",
          "V6__errors_and_repairs.sql",
          "V7__options_and_limits.sql",
          "V8__figures.sql",
          "V9__notices.sql",
          "V10__cutover.sql");
  private static final String VERSIONS =
      """
      SELECT MAX(CAST("version" AS INT)) FROM "flyway_schema_history" WHERE "success"\
      """;

  private Schema() {}

  /**
   * Makes the tables, or brings them up to date.
   *
   * @throws LedgerException when they are of a later version than this program knows
   */
  static void migrate(Connection connection, DataSource dataSource, String url)
      throws SQLException {
    int version = version(connection).orElse(0);
    if (version > VERSION) {
      throw new LedgerException(
          "The ledger "
              + LedgerException.withoutPassword(url)
              + " was written by a newer MailTrek (version "
              + version
              + " of the tables, this one knows "
              + VERSION
              + "): use that one.");
    }
    if (version < VERSION) {
      Flyway.configure()
          .dataSource(dataSource)
          .resourceProvider(new Scripts())
          .javaMigrationClassProvider(List::of)
          .javaMigrations(new JobStoreTables())
          .loggers("slf4j")
          .load()
          .migrate();
    }
  }

  private static Optional<Integer> version(Connection connection) throws SQLException {
    try {
      return Database.first(connection, VERSIONS, row -> row.getInt(1));
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith("42")) {
        return Optional.empty(); // there is no such table yet
      }
      throw e;
    }
  }

  /** Gives Flyway the scripts by name, so that it need not look for them. */
  private static final class Scripts implements ResourceProvider {

    @Override
    public LoadableResource getResource(String name) {
      return null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return SCRIPTS.stream()
          .filter(name -> name.startsWith(prefix))
          .map(Script::new)
          .map(LoadableResource.class::cast)
          .toList();
    }
  }

  private static final class Script extends LoadableResource {
    private final String name;

    Script(String name) {
      this.name = name;
    }

    @Override
    public Reader read() {
      try (InputStream in = Schema.class.getResourceAsStream(getAbsolutePath())) {
        if (in == null) {
          throw new IOException("Not in the JAR: " + getAbsolutePath());
        }
        return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String getAbsolutePath() {
      return "/db/migration/" + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return getAbsolutePath();
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
