package io.mailtrek.fault;

import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.FaultProxy.Packets;
import io.mailtrek.server.Faults;
import io.mailtrek.server.RequiresDovecot;
import java.nio.charset.StandardCharsets;
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
