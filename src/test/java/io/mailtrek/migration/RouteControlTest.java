package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.Corpus;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.server.DelayProxy;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators steer the routes of passes with Camel's own MBeans. */
@RequiresDovecot
class RouteControlTest {
  private static final String USER = "anna";
  private static final String CONTEXT = "route-control";
  private static final int MESSAGES = 600;

  private final DovecotServer source =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private final DovecotServer destination =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private DelayProxy slow;
  private TestProject project;

  @BeforeEach
  void fill(@TempDir Path home) throws Exception {
    slow = DelayProxy.to(destination.port(), Duration.ofMillis(40));
    project = new TestProject(home, source.port(), slow.port(), USER);
    project.set("mailtrek.window.items", "20").set("camel.main.name", CONTEXT);
    try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
      imap.seed(
          new Corpus(Corpus.Profile.TINY, MESSAGES, 5, Instant.parse("2025-06-01T00:00:00Z")));
    }
  }

  @AfterEach
  void stop() {
    project.close();
    slow.close();
    source.close();
    destination.close();
  }

  @Test
  void suspendingTheRoutePausesThePassAndResumingGoesOn() throws Exception {
    long pass = begin();

    route("suspend");
    long paused = settledCount();
    assertEquals(MailboxPassStatus.PROCESSING, record(pass).status());
    assertTrue(paused < MESSAGES);
    route("resume");

    MailboxPassRecord ended = project.await(pass).get(0);
    assertEquals(MailboxPassStatus.COMPLETED, ended.status());
    assertEquals(MESSAGES, ended.counts().migrated());
  }

  @Test
  void stoppingTheRouteEndsThePassAsStoppedAndTheNextOneGoesOn() throws Exception {
    long pass = begin();

    route("stop");

    MailboxPassRecord stopped = project.await(pass).get(0);
    assertEquals(MailboxPassStatus.STOPPED, stopped.status(), stopped.toString());
    assertEquals(0, stopped.counts().failed());
    route("start");
    MailboxPassRecord next = project.full().get(0);
    assertEquals(MailboxPassStatus.COMPLETED, next.status());
    assertEquals(MESSAGES, next.counts().migrated() + next.counts().alreadyMigrated());
    assertEquals(stopped.counts().migrated(), next.counts().alreadyMigrated());
  }

  private long begin() throws Exception {
    long pass = project.submit(PassType.FULL, Optional.empty());
    TestProject.until(() -> record(pass).counts().migrated() > 20);
    return pass;
  }

  private MailboxPassRecord record(long pass) {
    return project.records(pass).get(0);
  }

  /** The number of items at the destination once nothing is in flight any more. */
  private long settledCount() throws Exception {
    TestProject.until(() -> inFlight() == 0);
    return (long) attribute("ExchangesCompleted");
  }

  private long inFlight() {
    try {
      return (long) attribute("ExchangesInflight");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Object attribute(String name) throws Exception {
    return ((Number) beans.getAttribute(name(), name)).longValue();
  }

  private void route(String operation) throws Exception {
    beans.invoke(name(), operation, new Object[0], new String[0]);
  }

  private ObjectName name() throws Exception {
    Set<ObjectName> names =
        beans.queryNames(
            new ObjectName("org.apache.camel:context=" + CONTEXT + ",type=routes,name=\"full\""),
            null);
    return names.iterator().next();
  }
}
