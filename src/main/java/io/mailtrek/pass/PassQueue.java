package io.mailtrek.pass;

import io.mailtrek.ledger.LedgerException;
import io.mailtrek.ledger.MailboxPassRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.spi.JobFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * The mailbox passes that wait, as durable one-shot Quartz jobs in the database of the ledger. A
 * job asks for recovery, so that one whose process died runs again. As many run at once as there
 * are threads. Safe for use by many threads, and by processes that only put jobs in.
 */
final class PassQueue implements AutoCloseable {
  /** A process that puts a job in has no other way to wake the one that runs them. */
  private static final Duration LOOK_FOR_NEW_JOBS = Duration.ofSeconds(1);

  private static final String DATA_SOURCE = "ledger";

  /** The start of what goes on before all that waits. */
  static final Instant BEFORE_ALL = Instant.ofEpochMilli(1);

  private static final String WAITING =
      "SELECT JOB_NAME, JOB_GROUP FROM QRTZ_TRIGGERS WHERE SCHED_NAME = ?";

  private final Scheduler scheduler;
  private final DataSource database;
  private final Slots slots;

  private PassQueue(Scheduler scheduler, DataSource database, Slots slots) {
    this.scheduler = scheduler;
    this.database = database;
    this.slots = slots;
  }

  /** A queue that jobs are put into, and that runs none. */
  static PassQueue submitOnly(String project, DataSource database) {
    Properties properties = properties(project, database);
    properties.setProperty(
        StdSchedulerFactory.PROP_THREAD_POOL_CLASS, "org.quartz.simpl.ZeroSizeThreadPool");
    return new PassQueue(scheduler(properties), database, new Slots(0));
  }

  /** A queue that runs as many jobs at once as there are slots, once it is started. */
  static PassQueue running(String project, DataSource database, Slots slots, MailboxWorker worker) {
    Properties properties = properties(project, database);
    properties.setProperty(
        StdSchedulerFactory.PROP_THREAD_POOL_CLASS, MailboxPassThreads.class.getName());
    String name = properties.getProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME);
    MailboxPassThreads.keep(name, slots);
    properties.setProperty("org.quartz.threadPool.slots", name);
    Scheduler scheduler = scheduler(properties);
    JobFactory factory = (bundle, ignored) -> new MailboxPassJob(worker);
    try {
      scheduler.setJobFactory(factory);
    } catch (SchedulerException e) {
      throw failure(e);
    }
    return new PassQueue(scheduler, database, slots);
  }

  private static Properties properties(String project, DataSource database) {
    String name = "mailtrek-" + project;
    // Quartz finds its data sources in a registry of the JVM, so the name has to be the project's.
    String dataSource = name + "-" + DATA_SOURCE;
    DBConnectionManager.getInstance()
        .addConnectionProvider(dataSource, new LedgerConnections(database));
    Properties properties = new Properties();
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, name);
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_ID, "mailtrek");
    properties.setProperty(
        StdSchedulerFactory.PROP_SCHED_IDLE_WAIT_TIME, Long.toString(LOOK_FOR_NEW_JOBS.toMillis()));
    properties.setProperty(
        StdSchedulerFactory.PROP_SCHED_DB_FAILURE_RETRY_INTERVAL,
        Long.toString(LOOK_FOR_NEW_JOBS.toMillis()));
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_MAKE_SCHEDULER_THREAD_DAEMON, "true");
    properties.setProperty(
        StdSchedulerFactory.PROP_JOB_STORE_CLASS, "org.quartz.impl.jdbcjobstore.JobStoreTX");
    properties.setProperty(
        "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.StdJDBCDelegate");
    properties.setProperty("org.quartz.jobStore.useProperties", "true");
    properties.setProperty("org.quartz.jobStore.dataSource", dataSource);
    return properties;
  }

  private static Scheduler scheduler(Properties properties) {
    try {
      return new StdSchedulerFactory(properties).getScheduler();
    } catch (SchedulerException e) {
      throw failure(e);
    }
  }

  /** Begins to run jobs, those first that were running when the process before ended. */
  void start() {
    try {
      scheduler.start();
    } catch (SchedulerException e) {
      throw failure(e);
    }
  }

  /**
   * Puts in the jobs of some mailboxes of a pass, in place of those that they have.
   *
   * @param startAt empty for at once
   */
  void put(long passId, Collection<Long> mailboxIds, Optional<Instant> startAt) {
    // At once is long ago, or a clock that is set back would make it wait; earlier passes first.
    Instant start = startAt.orElse(Instant.ofEpochMilli(passId));
    Map<JobDetail, Set<? extends Trigger>> jobs = new HashMap<>();
    for (long mailboxId : mailboxIds) {
      JobDetail job =
          JobBuilder.newJob(MailboxPassJob.class)
              .withIdentity(key(passId, mailboxId))
              .usingJobData(MailboxPassJob.PASS, Long.toString(passId))
              .usingJobData(MailboxPassJob.MAILBOX, Long.toString(mailboxId))
              .storeDurably()
              .requestRecovery()
              .build();
      Trigger trigger =
          trigger(start).withIdentity(job.getKey().getName(), job.getKey().getGroup()).build();
      jobs.put(job, Set.of(trigger));
    }
    try {
      scheduler.scheduleJobs(jobs, true);
    } catch (SchedulerException e) {
      throw failure(e);
    }
  }

  /**
   * Fires once; when that was not possible in time, as soon as it is, in the order of the starts.
   */
  static TriggerBuilder<SimpleTrigger> trigger(Instant start) {
    return TriggerBuilder.newTrigger()
        .startAt(Date.from(start))
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires());
  }

  /** Tells of a mailbox pass whether a job of it waits now. */
  Predicate<MailboxPassRecord> waiting() {
    // Quartz would be asked for each one; there may be ten thousands of them.
    Set<JobKey> waiting = new HashSet<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(WAITING)) {
      statement.setString(1, scheduler.getSchedulerName());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          waiting.add(JobKey.jobKey(rows.getString(1), rows.getString(2)));
        }
      }
    } catch (SQLException | SchedulerException e) {
      throw failure(e);
    }
    return record -> waiting.contains(key(record.passId(), record.mailboxId()));
  }

  /** Takes the job of a mailbox out. */
  void remove(long passId, long mailboxId) {
    try {
      scheduler.deleteJob(key(passId, mailboxId));
    } catch (SchedulerException e) {
      throw failure(e);
    }
  }

  /** Starts no job any more, and waits for those that run. */
  @Override
  public void close() {
    slots.close();
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      throw failure(e);
    }
  }

  private static JobKey key(long passId, long mailboxId) {
    return JobKey.jobKey("mailbox-" + mailboxId, "pass-" + passId);
  }

  private static LedgerException failure(Exception e) {
    return new LedgerException(
        "The job store in the ledger's database can't be used: " + e.getMessage(), e);
  }

  /** Lends Quartz connections of the ledger's pool, which the ledger closes. */
  private record LedgerConnections(DataSource database) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return database.getConnection();
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown() {}
  }
}
