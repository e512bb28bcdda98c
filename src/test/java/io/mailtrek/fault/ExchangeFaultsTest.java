package io.mailtrek.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.ExchangeRequest;
import io.mailtrek.demo.exchange.StoredItem;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.exchange.ExchangeFaults;
import io.mailtrek.server.exchange.ExchangeSamples;
import io.mailtrek.server.exchange.LateRequests;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may go wrong between two Exchange servers. */
class ExchangeFaultsTest {
  private ExchangeRun run;

  @BeforeEach
  void start(@TempDir Path home) throws Exception {
    run = new ExchangeRun(home);
  }

  @AfterEach
  void stop() {
    run.close();
  }

  @Test
  void theReplyOfAnUploadIsLost() throws Exception {
    run.atDestination().on("UploadItems").once(ExchangeFaults.loseReply());
    run.pass().overcome();
    run.nextPassCompletes();
    assertEquals(ExchangeRun.ITEMS, run.counts().alreadyMigrated());
  }

  @Test
  void theRepliesOfManyUploadsAreLost() throws Exception {
    run.atDestination().on("UploadItems").skip(1).times(3, ExchangeFaults.loseReply());
    run.pass().overcome();
    run.nextPassCompletes();
    assertEquals(ExchangeRun.ITEMS, run.counts().alreadyMigrated());
  }

  /** The server is slow: it has done nothing when it is looked at, but before it is asked again. */
  @Test
  void anUploadArrivesAfterItWasLookedFor() throws Exception {
    LateRequests late = new LateRequests();
    run.atDestination().on("UploadItems").skip(1).times(3, late);
    Set<String> searches = ConcurrentHashMap.newKeySet();
    run.atDestination()
        .on("FindItem")
        .when(search -> !searches.add(search.text()))
        .always(ExchangeFaults.first(late::arrive));
    run.pass().overcome();
    assertEquals(0, late.waiting());
    run.nextPassCompletes();
    assertEquals(ExchangeRun.ITEMS, run.counts().alreadyMigrated());
  }

  @Test
  void nobodyCanBeAskedWhetherAnUploadArrived() throws Exception {
    LateRequests late = new LateRequests();
    run.atDestination().on("UploadItems").once(late);
    run.atDestination().on("FindItem").always(ExchangeFaults.drop());
    run.pass().ended(MailboxPassStatus.FAILED).says("It lasted");
    late.arrive();
    run.atDestination().forget();
    run.nextPassCompletes();
    List<String> asked =
        run.atDestination().received().stream()
            .map(ExchangeRequest::name)
            .filter(name -> name.equals("FindItem") || name.equals("UploadItems"))
            .toList();
    assertEquals("FindItem", asked.get(0), "what is in doubt is settled first");
  }

  @Test
  void anAnswerIsCutInTheMiddle() throws Exception {
    run.atSource().on("SyncFolderItems").once(ExchangeFaults.cutReply());
    run.atSource().on("ExportItems").once(ExchangeFaults.cutReply());
    run.atDestination().on("UploadItems").once(ExchangeFaults.cutReply());
    run.pass().overcome();
  }

  @Test
  void theConnectionIsDroppedBeforeAnUpload() throws Exception {
    run.atDestination().on("UploadItems").times(2, ExchangeFaults.drop());
    run.pass().overcome();
  }

  @Test
  void theServersAreBusy() throws Exception {
    run.atSource().on("FindFolder").once(ExchangeFaults.busy(500, 50));
    run.atSource().on("ExportItems").once(ExchangeFaults.busy(200, 50));
    run.atDestination().on("UploadItems").times(2, ExchangeFaults.busyWithin200(50));
    run.atDestination().on("CreateFolder").once(ExchangeFaults.busy(500, 50));
    run.pass().overcome();
  }

  /** The answer comes when nobody waits for it any more. */
  @Test
  void theServersAreSlow() throws Exception {
    run.waitAtMost("1s");
    run.atSource().on("*").always(ExchangeFaults.slow(20));
    run.atDestination().on("UploadItems").skip(1).once(ExchangeFaults.slow(1500));
    run.pass().overcome();
    run.nextPassCompletes();
    assertEquals(ExchangeRun.ITEMS, run.counts().alreadyMigrated());
  }

  @Test
  void theMailboxIsBeingMoved() throws Exception {
    run.atSource().on("SyncFolderItems").once(ExchangeFaults.fault("ErrorMailboxMoveInProgress"));
    run.atDestination()
        .on("UploadItems")
        .times(2, ExchangeFaults.fault(200, "ErrorMailboxStoreUnavailable"));
    run.pass().overcome();
  }

  @Test
  void aContentBreaksOff() throws Exception {
    run.atSource().on("ExportItems").times(2, ExchangeFaults.truncateData());
    run.pass().overcome();
  }

  @Test
  void theLoginIsRefusedForGoodInTheMiddle() throws Exception {
    run.atDestination().on("UploadItems").skip(1).always(ExchangeFaults.unauthorized());
    run.pass().ended(MailboxPassStatus.FAILED).says("401");
    run.nextPassCompletes();
  }

  @Test
  void theSyncStateHasExpired() throws Exception {
    run.pass().overcome();
    run.from().folder("calendar").add(ExchangeSamples.event("New"));
    run.sourceIsMeantToBeSo();
    run.from().expireSyncStates();
    run.pass().overcome();
    assertEquals(1, run.counts().migrated());
    assertEquals(ExchangeRun.ITEMS, run.counts().alreadyMigrated());
  }

  @Test
  void oneItemIsCorrupt() throws Exception {
    item("calendar", "Event 7").failWith("ExportItems", "ErrorCorruptData");
    run.pass().ended(MailboxPassStatus.COMPLETED).failed(1).says("ErrorCorruptData");
  }

  @Test
  void anItemVanishesMeanwhile() throws Exception {
    StoredItem gone = item("inbox", "Mail 11");
    run.atSource()
        .on("ExportItems")
        .once(
            ExchangeFaults.first(
                () -> {
                  run.from().folder("inbox").remove(gone);
                  run.sourceIsMeantToBeSo();
                }));
    run.pass().ended(MailboxPassStatus.COMPLETED).failed(0);
    assertEquals(1, run.counts().skipped());
    run.nextPassCompletes();
  }

  /** Nobody can repair or rewrite what only another Exchange can read. */
  @Test
  void whatIsRefusedIsOfferedInNoOtherForm() throws Exception {
    run.set("mailtrek.repair", "auto");
    run.set("mailtrek.recipient-map.1", "@example.org -> @new.example");
    run.atDestination()
        .on("UploadItems")
        .always(ExchangeFaults.errorWithin200("ErrorItemSavePropertyError"));
    run.pass()
        .ended(MailboxPassStatus.COMPLETED)
        .failed(ExchangeRun.ITEMS)
        .says("ErrorItemSavePropertyError");
    assertEquals(0, run.atDestination().count("CreateItem"));
    run.nextPassCompletes();
  }

  @Test
  void theMailboxIsFull() throws Exception {
    run.to().quota(20_000);
    run.pass().ended(MailboxPassStatus.FAILED).says("ErrorQuotaExceeded");
    run.to().quota(Long.MAX_VALUE);
    run.nextPassCompletes();
  }

  @Test
  void anotherOrderOfNamesAndLongFractionsOfSeconds() throws Exception {
    run.atSource().on("*").always(ExchangeFaults.oddOrder());
    run.atSource().on("*").always(ExchangeFaults.fractions());
    run.pass().overcome();
    run.pass().overcome();
    assertEquals(ExchangeRun.ITEMS, run.counts().alreadyMigrated());
  }

  private StoredItem item(String distinguished, String subject) {
    ExchangeFolder folder = run.from().folder(distinguished);
    return folder.items().stream()
        .filter(each -> each.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }
}
