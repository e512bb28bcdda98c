package io.mailtrek.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.migration.TestProject;
import io.mailtrek.server.FaultProxy.Packets;
import io.mailtrek.server.Faults;
import io.mailtrek.server.RequiresDovecot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong in the dialogue with the destination. */
@RequiresDovecot
@ExtendWith(FaultRuns.class)
class DestinationFaultsTest {
  private static final String APPEND = "APPEND .*";

  @Test
  void theReplyOfAStoredBatchIsLost(FaultRun run) throws Exception {
    run.toDestination().on(APPEND).after(1).times(2).does(Faults.loseReply());
    run.pass().overcome();
  }

  @Test
  void theReplyOfManyBatchesIsLost(FaultRun run) throws Exception {
    run.toDestination().on(APPEND).times(4).does(Faults.loseReply());
    run.pass().overcome();
  }

  @Test
  void theServerHangsAfterItHasStoredABatch(FaultRun run) throws Exception {
    run.toDestination().on(APPEND).after(1).does(Faults.stall());
    run.pass().overcome();
  }

  @Test
  void theServerHangsForGood(FaultRun run) throws Exception {
    run.toDestination().on("(?!LOGOUT).*").after(8).always().does(Faults.stall());
    run.pass()
        .ended(MailboxPassStatus.FAILED)
        .says("127.0.0.1:" + run.toDestination().port(), "did not answer", "submit the pass again");
    run.nextPassCompletes();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AS_SENT")
  void packetsAreSplitAndMerged(Packets packets, FaultRun run) throws Exception {
    run.toDestination().packets(packets);
    run.pass().overcome();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO [CANNOT] not this one", "BAD no such command"})
  void aBatchIsRefused(String refusal, FaultRun run) throws Exception {
    run.toDestination().on(APPEND).after(1).does(Faults.answer(refusal));
    run.pass().overcome();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO [CANNOT] not here", "BAD not here"})
  void everyMessageOfAFolderIsRefused(String refusal, FaultRun run) throws Exception {
    run.toDestination().on("APPEND \"?Drafts.*").always().does(Faults.answer(refusal));
    int drafts = run.mail().folder("Drafts").messages().size();
    run.pass()
        .ended(MailboxPassStatus.COMPLETED)
        .failed(drafts)
        .says("Drafts", "127.0.0.1", "the server answered " + refusal);
    run.nextPassCompletes();
  }

  @Test
  void theServerSaysByeInPlaceOfTheReply(FaultRun run) throws Exception {
    run.toDestination().on(APPEND).after(1).times(3).does(Faults.bye("going down"));
    run.pass().overcome();
  }

  @Test
  void theServerSaysByeToEveryBatch(FaultRun run) throws Exception {
    run.toDestination().on(APPEND).always().does(Faults.bye("disk on fire"));
    run.pass()
        .ended(MailboxPassStatus.FAILED)
        .says("127.0.0.1:" + run.toDestination().port(), "disk on fire", "submit the pass again");
    run.nextPassCompletes();
  }

  @Test
  void aMessageMakesTheServerDropTheConnectionEachTime(FaultRun run) throws Exception {
    run.add("INBOX", "poison");
    run.toDestination()
        .on(APPEND)
        .holding(DestinationFaultsTest::isPoison)
        .always()
        .does(Faults.drop());

    run.pass().ended(MailboxPassStatus.COMPLETED).failed(1).says("was lost", "INBOX", "log");
    assertEquals(run.mail().count() - 1, run.counts().migrated() + run.counts().adopted());

    // In the next pass it is the only one.
    run.pass().ended(MailboxPassStatus.COMPLETED).failed(1).says("was lost", "INBOX", "log");
    run.nextPassCompletes();
  }

  @Test
  void severalMessagesMakeTheServerDropTheConnection(FaultRun run) throws Exception {
    run.add("INBOX", "poison 1", "poison 2", "poison 3");
    run.toDestination()
        .on(APPEND)
        .holding(DestinationFaultsTest::isPoison)
        .always()
        .does(Faults.drop());

    run.pass().ended(MailboxPassStatus.COMPLETED).failed(3);
    run.pass().ended(MailboxPassStatus.COMPLETED).failed(3);
    run.nextPassCompletes();
  }

  private static boolean isPoison(String bytes) {
    return bytes.contains("Subject: poison");
  }

  /** What is tried again waits for a minute; nobody waits for that. */
  @Test
  void aMailboxThatHasFailedEndsAtOnce(FaultRun run) throws Exception {
    run.project()
        .set("mailtrek.retry.first-delay-ms", "120000")
        .set("mailtrek.retry.longest-delay-ms", "120000");
    run.toDestination().on(APPEND).does(Faults.answer("NO [SERVERBUG] later"));
    run.toDestination().on(APPEND).always().does(Faults.answer("NO [OVERQUOTA] full"));

    assertTimeout(
        Duration.ofSeconds(60),
        () -> run.pass().ended(MailboxPassStatus.FAILED).says("OVERQUOTA", "Free space"));
    run.nextPassCompletes();
  }

  @Test
  void aStopEndsWhatWaitsToBeTriedAgain(FaultRun run) throws Exception {
    run.project()
        .set("mailtrek.retry.first-delay-ms", "120000")
        .set("mailtrek.retry.longest-delay-ms", "120000");
    run.toDestination().on(APPEND).always().does(Faults.answer("NO [SERVERBUG] later"));
    long pass = run.project().submit(PassType.FULL, Optional.empty());
    TestProject.until(() -> run.toDestination().faultsDone() > 0);

    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          MailboxPassRecord record = run.project().records(pass).get(0);
          assertTrue(
              run.project().engine().ledger().passes().requestStop(pass, record.mailboxId()));
          run.passed(run.project().await(pass).get(0)).ended(MailboxPassStatus.STOPPED);
        });
    run.nextPassCompletes();
  }

  @Test
  void theServerSaysByeToEveryConnection(FaultRun run) throws Exception {
    run.toDestination().on("CONNECT").always().does(Faults.bye("closed for today"));
    run.pass()
        .ended(MailboxPassStatus.FAILED)
        .says("127.0.0.1:" + run.toDestination().port(), "closed for today");
    run.nextPassCompletes();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 400 Bad Request\r\n\r\n",
        "\0\0\0\0\r\n",
        "* \r\n",
        "m999 OK not yours\r\n",
        "* 99999999999999999999 EXISTS\r\n",
        ")(\r\n\r\n"
      })
  void garbageComesInPlaceOfTheReply(String garbage, FaultRun run) throws Exception {
    byte[] bytes = garbage.getBytes(StandardCharsets.ISO_8859_1);
    run.toDestination().on(APPEND).after(1).does(Faults.garble(bytes));
    run.pass().overcome();
  }

  @Test
  void theConnectionBreaksWhileDoubtsAreSettled(FaultRun run) throws Exception {
    run.toDestination().on(APPEND).after(1).does(Faults.loseReply());
    run.toDestination().on("EXAMINE .*").times(2).does(Faults.loseReply());
    run.pass().overcome();
  }

  @Test
  void doubtsCantBeSettled(FaultRun run) throws Exception {
    run.toDestination().on(APPEND).after(1).does(Faults.loseReply());
    run.toDestination().on("EXAMINE .*").always().does(Faults.answer("NO [SERVERBUG] not now"));
    run.pass().ended(MailboxPassStatus.FAILED).says("EXAMINE", "not now");
    run.nextPassCompletes();
  }

  @Test
  void aFolderCantBeMade(FaultRun run) throws Exception {
    run.toDestination()
        .on("CREATE .*Notes with spaces.*")
        .always()
        .does(Faults.answer("NO [NOPERM] no permission"));
    int notes = run.mail().folder("Notes with spaces").messages().size();
    run.pass()
        .ended(MailboxPassStatus.COMPLETED)
        .failed(notes)
        .says("Notes with spaces", "127.0.0.1", "no permission");
    run.nextPassCompletes();
  }
}
