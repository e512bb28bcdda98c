package io.mailtrek.config;

import io.mailtrek.ledger.LedgerConfig;
import io.mailtrek.store.limit.ServerLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * One configuration, read and checked.
 *
 * @param home the folder with {@code config} and {@code routes}; absolute
 * @param name the project's name
 * @param mailboxes all mailboxes, in the order of the file
 * @param source the servers that are read
 * @param destination the servers that are added to
 * @param sourceLimits what the source is spared
 * @param destinationLimits what the destination is spared
 * @param throttlePatience how long a server may throttle a mailbox before that fails
 * @param ledger where the ledger is kept
 * @param preStageOlderThan the cut-off of Pre-Stage passes that name none
 * @param concurrentMailboxes how many mailboxes are worked on at once
 * @param blackoutHours when no mailbox is worked on
 * @param repair what becomes of messages that the destination refuses
 * @param quarantine the folder that keeps messages which can't be migrated as they are
 * @param options how mailbox passes work where the row of the mailbox says nothing else
 * @param window how much of one mailbox is under way at once
 * @param connectionsPerMailbox how many connections to each server one mailbox may use at once
 * @param reports what is reported of passes
 * @param retryDelays how long to wait before something is tried again
 * @param preStageSchedule when the service submits Pre-Stage passes
 * @param fullSchedule when the service submits Full passes
 * @param files the files that it was read from
 * @param notifications who is told of what happens in passes
 * @param consoleIdleTimeout how long a browser stays logged in that nobody uses
 * @param encryption what the encrypted values are decrypted with, where there are some
 * @param properties all properties of {@code application.properties} as written, with their
 *     placeholders
 */
public record Project(
    Path home,
    String name,
    List<Mailbox> mailboxes,
    Servers source,
    Servers destination,
    ServerLimits sourceLimits,
    ServerLimits destinationLimits,
    Duration throttlePatience,
    LedgerConfig ledger,
    OlderThan preStageOlderThan,
    int concurrentMailboxes,
    Optional<BlackoutHours> blackoutHours,
    RepairMode repair,
    Optional<Path> quarantine,
    OptionTexts options,
    Window window,
    int connectionsPerMailbox,
    ReportSettings reports,
    RetryDelays retryDelays,
    Schedule preStageSchedule,
    Schedule fullSchedule,
    List<Path> files,
    Notifications notifications,
    Duration consoleIdleTimeout,
    Optional<Encryption> encryption,
    Properties properties) {

  /** How passes of a mailbox work: what its row says counts before what the project says. */
  public OptionTexts optionsOf(Mailbox mailbox) {
    return options.with(mailbox.options());
  }

  /** The folder for the ledger, the lock and the log. */
  public Path data() {
    return home.resolve("data");
  }

  /** The folder that reports are written to. */
  public Path reportFolder() {
    return home.resolve("reports");
  }

  /** The folder of the route files. */
  public Path routes() {
    return home.resolve("routes");
  }

  /** Without the properties, which may hold passwords. */
  @Override
  public String toString() {
    return "Project[" + name + " in " + home + ", " + mailboxes.size() + " mailboxes]";
  }
}
