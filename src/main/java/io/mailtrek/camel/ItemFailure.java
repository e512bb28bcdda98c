package io.mailtrek.camel;

import io.mailtrek.pass.MailboxRun;
import io.mailtrek.repair.Quarantine;
import io.mailtrek.repair.RepairLadder;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An item that can't be migrated: its content goes into quarantine, and it is recorded. */
final class ItemFailure {
  private static final Logger LOG = LoggerFactory.getLogger(ItemFailure.class);

  private ItemFailure() {}

  /** Keeps and records it. A file that can't be written keeps nobody from recording the failure. */
  static void record(Transfer transfer, Throwable cause) {
    FolderRun folder = transfer.folder();
    transfer.form().ifPresent(form -> folder.ledger().notRepaired(transfer.item().key()));
    transfer
        .run()
        .outcomes()
        .itemFailed(
            folder.tally(),
            transfer.item(),
            folder.validity(),
            transfer.asked().id(),
            quarantined(transfer, cause).map(Path::toString),
            cause);
  }

  private static Optional<Path> quarantined(Transfer transfer, Throwable cause) {
    MailboxRun run = transfer.run();
    if (run.project().quarantine().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Quarantine(run.project().quarantine().get())
              .keep(
                  run.mailbox().source(),
                  transfer.item(),
                  transfer.folder().validity(),
                  transfer.contentSoFar(),
                  account(transfer, cause)));
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} can't be kept in quarantine: {}", transfer, e.toString());
      return Optional.empty();
    }
  }

  private static String account(Transfer transfer, Throwable cause) {
    Problem problem = cause instanceof StoreException known ? known.problem() : Problem.STEP_FAILED;
    return "Not migrated in pass %d: %s (%s)%n%s%s%n%n%s"
        .formatted(
            transfer.run().pass().id(),
            problem.word(),
            problem.errorClass().word(),
            cause.getMessage(),
            transfer
                .form()
                .map(RepairLadder::words)
                .map("%nNor was it taken with these repairs: %s"::formatted)
                .orElse(""),
            problem.advice());
  }
}
