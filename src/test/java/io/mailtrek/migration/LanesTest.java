package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mailtrek.corpus.Corpus;
import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.server.DelayProxy;
import io.mailtrek.server.DovecotConfig;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** One mailbox is worked on over several connections, and nothing else changes by that. */
@RequiresDovecot
class LanesTest {
  private static final String USER = "anna";
  private static final String CONTEXT = "lanes";
  private static final int FOLDERS = 6;
  private static final int MESSAGES = 1_200;

  private final Logger lanesLog = (Logger) LoggerFactory.getLogger("io.mailtrek.camel.Lanes");
  private DovecotServer source;
  private DovecotServer destination;
  private DelayProxy toSource;
  private DelayProxy toDestination;
  private TestProject project;
  @TempDir private Path home;

  @BeforeEach
  void fill() throws Exception {
    source = DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
    try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
      imap.seed(messages());
    }
  }

  /** Six folders of equal size; each message has a twin in the next folder. */
  private static List<SampleMessage> messages() {
    List<SampleMessage> all = new ArrayList<>();
    int index = 0;
    for (SampleMessage message :
        new Corpus(Corpus.Profile.SMALL, MESSAGES / 2, 23, Instant.parse("2025-06-01T00:00:00Z"))) {
      all.add(message.in("Folder " + index % FOLDERS));
      all.add(message.in("Folder " + (index + 1) % FOLDERS));
      index++;
    }
    return all;
  }

  /** A small window and a short interval, so that there is time for more lanes. */
  private void begin(DovecotConfig config) throws Exception {
    destination = config.user(USER, TestProject.PASSWORD).start();
    toSource = DelayProxy.to(source.port(), Duration.ofMillis(20));
    toDestination = DelayProxy.to(destination.port(), Duration.ofMillis(20));
    project = new TestProject(home, toSource.port(), toDestination.port(), USER);
    project
        .set("mailtrek.window.items", "40")
        .set("camel.component.mailbox.tuningInterval", "20")
        .set("camel.main.name", CONTEXT);
  }

  @AfterEach
  void stop() {
    lanesLog.setLevel(null);
    lanesLog.setAdditive(true);
    lanesLog.detachAndStopAllAppenders();
    project.close();
    toSource.close();
    toDestination.close();
    source.close();
    destination.close();
  }

  @Test
  void opensMoreConnectionsAndMovesEverythingOnce() throws Exception {
    begin(DovecotServer.builder());
    ListAppender<ILoggingEvent> log = listenToLanes();
    assertComplete(project.full().get(0));
    ILoggingEvent lane = log.list.get(0);
    assertEquals("A lane begins. Connections to each server: 2.", lane.getFormattedMessage());
    assertEquals(TestProject.address(USER), lane.getMDCPropertyMap().get("mailbox"));
    assertEquals("1", lane.getMDCPropertyMap().get("pass"));
    assertTrue(toSource.accepted() > 1, "to the source: " + toSource.accepted());
    assertTrue(toDestination.accepted() > 1, "to the destination: " + toDestination.accepted());
    assertNothingNew();
  }

  @Test
  void opensNoMoreThanTheSettingAllows() throws Exception {
    begin(DovecotServer.builder());
    project.set("mailtrek.connections-per-mailbox", "1");
    assertComplete(project.full().get(0));
    assertEquals(1, toSource.accepted());
    assertEquals(1, toDestination.accepted());
  }

  @Test
  void goesOnWithOneConnectionWhereTheServerTakesNoMore() throws Exception {
    begin(DovecotServer.builder().config("mail_max_userip_connections = 1"));
    assertComplete(project.full().get(0));
    assertEquals(2, toDestination.accepted(), "one try is enough");
  }

  @Test
  void losesAndDoublesNothingWhenTheConnectionsOfAllLanesBreak() throws Exception {
    begin(DovecotServer.builder());
    long pass = project.submit(PassType.FULL, Optional.empty());
    for (int listed = 150; listed < MESSAGES; listed += 250) {
      int reached = listed;
      TestProject.until(() -> listed(pass) >= reached || finished(pass));
      toSource.cutAll();
      toDestination.cutAll();
    }
    assertComplete(project.await(pass).get(0));
    assertTrue(toDestination.accepted() > 2, "to the destination: " + toDestination.accepted());
    assertNothingNew();
  }

  @Test
  void losesAndDoublesNothingWhenConnectionsBreakBetweenAppendAndAnswer() throws Exception {
    begin(DovecotServer.builder());
    long pass = project.submit(PassType.FULL, Optional.empty());
    TestProject.until(() -> toDestination.open() > 1 || finished(pass));
    toDestination.cutAfterBytes(DelayProxy.Direction.TO_CLIENT, 3_000);
    assertComplete(project.await(pass).get(0));
    assertNothingNew();
  }

  @Test
  void theFirstLaneTakesOverWhatABrokenOneHasLeft() throws Exception {
    begin(DovecotServer.builder());
    project.editRoute("errors.camel.yaml", "maximumRedeliveries: 6", "maximumRedeliveries: 2");
    long pass = project.submit(PassType.FULL, Optional.empty());
    TestProject.until(() -> (toDestination.open() > 1 && listed(pass) > 100) || finished(pass));
    toDestination.refuse(true);
    toDestination.cutNewest();
    assertComplete(project.await(pass).get(0));
    assertEquals(0, record(pass).counts().alreadyMigrated());
    toDestination.refuse(false);
    assertNothingNew();
  }

  @Test
  void aStoppedPassGoesOnWithTheNext() throws Exception {
    begin(DovecotServer.builder());
    long pass = project.submit(PassType.FULL, Optional.empty());
    TestProject.until(() -> toDestination.open() > 1 || finished(pass));
    project.engine().ledger().passes().requestStop(pass, record(pass).mailboxId());
    MailboxPassRecord stopped = project.await(pass).get(0);
    assertEquals(MailboxPassStatus.STOPPED, stopped.status());
    assertEquals(0, stopped.counts().failed());

    Counts next = project.full().get(0).counts();
    assertEquals(MESSAGES, next.listed());
    assertEquals(stopped.counts().migrated(), next.alreadyMigrated());
    assertEquals(MESSAGES, next.migrated() + next.alreadyMigrated());
    assertEquals(List.of(), snapshot(source).differences(snapshot(destination)));
  }

  @Test
  void jmxShowsTheConnectionsAndTheWindowOfAMailbox() throws Exception {
    begin(DovecotServer.builder());
    long pass = project.submit(PassType.FULL, Optional.empty());
    TestProject.until(() -> connections() > 1 || finished(pass));
    assertTrue(connections() > 1);
    CompositeData row = (CompositeData) mailboxes().values().iterator().next();
    assertEquals(TestProject.address(USER), row.get("mailbox"));
    assertEquals(pass, row.get("pass"));
    assertEquals(40, row.get("windowItems"));
    assertComplete(project.await(pass).get(0));
    assertEquals(0, mailboxes().size());
  }

  private ListAppender<ILoggingEvent> listenToLanes() {
    ListAppender<ILoggingEvent> appender =
        new ListAppender<>() {
          @Override
          protected void append(ILoggingEvent event) {
            // Otherwise its fields are those of whoever asks for them first.
            event.prepareForDeferredProcessing();
            super.append(event);
          }
        };
    appender.start();
    lanesLog.setLevel(Level.INFO);
    lanesLog.setAdditive(false);
    lanesLog.addAppender(appender);
    return appender;
  }

  private int connections() {
    return mailboxes().values().stream()
        .mapToInt(row -> (int) ((CompositeData) row).get("connections"))
        .sum();
  }

  private static TabularData mailboxes() {
    try {
      MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
      ObjectName consumers =
          new ObjectName(
              "org.apache.camel:context=" + CONTEXT + ",type=consumers,name=MailboxConsumer*");
      for (ObjectName name : beans.queryNames(consumers, null)) {
        if (String.valueOf(beans.getAttribute(name, "EndpointUri")).contains("pass=full")) {
          return (TabularData) beans.getAttribute(name, "Mailboxes");
        }
      }
      throw new IllegalStateException("No such consumer");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private MailboxPassRecord record(long pass) {
    return project.records(pass).get(0);
  }

  private long listed(long pass) {
    return record(pass).counts().listed();
  }

  private boolean finished(long pass) {
    return record(pass).status().finished();
  }

  private void assertComplete(MailboxPassRecord record) throws Exception {
    assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
    Counts counts = record.counts();
    assertEquals(0, counts.failed());
    assertEquals(MESSAGES, counts.migrated() + counts.adopted());
    assertEquals(MESSAGES, counts.listed());
    assertEquals(List.of(), snapshot(source).differences(snapshot(destination)));
  }

  private void assertNothingNew() throws Exception {
    Counts again = project.full().get(0).counts();
    assertEquals(MESSAGES, again.alreadyMigrated());
    assertEquals(MESSAGES, again.listed());
  }

  private static MailboxSnapshot snapshot(DovecotServer server) throws Exception {
    return MailboxSnapshot.read(server.port(), USER, TestProject.PASSWORD);
  }
}
