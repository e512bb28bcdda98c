package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import io.mailtrek.camel.CamelEngines;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passes that the service submits by itself. */
class ScheduleTest {
  private final GreenMail server = EmbeddedImap.start("anna", "bert");
  private TestProject project;

  @BeforeEach
  void make(@TempDir Path home) throws Exception {
    int port = server.getImap().getPort();
    project = new TestProject(home, port, port, "anna", "bert");
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void nothingIsScheduledAsShipped() throws Exception {
    try (Engine service = new CamelEngines().start(project.project(), true)) {
      assertEquals(List.of(), service.ledger().passes().all());
    }
  }

  @Test
  void aCronSubmitsAPassEachTimeItComes() throws Exception {
    project
        .set("mailtrek.full.schedule.cron", "* * * * * ?")
        .set("mailtrek.full.schedule.mailboxes", "anna@example.org");
    try (Engine service = new CamelEngines().start(project.project(), true)) {
      PassLog passes = service.ledger().passes();
      TestProject.until(() -> passes.all().size() >= 2);
      PassRecord first = passes.all().get(0);
      assertEquals(PassType.FULL, first.type());
      assertEquals(1, passes.mailboxPasses(first.id()).size());
    }
  }

  @Test
  void aDateSubmitsOnePassHoweverOftenTheServiceStarts() throws Exception {
    Instant at = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    project.set("mailtrek.pre-stage.schedule.at", at.toString());

    for (int start = 0; start < 2; start++) {
      try (Engine service = new CamelEngines().start(project.project(), true)) {
        PassLog passes = service.ledger().passes();
        TestProject.until(() -> !passes.all().isEmpty());
        assertEquals(1, passes.all().size());
        PassRecord pass = passes.all().get(0);
        assertEquals(at, pass.startAt().orElseThrow());
        assertTrue(pass.cutOff().isPresent());
        assertEquals(
            List.of(MailboxPassStatus.SUBMITTED, MailboxPassStatus.SUBMITTED),
            passes.mailboxPasses(pass.id()).stream().map(record -> record.status()).toList());
      }
    }
  }

  @Test
  void aForegroundCommandDoesNotKeepTheSchedule() throws Exception {
    project.set("mailtrek.full.schedule.cron", "* * * * * ?");

    assertEquals(2, project.full().size());
    assertEquals(1, project.engine().ledger().passes().all().size());
    project.close();
  }
}
