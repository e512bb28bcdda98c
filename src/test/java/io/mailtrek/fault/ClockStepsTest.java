package io.mailtrek.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.Faults;
import io.mailtrek.server.RequiresDovecot;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the clock of the machine that migrates. */
@RequiresDovecot
@ExtendWith(FaultRuns.class)
class ClockStepsTest {

  @ParameterizedTest
  @ValueSource(longs = {-1, 1})
  void theClockWasSetBetweenSubmissionAndStart(long hours, FaultRun run) throws Exception {
    // The queue goes by the system's clock, which is behind or ahead of that of the submission.
    run.project().clock(new SteppedClock(Instant.now().plus(Duration.ofHours(hours))));
    run.pass().overcome();
  }

  @ParameterizedTest
  @ValueSource(longs = {-400, 400})
  void theClockIsSetWithinAPass(long days, FaultRun run) throws Exception {
    SteppedClock clock = new SteppedClock(Instant.now());
    run.project().clock(clock);
    run.toSource()
        .on("EXAMINE .*Notes.*")
        .does(Faults.first(() -> clock.step(Duration.ofDays(days))));
    run.pass().overcome();
    run.nextPassCompletes();
  }

  @Test
  void theCutOffOfAPassStaysWhereItWas(FaultRun run) throws Exception {
    Instant submitted = Instant.parse("2023-06-01T00:00:00Z");
    SteppedClock clock = new SteppedClock(submitted);
    run.project().clock(clock);
    run.toSource()
        .on("EXAMINE .*INBOX.*")
        .does(Faults.first(() -> clock.step(Duration.ofDays(400))));
    Instant cutOff = submitted.minus(Duration.ofDays(90));
    long old =
        run.mail().folders().values().stream()
            .flatMap(folder -> folder.messages().stream())
            .filter(message -> message.internalDate().isBefore(cutOff))
            .count();

    run.passed(run.project().preStage("90d").get(0)).ended(MailboxPassStatus.COMPLETED);

    assertEquals(old, run.counts().migrated());
    run.nextPassCompletes();
  }
}
