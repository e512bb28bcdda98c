package io.mailtrek.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.LedgerConfig;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRequest;
import io.mailtrek.ledger.PassType;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Secret;
import io.mailtrek.store.Waits;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a mailbox pass hears of a stop as long as no item of it is under way. */
class PauseReportTest {
  private final Waits waits = new Waits(Waits.PATIENCE);
  private Ledger ledger;
  private long mailbox;
  private long pass;

  @BeforeEach
  void open(@TempDir Path home) {
    ledger =
        Ledger.open(
            new LedgerConfig("jdbc:h2:file:" + home.resolve("ledger"), "sa", new Secret("")));
    mailbox = ledger.mailboxId("ann@old.example", "ann@new.example");
    pass =
        ledger
            .passes()
            .submit(
                new PassRequest(
                    PassType.VERIFY,
                    Set.of(ItemType.MAIL),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    List.of(mailbox)));
    ledger.passes().begin(pass, mailbox);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void aStopIsHeardOfAlsoWhenNothingIsWaitedFor() {
    PassLog log = ledger.passes();
    try (PauseReport report = new PauseReport(log, pass, mailbox, waits, closed -> {})) {
      report.write();
      assertFalse(waits.stopped());

      assertTrue(log.requestStop(pass, mailbox));
      report.write();

      assertTrue(waits.stopped());
      assertEquals(Optional.empty(), log.mailboxPass(pass, mailbox).orElseThrow().pause());
    }
  }

  @Test
  void whatIsClosedHearsOfNoStop() {
    PauseReport report = new PauseReport(ledger.passes(), pass, mailbox, waits, closed -> {});
    report.close();

    ledger.passes().requestStop(pass, mailbox);
    report.write();

    assertFalse(waits.stopped());
  }
}
