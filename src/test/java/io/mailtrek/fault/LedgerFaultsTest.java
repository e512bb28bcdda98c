package io.mailtrek.fault;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.ledger.LedgerException;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.migration.TestProject;
import io.mailtrek.server.Faults;
import io.mailtrek.server.RequiresDovecot;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The disk that the ledger is on. */
@RequiresDovecot
@ExtendWith(FaultRuns.class)
class LedgerFaultsTest {

  @BeforeEach
  void mount() {
    LedgerDisk.mount();
  }

  @AfterEach
  void unmount() {
    LedgerDisk.unmount();
  }

  @ParameterizedTest
  @CsvSource({"FULL, full, free some space", "READ_ONLY, read-only, permit writing"})
  void theLedgerCantBeWrittenAnyMore(
      LedgerDisk.Fault fault, String what, String advice, FaultRun run) throws Exception {
    run.toSource()
        .on("EXAMINE .*Notes.*")
        .does(Faults.first(() -> LedgerDisk.breaks(run.project().home(), fault)));
    long pass = run.project().submit(PassType.FULL, Optional.empty());
    TestProject.until(() -> LedgerDisk.refused() > 5);
    LedgerDisk.heals();

    run.passed(run.project().await(pass).get(0))
        .ended(MailboxPassStatus.FAILED)
        .says("data/ledger", what, advice, "start the pass again, it goes on from here");
    run.nextPassCompletes();
  }

  @Test
  void theLedgerCantBeWrittenFromTheStart(FaultRun run) throws Exception {
    run.toSource().on("EXAMINE .*Notes.*").does(Faults.answer("NO [NOPERM] not yet"));
    run.pass().ended(MailboxPassStatus.COMPLETED);
    run.project().close();
    LedgerDisk.breaks(run.project().home(), LedgerDisk.Fault.READ_ONLY);

    LedgerException refused =
        assertThrows(
            LedgerException.class, () -> run.project().submit(PassType.FULL, Optional.empty()));

    assertTrue(refused.getMessage().contains("data/ledger"), refused.getMessage());
    assertTrue(refused.getMessage().contains("read-only"), refused.getMessage());
    run.project().close();
    LedgerDisk.heals();
    run.nextPassCompletes();
  }
}
