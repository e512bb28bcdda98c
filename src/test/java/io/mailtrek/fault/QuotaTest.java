package io.mailtrek.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.migration.TestProject;
import io.mailtrek.server.DovecotConfig;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.Faults;
import io.mailtrek.server.RequiresDovecot;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The mailbox at the destination is full; then its owner gets more. */
@RequiresDovecot
@ExtendWith(FaultRuns.class)
class QuotaTest {

  @Test
  void theDestinationIsFull(@TempDir Path home) throws Exception {
    DovecotConfig config =
        DovecotServer.builder()
            .user(FaultRun.USER, TestProject.PASSWORD)
            .config(
                """
                mail_plugins = quota
                plugin {
                  quota = count:User quota
                  quota_vsizes = yes
                  quota_grace = 0%
                  quota_rule = *:storage=1500K
                }
                """);
    try (DovecotServer source =
            DovecotServer.builder().user(FaultRun.USER, TestProject.PASSWORD).start();
        DovecotServer destination = config.start();
        FaultRun run = new FaultRun(home, source, destination, Duration.ZERO)) {
      run.pass()
          .ended(MailboxPassStatus.FAILED)
          .says("127.0.0.1:" + run.toDestination().port(), "OVERQUOTA", "raise the quota");
      assertTrue(run.counts().migrated() > 0, "nothing fitted");

      destination.stop();
      config.config("plugin {\n  quota_rule = *:storage=1G\n}");
      destination.start();
      run.nextPassCompletes();
    }
  }

  @Test
  void theLastMessageOfTheLastFolderDoesNotFit(FaultRun run) throws Exception {
    String last = "APPEND \"?&U9ZfFVFI-.*";
    int messages = run.mail().folder("取引先/見積書").messages().size();
    run.toDestination().on(last).does(Faults.answer("NO [CANNOT] one by one"));
    run.toDestination()
        .on(last)
        .after(messages - 1)
        .always()
        .does(Faults.answer("NO [OVERQUOTA] full"));
    run.pass().ended(MailboxPassStatus.FAILED).says("OVERQUOTA", "raise the quota");
    run.nextPassCompletes();
  }
}
