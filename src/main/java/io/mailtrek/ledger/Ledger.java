package io.mailtrek.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/**
 * The record of what was migrated, one a project. Every method that writes returns when the record
 * is durable. Safe for use by many threads and, over the same database, by many processes.
 *
 * <p>All methods throw {@link LedgerException} when the database can't be read or written.
 */
public final class Ledger implements AutoCloseable {
  private static final int CONNECTIONS = 20;

  private final Database database;
  private final PassLog passes;
  private final ItemLog items;
  private final TrafficLog traffic;
  private final LimitLog limits;
  private final Inventory inventory;
  private final NoticeLog notices;
  private final Figures figures;
  private final CutoverLog cutover;
  private final HikariDataSource pool;
  private final Optional<H2File> file;
  private final String url;

  private Ledger(HikariDataSource pool, Optional<H2File> file, String url) {
    this.pool = pool;
    this.file = file;
    this.url = url;
    this.database = new Database(pool, url);
    this.passes = new PassLog(database);
    this.items = new ItemLog(database);
    this.traffic = new TrafficLog(database);
    this.limits = new LimitLog(database);
    this.inventory = new Inventory(database);
    this.notices = new NoticeLog(database);
    this.figures = new Figures(database);
    this.cutover = new CutoverLog(database);
  }

  /**
   * Opens the ledger; makes its tables, or brings them up to date, where needed. An H2 file may be
   * open in other processes of this computer at the same time.
   *
   * @throws LedgerException when it can't be opened: what is wrong and what to do
   */
  public static Ledger open(LedgerConfig config) {
    Optional<H2File> file =
        H2File.isMeant(config.url()) ? Optional.of(new H2File(config)) : Optional.empty();
    // The first connection is made without the pool, which would log a failure by itself.
    try (Connection first = connect(config, file)) {
      HikariDataSource pool = new HikariDataSource(pool(config, file));
      Ledger ledger = new Ledger(pool, file, config.url());
      try {
        Schema.migrate(first, pool, config.url());
        return ledger;
      } catch (SQLException | RuntimeException e) {
        ledger.close();
        throw e;
      }
    } catch (SQLException e) {
      throw cannotOpen(config, e);
    } catch (PoolInitializationException | FlywayException e) {
      throw cannotOpen(
          config, e.getCause() instanceof SQLException sql ? sql : new SQLException(e));
    }
  }

  private static Connection connect(LedgerConfig config, Optional<H2File> file)
      throws SQLException {
    return file.isPresent()
        ? file.get().getConnection()
        : DriverManager.getConnection(
            H2File.durable(config.url()), config.username(), config.password().reveal());
  }

  private static HikariConfig pool(LedgerConfig config, Optional<H2File> file) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("ledger");
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.setMinimumIdle(1);
    if (file.isPresent()) {
      pool.setDataSource(file.get());
    } else {
      pool.setJdbcUrl(H2File.durable(config.url()));
      pool.setUsername(config.username());
      pool.setPassword(config.password().reveal());
    }
    return pool;
  }

  private static LedgerException cannotOpen(LedgerConfig config, SQLException cause) {
    return LedgerException.of("Could not open the ledger", config.url(), cause);
  }

  /** The database of the ledger, which also holds the tables of the job store ({@code QRTZ_…}). */
  public DataSource dataSource() {
    return pool;
  }

  /** The passes. */
  public PassLog passes() {
    return passes;
  }

  /** What was migrated. */
  public ItemLog items() {
    return items;
  }

  /** What it holds. */
  public Inventory inventory() {
    return inventory;
  }

  /** What reports tell of passes. */
  public Figures figures() {
    return figures;
  }

  /** When the MX records were changed. */
  public CutoverLog cutover() {
    return cutover;
  }

  /** The bytes of each day. */
  public TrafficLog traffic() {
    return traffic;
  }

  /** The limits that were changed while passes run. */
  public LimitLog limits() {
    return limits;
  }

  /** What was told to people. */
  public NoticeLog notices() {
    return notices;
  }

  /**
   * The number of a mailbox, which is made at first sight. The pair of addresses, in any case, is
   * what a mailbox is.
   */
  public long mailboxId(String source, String destination) {
    MailboxPair pair = new MailboxPair(source, destination);
    return database
        .transaction("find the mailbox " + pair.source(), c -> MailboxRows.ids(c, List.of(pair)))
        .get(0);
  }

  /** The numbers of some mailboxes, in their order; all that are not known are made at once. */
  public List<Long> mailboxIds(List<MailboxPair> mailboxes) {
    return database.transaction("find the mailboxes", c -> MailboxRows.ids(c, mailboxes));
  }

  /** The mailboxes that were part of a pass at least once, by source address. */
  public List<MailboxRecord> mailboxes() {
    return database.transaction("read the mailboxes", MailboxRows::all);
  }

  /** Begins a run of a mailbox pass. Only one run of a mailbox may be open at a time. */
  public MailboxLedger mailbox(long mailboxId, long passId) {
    return new MailboxLedger(database, mailboxId, passId);
  }

  @Override
  public void close() {
    pool.close();
    try {
      if (file.isPresent()) {
        file.get().close();
      }
    } catch (SQLException e) {
      throw LedgerException.of("Could not close the ledger", url, e);
    }
  }
}
