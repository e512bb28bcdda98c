package io.mailtrek.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.migration.TestProject;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class PassExecutionTest {
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));

  private final Logger log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  private final List<AppenderBase<ILoggingEvent>> appenders = new ArrayList<>();

  @BeforeEach
  void start() {
    server.start();
    server.setUser(TestProject.address("anna"), "anna", TestProject.PASSWORD);
  }

  @AfterEach
  void stop() {
    appenders.forEach(log::detachAppender);
    server.stop();
  }

  @Test
  void whatBecameOfTheItemsIsRecordedAlsoWhenTheRunEndsByAnErrorOfTheProgram(@TempDir Path home)
      throws Exception {
    IllegalStateException failure = new IllegalStateException("Nobody thought of this.");
    assertEquals("Nobody thought of this. The log says more.", messageAfter(failure, home));
  }

  @Test
  void norDoesAMailboxPassSeemToGoOnAfterAnErrorOfTheJvm(@TempDir Path home) throws Exception {
    OutOfMemoryError failure = new OutOfMemoryError("by the test");
    assertEquals(
        "java.lang.OutOfMemoryError: by the test. The log says more.", messageAfter(failure, home));
  }

  /** The message of a mailbox pass that failed so when seven items were counted. */
  private String messageAfter(Throwable failure, Path home) throws Exception {
    int port = server.getImap().getPort();
    TestProject project = new TestProject(home, port, port, "anna");
    Runners runners = new Runners();
    runners.register(
        PassType.FULL,
        run -> {
          run.outcomes().tally(FolderPath.INBOX, ItemType.MAIL).alreadyMigrated(7);
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        });
    try (PassEngine engine =
        PassEngine.running(project.project(), runners, Clock.systemUTC(), Meter.NONE)) {
      engine.begin();
      long pass =
          engine.submit(
              new PassRequest(
                  PassType.FULL,
                  Optional.empty(),
                  project.project().mailboxes(),
                  Optional.empty(),
                  false));
      TestProject.until(() -> record(engine, pass).status().finished());
      assertEquals(MailboxPassStatus.FAILED, record(engine, pass).status());
      assertEquals(7, record(engine, pass).counts().listed());
      return record(engine, pass).message();
    }
  }

  /** Its job would be gone, and it would wait for the next start of the process. */
  @Test
  void aLedgerThatCantBeReadForAWhileDelaysAMailboxPass(@TempDir Path home) throws Exception {
    int port = server.getImap().getPort();
    TestProject project = new TestProject(home, port, port, "anna");
    Runners runners = new Runners();
    runners.register(PassType.FULL, run -> {});
    try (PassEngine engine =
        PassEngine.running(project.project(), runners, Clock.systemUTC(), Meter.NONE)) {
      engine.begin();
      long pass =
          engine.submit(
              new PassRequest(
                  PassType.FULL,
                  Optional.empty(),
                  project.project().mailboxes(),
                  Optional.of(Instant.now().plusSeconds(1)),
                  false));
      AtomicBoolean failed = failure();
      ask(engine, "ALTER TABLE pass RENAME TO away");
      TestProject.until(failed::get);
      ask(engine, "ALTER TABLE away RENAME TO pass");
      TestProject.until(() -> record(engine, pass).status().finished());
      assertEquals(MailboxPassStatus.COMPLETED, record(engine, pass).status());
    }
  }

  /** Becomes true when somebody logs an error. */
  private AtomicBoolean failure() {
    AtomicBoolean failed = new AtomicBoolean();
    AppenderBase<ILoggingEvent> errors =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            failed.compareAndSet(false, event.getLevel() == Level.ERROR);
          }
        };
    errors.start();
    log.addAppender(errors);
    appenders.add(errors);
    return failed;
  }

  private static void ask(PassEngine engine, String sql) throws SQLException {
    try (Connection connection = engine.ledger().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static MailboxPassRecord record(PassEngine engine, long pass) {
    List<MailboxPassRecord> records = engine.ledger().passes().mailboxPasses(pass);
    return records.get(0);
  }
}
