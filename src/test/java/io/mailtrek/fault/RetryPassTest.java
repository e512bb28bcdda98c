package io.mailtrek.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.migration.TestProject;
import io.mailtrek.pass.PassRefusedException;
import io.mailtrek.server.Faults;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.store.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A retry tries what failed, as the pass wanted it in which it failed, and nothing else. */
@RequiresDovecot
@ExtendWith(FaultRuns.class)
class RetryPassTest {
  private static final String TO_DRAFTS = "APPEND \"?Drafts.*";
  private static final String REFUSAL = "NO [CANNOT] not here";

  @Test
  void triesWhatFailedAndNothingElse(FaultRun run) throws Exception {
    int drafts = failDrafts(run);
    run.toDestination().heal();
    run.add("Drafts", "new, and not wanted by a retry");

    run.retry().ended(MailboxPassStatus.COMPLETED).failed(0);

    assertEquals(drafts, run.counts().listed());
    assertEquals(drafts, run.counts().migrated());
    assertEquals(List.of(), run.failures());
    run.pass().overcome();
    assertEquals(1, run.counts().migrated());
  }

  @Test
  void whatFailsAgainStaysInTheList(FaultRun run) throws Exception {
    int drafts = failDrafts(run);

    run.retry().ended(MailboxPassStatus.COMPLETED).failed(drafts).says("not here");

    assertEquals(drafts, run.counts().listed());
    assertTrue(run.failures().stream().allMatch(f -> f.passId() == 2 && f.originPassId() == 1));
    run.toDestination().heal();
    run.retry().overcome();
  }

  @Test
  void aMessageThatIsGoneIsSkippedAndLeavesTheList(FaultRun run) throws Exception {
    int drafts = failDrafts(run);
    run.toDestination().heal();
    try (RawImap imap = RawImap.login(run.source().port(), FaultRun.USER, TestProject.PASSWORD)) {
      imap.command("SELECT Drafts");
      imap.command("STORE 1 +FLAGS (\\Deleted)");
      imap.command("EXPUNGE");
    }
    run.sourceIsMeantToBeSo();

    run.retry().ended(MailboxPassStatus.COMPLETED).failed(0).skipped(1);

    assertEquals(drafts - 1, run.counts().migrated());
    assertEquals(List.of(), run.failures());
  }

  @Test
  void aFolderThatIsGoneCountsAsSkipped(FaultRun run) throws Exception {
    String folder = "Notes with spaces";
    run.toDestination().on("APPEND .*" + folder + ".*").always().does(Faults.answer(REFUSAL));
    int notes = run.mail().folder(folder).messages().size();
    run.pass().ended(MailboxPassStatus.COMPLETED).failed(notes);
    run.toDestination().heal();
    try (RawImap imap = RawImap.login(run.source().port(), FaultRun.USER, TestProject.PASSWORD)) {
      imap.command("DELETE \"" + folder + "\"");
    }
    run.sourceIsMeantToBeSo();
    run.leavesBehind(folder);

    run.retry().ended(MailboxPassStatus.COMPLETED).failed(0).skipped(notes);

    assertEquals(List.of(), run.failures());
  }

  @Test
  void aWholeFolderThatFailedIsTriedAsAWhole(FaultRun run) throws Exception {
    run.toDestination()
        .on("CREATE .*Notes with spaces.*")
        .always()
        .does(Faults.answer("NO [NOPERM] no permission"));
    int notes = run.mail().folder("Notes with spaces").messages().size();
    run.pass().ended(MailboxPassStatus.COMPLETED).failed(notes);
    run.retry().ended(MailboxPassStatus.COMPLETED).failed(notes).says("no permission");
    run.toDestination().heal();

    run.retry().overcome();

    assertEquals(notes, run.counts().migrated());
    assertEquals(notes, run.counts().listed());
    assertEquals(List.of(), run.failures());
  }

  @Test
  void theCutOffOfThePassHoldsInWhichItFailed(FaultRun run) throws Exception {
    run.toDestination()
        .on("CREATE .*Notes with spaces.*")
        .always()
        .does(Faults.answer("NO [NOPERM] no permission"));
    run.passed(run.project().preStage("2000-01-01").get(0)).ended(MailboxPassStatus.COMPLETED);
    int notes = run.mail().folder("Notes with spaces").messages().size();
    run.failed(notes);
    run.toDestination().heal();

    run.retry().ended(MailboxPassStatus.COMPLETED).failed(0);

    assertEquals(notes, run.counts().filtered(), "all of it is newer");
    assertEquals(List.of(), run.failures());
  }

  @Test
  void whatHasOtherNumbersNowIsLeftToAFullPass(FaultRun run) throws Exception {
    int drafts = failDrafts(run);
    run.toDestination().heal();
    try (RawImap imap = RawImap.login(run.source().port(), FaultRun.USER, TestProject.PASSWORD)) {
      imap.command("DELETE Drafts");
    }
    run.add("Drafts", "another draft");

    run.retry().ended(MailboxPassStatus.COMPLETED).failed(drafts).says("was replaced");

    assertTrue(
        run.failures().stream()
            .map(Failure::problem)
            .allMatch(Optional.of(Problem.FOLDER_REPLACED)::equals));
    run.nextPassCompletes();
  }

  @Test
  void isRefusedUnlessTheLastPassIsCompletedWithErrors(FaultRun run) throws Exception {
    assertRefused(run, "was in no pass yet");

    run.toDestination().on("APPEND .*").always().does(Faults.answer("NO [OVERQUOTA] full"));
    run.pass().ended(MailboxPassStatus.FAILED);
    assertRefused(run, "(pass 1, full) is Failed", "mailtrek full --mailbox anna@example.org");

    run.toDestination().heal();
    run.pass().overcome();
    assertRefused(run, "(pass 2, full) is Completed without errors");
  }

  private static void assertRefused(FaultRun run, String... words) {
    PassRefusedException refusal =
        assertThrows(
            PassRefusedException.class,
            () -> run.project().submit(PassType.RETRY, Optional.empty()));
    for (String word : words) {
      assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
    }
  }

  /** Runs a pass in which all messages of a folder fail; tells how many these are. */
  private static int failDrafts(FaultRun run) throws Exception {
    run.toDestination().on(TO_DRAFTS).always().does(Faults.answer(REFUSAL));
    int drafts = run.mail().folder("Drafts").messages().size();
    run.pass().ended(MailboxPassStatus.COMPLETED).failed(drafts);
    return drafts;
  }
}
