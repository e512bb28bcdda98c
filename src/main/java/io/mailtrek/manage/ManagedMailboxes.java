package io.mailtrek.manage;

import io.mailtrek.config.Mailbox;
import io.mailtrek.config.Project;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.FolderCounts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.pass.Activity;
import io.mailtrek.pass.Flow;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.pass.PassListener;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedNotification;
import org.apache.camel.api.management.ManagedNotifications;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.api.management.NotificationSender;
import org.apache.camel.api.management.NotificationSenderAware;

/** The MBean {@code Mailboxes}. Its operations throw exceptions of the JDK only. */
@ManagedResource(description = "The mailboxes of the project and how far they are")
@ManagedNotifications(
    @ManagedNotification(
        name = "javax.management.Notification",
        notificationTypes = {
          "mailtrek.mailbox.submitted",
          "mailtrek.mailbox.queued",
          "mailtrek.mailbox.processing",
          "mailtrek.mailbox.completed",
          "mailtrek.mailbox.failed",
          "mailtrek.mailbox.stopping",
          "mailtrek.mailbox.stopped"
        },
        description = "A mailbox has another status in its pass"))
public final class ManagedMailboxes implements NotificationSenderAware, PassListener {
  private static final String CHANGED = "mailtrek.mailbox.";

  private static final OpenTable<FolderCounts> FOLDERS =
      new OpenTable<FolderCounts>("folders", "Folders of a mailbox", "folder", "type")
          .text("folder", "The path at the source", folder -> folder.path().toString())
          .text("type", "What its items are", folder -> folder.type().word())
          .number("listed", "All items: the sum of the next six", count(Counts::listed))
          .number("migrated", "Items written by this pass", count(Counts::migrated))
          .number("alreadyMigrated", "Migrated by earlier passes", count(Counts::alreadyMigrated))
          .number("adopted", "Items found at the destination", count(Counts::adopted))
          .number("filtered", "Items that a filter held back", count(Counts::filtered))
          .number("skipped", "Items that can't be migrated", count(Counts::skipped))
          .number("failed", "Items that failed", count(Counts::failed))
          .number("bytes", "The size of the migrated items", count(Counts::bytes));

  private final Project project;
  private final PassEngine engine;
  private final Notifier notifier;

  ManagedMailboxes(Project project, PassEngine engine, ObjectName name) {
    this.project = project;
    this.engine = engine;
    this.notifier = new Notifier(name);
  }

  private static Function<FolderCounts, Long> count(Function<Counts, Long> number) {
    return folder -> number.apply(folder.counts());
  }

  @Override
  public void setNotificationSender(NotificationSender sender) {
    notifier.to(sender);
  }

  /** All mailboxes. */
  @ManagedAttribute(description = "All mailboxes of the project, each with its last pass")
  public TabularData getMailboxes() {
    return Plain.call(
        () -> {
          Map<List<String>, MailboxPassRecord> latest =
              log().latestPerMailbox().stream()
                  .collect(
                      Collectors.toMap(
                          record -> pair(record.source(), record.destination()),
                          Function.identity()));
          List<Activity> activities = engine.activities();
          return MailboxState.TABLE.of(
              project.mailboxes().stream()
                  .map(
                      mailbox ->
                          state(
                              mailbox,
                              Optional.ofNullable(
                                  latest.get(pair(mailbox.source(), mailbox.destination()))),
                              activities))
                  .toList());
        });
  }

  private static List<String> pair(String source, String destination) {
    return List.of(source.toLowerCase(Locale.ROOT), destination.toLowerCase(Locale.ROOT));
  }

  private static MailboxState state(
      Mailbox mailbox, Optional<MailboxPassRecord> pass, List<Activity> activities) {
    Flow flow =
        activities.stream()
            .filter(
                activity ->
                    pass.isPresent()
                        && activity.passId() == pass.get().passId()
                        && activity.mailboxId() == pass.get().mailboxId())
            .map(Activity::flow)
            .findFirst()
            .orElse(Flow.NONE);
    return new MailboxState(mailbox.source(), mailbox.destination(), pass, flow);
  }

  /** How many mailboxes are worked on. */
  @ManagedAttribute(description = "How many mailboxes are worked on now")
  public int getActive() {
    return engine.activities().size();
  }

  /** The folders of a mailbox. */
  @ManagedOperation(
      description = "The folders of a mailbox in its last pass, which are known at its end")
  public TabularData folders(@Parameter("The source address") String mailbox) {
    return Plain.call(
        () ->
            FOLDERS.of(
                select(mailbox).stream()
                    .flatMap(
                        record -> log().folderCounts(record.passId(), record.mailboxId()).stream())
                    .toList()));
  }

  /** Stops mailboxes. */
  @ManagedOperation(
      description =
          "Stops what is not finished of some mailboxes, after what is in flight; returns how many"
              + " mailbox passes that were")
  public int stop(
      @Parameter("all, or source addresses and patterns with commas between") String mailboxes) {
    return Plain.call(
        () -> {
          Set<List<String>> selected =
              ManagedPasses.selected(project, mailboxes).stream()
                  .map(mailbox -> pair(mailbox.source(), mailbox.destination()))
                  .collect(Collectors.toSet());
          return engine
              .passes()
              .stop(
                  log().unfinished().stream()
                      .filter(
                          record -> selected.contains(pair(record.source(), record.destination())))
                      .toList());
        });
  }

  private List<MailboxPassRecord> select(String mailbox) {
    List<MailboxPassRecord> records =
        log().latestPerMailbox().stream()
            .filter(record -> record.source().equalsIgnoreCase(mailbox.trim()))
            .toList();
    if (records.isEmpty()) {
      throw new IllegalArgumentException("No mailbox " + mailbox + " was ever submitted.");
    }
    return records;
  }

  @Override
  public void statusChanged(MailboxPassRecord mailboxPass) {
    MailboxState state = MailboxState.of(mailboxPass, Flow.NONE);
    notifier.send(
        CHANGED + mailboxPass.status().name().toLowerCase(Locale.ROOT),
        mailboxPass.source() + ": " + state.status() + " (pass " + mailboxPass.passId() + ")",
        MailboxState.TABLE.row(state));
  }

  private PassLog log() {
    return engine.ledger().passes();
  }
}
