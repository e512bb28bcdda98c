package io.mailtrek.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.dav.DavCollection;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.dav.DavFaults;
import io.mailtrek.server.dav.DavSamples;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may go wrong with calendars and contacts. */
class DavFaultsTest {
  private DavRun run;

  @BeforeEach
  void start(@TempDir Path home) throws Exception {
    run = new DavRun(home);
  }

  @AfterEach
  void stop() {
    run.close();
  }

  @Test
  void theReplyOfAPutIsLost() throws Exception {
    run.atDestination().on("PUT").skip(10).once(DavFaults.loseReply());
    run.pass().overcome();
    run.nextPassCompletes();
    assertEquals(DavRun.ITEMS, run.counts().alreadyMigrated());
  }

  @Test
  void theRepliesOfManyPutsAreLost() throws Exception {
    run.atDestination().on("PUT").skip(10).times(30, DavFaults.loseReply());
    run.pass().overcome();
    run.nextPassCompletes();
    assertEquals(DavRun.ITEMS, run.counts().alreadyMigrated());
  }

  @Test
  void theConnectionIsDroppedBeforeAPut() throws Exception {
    run.atDestination().on("PUT").skip(10).times(3, DavFaults.drop());
    run.pass().overcome();
  }

  @Test
  void theLoginIsRefusedOnceInTheMiddle() throws Exception {
    run.atDestination().on("PUT").skip(10).once(DavFaults.unauthorized());
    run.atSource().on("REPORT").once(DavFaults.unauthorized());
    run.pass().overcome();
  }

  @Test
  void theLoginIsRefusedForGoodInTheMiddle() throws Exception {
    run.atDestination().on("*").skip(25).always(DavFaults.unauthorized());
    run.pass().ended(MailboxPassStatus.FAILED).says("login", "401");
    run.nextPassCompletes();
  }

  @Test
  void theSyncTokenHasExpired() throws Exception {
    run.pass().overcome();
    run.folder("Work").put("new.ics", DavSamples.event("new", "New").getBytes(UTF_8));
    run.sourceIsMeantToBeSo();
    run.atSource().on("REPORT").always(DavFaults.tokensExpire());
    run.pass().overcome();
    assertEquals(1, run.counts().migrated());
    assertEquals(DavRun.ITEMS, run.counts().alreadyMigrated());
  }

  @Test
  void aCalendarIsDeletedAtTheDestinationMeanwhile() throws Exception {
    run.atDestination()
        .on("PUT")
        .with("Event 40")
        .once(
            DavFaults.first(
                () ->
                    run.destination()
                        .tree()
                        .named(DavRun.USER, "Work")
                        .ifPresent(run.destination().tree()::remove)));
    run.pass().ended(MailboxPassStatus.COMPLETED).failed(0);
    DavCollection again = run.destination().tree().named(DavRun.USER, "Work").orElseThrow();
    assertTrue(again.resources().stream().anyMatch(r -> r.text().contains("Event 40")));
  }

  @Test
  void aCalendarIsDeletedAtTheSourceMeanwhile() throws Exception {
    run.atSource()
        .on("REPORT")
        .at("/work/")
        .once(
            DavFaults.first(
                () -> {
                  run.source().tree().remove(run.folder("Work"));
                  run.sourceIsMeantToBeSo();
                }));
    run.pass().ended(MailboxPassStatus.COMPLETED);
    run.nextPassCompletes();
    assertEquals(50, run.counts().alreadyMigrated());
  }

  @Test
  void theServersAskToComeAgain() throws Exception {
    run.atSource().on("REPORT").once(DavFaults.comeAgain(503, "1"));
    run.atDestination().on("PUT").skip(5).times(2, DavFaults.comeAgain(429, "1"));
    run.atDestination().on("PUT").with("Event 30").times(2, DavFaults.answer(423, "Locked"));
    run.pass().overcome();
  }

  @Test
  void aPutIsRefusedWithinAMultistatus() throws Exception {
    run.atDestination()
        .on("PUT")
        .with("Event 7\r")
        .always(DavFaults.refuseWithin207(403, "Forbidden"));
    run.pass().ended(MailboxPassStatus.COMPLETED).failed(1).says("event-7", "403");
    run.nextPassCompletes();
  }

  @Test
  void theServerTellsNoVersions() throws Exception {
    run.atDestination().on("PUT").always(DavFaults.noEtag());
    run.pass().overcome();
  }

  @Test
  void theDestinationStumblesOverAnItem() throws Exception {
    run.atDestination().on("PUT").always(DavFaults.stumbleOver("Event 7\r"));
    run.pass().ended(MailboxPassStatus.COMPLETED).failed(1).says("event-7", "500");
    run.nextPassCompletes();
  }

  @Test
  void theSourceStumblesOverAnItem() throws Exception {
    run.atSource().on("REPORT").always(DavFaults.stumbleOver("Event 7"));
    run.atSource().on("GET").always(DavFaults.stumbleOver("Event 7&#13;"));
    run.atSource().on("GET").at("event-7.ics").always(DavFaults.answer(500, "Internal error"));
    run.pass().ended(MailboxPassStatus.COMPLETED).failed(1);
    run.nextPassCompletes();
  }

  @Test
  void aUidIsUniqueInTheWholeHome() throws Exception {
    run.pass().overcome();
    DavCollection more =
        run.source().tree().addCalendar(DavRun.USER, "more", "More", java.util.Set.of("VEVENT"));
    more.put("event-3.ics", run.folder("Work").resource("event-3.ics").orElseThrow().content());
    run.sourceIsMeantToBeSo();
    run.atDestination().on("PUT").always(DavFaults.uniqueUidsInHome(run.destination().tree()));
    run.pass().ended(MailboxPassStatus.COMPLETED).failed(0);
    assertEquals(1, run.counts().adopted());
  }
}
