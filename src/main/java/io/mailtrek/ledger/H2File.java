package io.mailtrek.ledger;

import static org.h2.api.ErrorCode.DATABASE_ALREADY_OPEN_1;
import static org.h2.api.ErrorCode.DATABASE_IS_READ_ONLY;
import static org.h2.api.ErrorCode.WRONG_USER_OR_PASSWORD;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.Driver;
import org.h2.tools.Server;

/**
 * An H2 database file that several processes use: the first to come holds it, and serves it to the
 * others on 127.0.0.1, at a port and under a key that stand in a file beside it. When the holder
 * goes, the next connection that another process makes holds the file.
 *
 * <p>H2's own {@code AUTO_SERVER} does this too, but it waits three seconds after a holder was
 * killed, and it closes the database in the middle of an orderly shutdown of the JVM. Here the file
 * is guarded by a lock of the operating system, which a killed process leaves at once.
 */
final class H2File implements DataSource, AutoCloseable {
  private static final Duration HOLDER_MAY_TAKE = Duration.ofSeconds(5);
  private static final List<String> NO_FILE = List.of("MEM:", "TCP:", "SSL:", "ZIP:");

  /**
   * H2's file system whose channels stay open when a thread is interrupted that is writing. Quartz
   * interrupts its threads when it ends, and with the usual one that closes the database.
   */
  private static final String INTERRUPTIBLE = "async:";

  /**
   * What is set where the user's URL says nothing else. Without WRITE_DELAY=0, H2 tells of a commit
   * before it is in the file. Compacting at the end may take this many milliseconds, in place of
   * 200. The trace file would hold what an exception says anyway. A mailbox pass uses some dozens
   * of statements; H2 keeps eight parsed ones for a connection, and parsing took a tenth of the
   * time of a pass over many small mailboxes.
   */
  private static final List<String> SETTINGS =
      List.of(
          "WRITE_DELAY=0",
          "FILE_LOCK=FS",
          "DB_CLOSE_ON_EXIT=FALSE",
          "LOCK_TIMEOUT=10000",
          "MAX_COMPACT_TIME=50",
          "QUERY_CACHE_SIZE=128",
          "TRACE_LEVEL_FILE=0");

  private static final String SERVED = ";WRITE_DELAY=0;LOCK_TIMEOUT=10000";

  static {
    // H2 reads this once, when its first class is loaded.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    // Where a file can't be written, H2 closes the store under all connections. What uses one of
    // them then would turn in a loop for ever, which begins with an assertion that says so.
    Driver.class.getClassLoader().setClassAssertionStatus("org.h2.mvstore.MVStore", true);
  }

  private final String url;
  private final String name;
  private final Path address;
  private final LedgerConfig config;
  private final Driver driver = new Driver();
  private Connection hold;
  private Server server;

  H2File(LedgerConfig config) {
    this.config = config;
    String path = config.url().replaceFirst("^jdbc:h2:(file:)?", "").replaceFirst(";.*", "");
    this.address = Path.of(path.replaceFirst("^~", System.getProperty("user.home")) + ".server");
    this.name = INTERRUPTIBLE + path;
    String complete = "jdbc:h2:" + name + config.url().replaceFirst("^[^;]*", "");
    for (String setting : SETTINGS) {
      complete = withSetting(complete, setting);
    }
    this.url = complete;
  }

  /** Whether the URL is that of a file, which H2 is not to share in its own way. */
  static boolean isMeant(String url) {
    String upper = url.toUpperCase(Locale.ROOT);
    return upper.startsWith("JDBC:H2:")
        && NO_FILE.stream().noneMatch(kind -> upper.startsWith(kind, "JDBC:H2:".length()))
        && !upper.contains(";AUTO_SERVER=TRUE");
  }

  /** The URL of a database that is reached in another way, which is as durable if it is H2. */
  static String durable(String url) {
    return url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:")
        ? withSetting(url, "WRITE_DELAY=0")
        : url;
  }

  private static String withSetting(String url, String setting) {
    String name = setting.substring(0, setting.indexOf('='));
    boolean set = url.toUpperCase(Locale.ROOT).contains(";" + name + "=");
    return set ? url : url + ";" + setting;
  }

  @Override
  public synchronized Connection getConnection() throws SQLException {
    long deadline = System.nanoTime() + HOLDER_MAY_TAKE.toNanos();
    while (true) {
      try {
        return held();
      } catch (SQLException locked) {
        if (locked.getErrorCode() != DATABASE_ALREADY_OPEN_1) {
          throw locked;
        }
        SQLException failure = locked;
        try {
          return served();
        } catch (IOException e) {
          locked.addSuppressed(e);
        } catch (SQLException e) {
          // A holder that has just ended does not answer; one that has just begun has another key.
          failure = e.getErrorCode() == WRONG_USER_OR_PASSWORD ? e : locked;
        }
        if (System.nanoTime() > deadline) {
          throw failure;
        }
        pause(failure);
      }
    }
  }

  private Connection held() throws SQLException {
    Connection connection = driver.connect(url, login());
    if (connection.isReadOnly()) {
      // H2 would keep it so for as long as it is open, also when the file can be written again.
      connection.close();
      throw new SQLException(
          "The file " + name.substring(INTERRUPTIBLE.length()) + ".mv.db can't be written",
          Integer.toString(DATABASE_IS_READ_ONLY),
          DATABASE_IS_READ_ONLY);
    }
    if (hold != null && !hold.isClosed()) {
      return connection;
    }
    try {
      serve();
      hold = connection;
      return driver.connect(url, login());
    } catch (IOException e) {
      connection.close();
      throw new SQLException("Could not write " + address, e);
    }
  }

  private void serve() throws SQLException, IOException {
    if (server != null) {
      return;
    }
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String key = HexFormat.of().formatHex(random);
    Server fresh = Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-key", key, name);
    fresh.start();
    Path temporary = address.resolveSibling(address.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    Files.createFile(temporary, forOwnerOnly());
    Files.writeString(temporary, fresh.getPort() + "/" + key, StandardCharsets.US_ASCII);
    Files.move(temporary, address, StandardCopyOption.REPLACE_EXISTING);
    server = fresh;
  }

  private static FileAttribute<?>[] forOwnerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** A connection by way of the process that holds the file. */
  private Connection served() throws IOException, SQLException {
    String portAndKey = Files.readString(address, StandardCharsets.US_ASCII);
    return driver.connect("jdbc:h2:tcp://127.0.0.1:" + portAndKey + SERVED, login());
  }

  private Properties login() {
    Properties login = new Properties();
    login.setProperty("user", config.username());
    login.setProperty("password", config.password().reveal());
    return login;
  }

  private static void pause(SQLException failure) throws SQLException {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    if (hold != null) {
      server.stop();
      server = null;
      try {
        Files.deleteIfExists(address);
      } catch (IOException e) {
        throw new SQLException("Could not delete " + address, e);
      } finally {
        hold.close();
        hold = null;
      }
    }
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("The ledger has one login");
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return (int) HOLDER_MAY_TAKE.toSeconds();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("org.h2");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException("Not a wrapper of " + type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
