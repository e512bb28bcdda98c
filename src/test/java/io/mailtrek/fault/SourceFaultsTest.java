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

/** What goes wrong in the dialogue with the source. */
@RequiresDovecot
@ExtendWith(FaultRuns.class)
class SourceFaultsTest {
  private static final String LISTING = "UID FETCH .*RFC822.SIZE.*";
  private static final String READING = "UID FETCH .*BODY.PEEK\\[\\].*";

  @ParameterizedTest
  @ValueSource(strings = {LISTING, READING})
  void aResponseBreaksOffWithTheConnection(String command, FaultRun run) throws Exception {
    run.toSource().on(command).after(1).times(2).does(Faults.truncate(false));
    run.pass().overcome();
  }

  @Test
  void aLiteralIsShorterThanAnnounced(FaultRun run) throws Exception {
    run.toSource().on(READING).after(1).times(3).does(Faults.truncate(true));
    run.pass().overcome();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIST .*", "EXAMINE .*", LISTING, READING})
  void theServerHangs(String command, FaultRun run) throws Exception {
    run.toSource().on(command).does(Faults.stall());
    run.pass().overcome();
  }

  @Test
  void theServerHangsForGood(FaultRun run) throws Exception {
    run.toSource().on(READING).after(1).always().does(Faults.stall());
    run.pass()
        .ended(MailboxPassStatus.FAILED)
        .says("127.0.0.1:" + run.toSource().port(), "did not answer", "submit the pass again");
    run.nextPassCompletes();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AS_SENT")
  void packetsAreSplitAndMerged(Packets packets, FaultRun run) throws Exception {
    run.toSource().packets(packets);
    run.pass().overcome();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO [CANNOT] not these", "BAD no such command"})
  void aReadIsRefused(String refusal, FaultRun run) throws Exception {
    run.toSource().on("UID FETCH \\d+[:,].*BODY.PEEK\\[\\].*").does(Faults.answer(refusal));
    run.pass().overcome();
  }

  @Test
  void everyReadIsRefused(FaultRun run) throws Exception {
    run.toSource().on(READING).always().does(Faults.answer("NO [CANNOT] store is broken"));
    run.pass()
        .ended(MailboxPassStatus.FAILED)
        .says("More than 100 items failed", "mailtrek errors", "submit the pass again");
    run.nextPassCompletes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO [NOPERM] not for you", "BAD what"})
  void aFolderCantBeOpened(String refusal, FaultRun run) throws Exception {
    run.toSource().on("EXAMINE .*Notes with spaces.*").always().does(Faults.answer(refusal));
    run.pass()
        .ended(MailboxPassStatus.COMPLETED)
        .failed(run.mail().folder("Notes with spaces").messages().size())
        .says("EXAMINE Notes with spaces", "127.0.0.1", "the server answered " + refusal);
    run.nextPassCompletes();
  }

  @Test
  void theFoldersCantBeListed(FaultRun run) throws Exception {
    run.toSource().on("LIST .*").always().does(Faults.answer("NO [NOPERM] not for you"));
    run.pass()
        .ended(MailboxPassStatus.FAILED)
        .says("LIST", "127.0.0.1:" + run.toSource().port(), "not for you", "submit the pass again");
    run.nextPassCompletes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIST .*", "EXAMINE .*", LISTING, READING})
  void theServerSaysBye(String command, FaultRun run) throws Exception {
    run.toSource().on(command).times(2).does(Faults.bye("going down"));
    run.pass().overcome();
  }

  @Test
  void theServerSaysByeToEveryRead(FaultRun run) throws Exception {
    run.toSource().on(READING).always().does(Faults.bye("disk on fire"));
    run.pass()
        .ended(MailboxPassStatus.FAILED)
        .says("127.0.0.1:" + run.toSource().port(), "disk on fire", "submit the pass again");
    run.nextPassCompletes();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 400 Bad Request\r\n\r\n",
        "* 1 FETCH (UID\r\n",
        "* 1 FETCH (UID 1 BODY[] {5}\r\n",
        "* 1 FETCH (UID 1 BODY[] {-5}\r\nabc)\r\n",
        "* 1 FETCH UID 1\r\n",
        "\0\0\0\0\r\n"
      })
  void garbageComesInPlaceOfAResponse(String garbage, FaultRun run) throws Exception {
    byte[] bytes = garbage.getBytes(StandardCharsets.ISO_8859_1);
    run.toSource().on(LISTING).does(Faults.garble(bytes));
    run.toSource().on(READING).after(1).does(Faults.garble(bytes));
    run.pass().overcome();
  }

  @Test
  void uidValidityChangesWhenTheFolderIsOpenedAgain(FaultRun run) throws Exception {
    run.toSource().on("EXAMINE .*INBOX.*").after(1).always().does(Faults.rewrite(this::wrong));
    run.toSource().on(READING).does(Faults.bye("going down"));
    run.pass()
        .ended(MailboxPassStatus.FAILED)
        .says("INBOX", "127.0.0.1", "replaced", "UIDVALIDITY", "run the pass again");
    run.nextPassCompletes();
  }

  @Test
  void uidValidityIsAnotherThanWasListed(FaultRun run) throws Exception {
    run.toSource().on("EXAMINE .*INBOX.*").always().does(Faults.rewrite(this::wrong));
    run.pass()
        .ended(MailboxPassStatus.FAILED)
        .says("INBOX", "127.0.0.1", "replaced", "UIDVALIDITY", "run the pass again");
    run.nextPassCompletes();
  }

  @Test
  void uidValidityIsWrongForAWholePass(FaultRun run) throws Exception {
    run.toSource().on("(LIST|EXAMINE) .*").always().does(Faults.rewrite(this::wrong));
    run.pass().overcome();
    run.nextPassCompletes();
  }

  private String wrong(String response) {
    return response.replaceAll("UIDVALIDITY \\d+", "UIDVALIDITY 4711");
  }
}
