package io.mailtrek.manage;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Mailbox;
import io.mailtrek.config.OlderThan;
import io.mailtrek.config.Project;
import io.mailtrek.config.Selection;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.Flow;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.pass.PassListener;
import io.mailtrek.pass.PassRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

/** The MBean {@code Passes}. Its operations throw exceptions of the JDK only. */
@ManagedResource(description = "The passes of the project: submits, stops and lists them")
@ManagedNotifications(
    @ManagedNotification(
        name = "javax.management.Notification",
        notificationTypes = ManagedPasses.ENDED,
        description = "The last mailbox of a pass has ended"))
public final class ManagedPasses implements NotificationSenderAware, PassListener {
  /** The type of the notification at the end of a pass. */
  static final String ENDED = "mailtrek.pass.ended";

  private static final OpenTable<Row> TABLE =
      new OpenTable<Row>("passes", "Passes", "pass")
          .number("pass", "Its number", row -> row.pass().id())
          .text("type", "pre-stage, full, …", row -> row.pass().type().word())
          .time(
              "submittedAt", "When it was submitted", row -> Optional.of(row.pass().submittedAt()))
          .time("startAt", "When it begins; empty for at once", row -> row.pass().startAt())
          .time("cutOff", "Only older items are moved; empty for all", row -> row.pass().cutOff())
          .flag("adopt", "Whether it takes over what is there", row -> row.pass().adopt())
          .number("unfinished", "Mailboxes that have not ended in it", Row::unfinished);

  private final Project project;
  private final PassEngine engine;
  private final Notifier notifier;

  ManagedPasses(Project project, PassEngine engine, ObjectName name) {
    this.project = project;
    this.engine = engine;
    this.notifier = new Notifier(name);
  }

  private record Row(PassRecord pass, long unfinished) {}

  @Override
  public void setNotificationSender(NotificationSender sender) {
    notifier.to(sender);
  }

  /** All passes. */
  @ManagedAttribute(description = "All passes, with how many of their mailboxes have not ended")
  public TabularData getPasses() {
    return Plain.call(
        () -> {
          Map<Long, Long> unfinished =
              log().unfinished().stream()
                  .collect(Collectors.groupingBy(MailboxPassRecord::passId, Collectors.counting()));
          return TABLE.of(
              log().all().stream()
                  .map(pass -> new Row(pass, unfinished.getOrDefault(pass.id(), 0L)))
                  .toList());
        });
  }

  /** How many mailbox passes are not finished. */
  @ManagedAttribute(description = "How many mailbox passes have not ended")
  public int getUnfinished() {
    return Plain.call(() -> log().unfinished().size());
  }

  /** The mailboxes of a pass. */
  @ManagedOperation(description = "The mailboxes of a pass")
  public TabularData mailboxes(@Parameter("The number of the pass") long pass) {
    return Plain.call(
        () -> {
          known(pass);
          return MailboxState.TABLE.of(
              log().mailboxPasses(pass).stream()
                  .map(record -> MailboxState.of(record, Flow.NONE))
                  .toList());
        });
  }

  /** Submits a pass. */
  @ManagedOperation(description = "Submits a pass; returns its number")
  public long submit(
      @Parameter("pre-stage, full, …") String type,
      @Parameter("all, or source addresses and patterns with commas between") String mailboxes,
      @Parameter("Only for pre-stage: 90d, a date, or a date and time; empty for the project's")
          String olderThan,
      @Parameter("A date and time as in 2026-12-01T20:00+01:00; empty for at once") String startAt,
      @Parameter("Whether to take over what is at the destination already") boolean adopt) {
    return Plain.call(() -> engine.submit(request(type, mailboxes, olderThan, startAt, adopt)));
  }

  private PassRequest request(
      String type, String mailboxes, String olderThan, String startAt, boolean adopt)
      throws ConfigException {
    PassType passType = PassType.parse(type);
    Optional<OlderThan> limit = given(olderThan, OlderThan::parse);
    if (limit.isPresent() && passType != PassType.PRE_STAGE) {
      throw new IllegalArgumentException(
          "Only a pre-stage pass has olderThan. Leave it empty for a "
              + passType.word()
              + " pass.");
    }
    return new PassRequest(
        passType, limit, selected(project, mailboxes), given(startAt, OlderThan::instant), adopt);
  }

  /** The mailboxes that are meant by {@code all}, or by addresses and patterns with commas. */
  static List<Mailbox> selected(Project project, String mailboxes) throws ConfigException {
    String text = mailboxes.trim();
    Selection selection =
        text.equalsIgnoreCase("all")
            ? Selection.everything()
            : Selection.of("mailboxes", List.of(text.split("\\s*,\\s*")));
    return selection.resolve(project.mailboxes());
  }

  private static <T> Optional<T> given(String text, Function<String, T> parser) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank()).map(parser);
  }

  /** Stops a pass. */
  @ManagedOperation(
      description =
          "Stops a pass: mailboxes that have not begun at once, the others after what is in flight;"
              + " returns how many")
  public int stop(@Parameter("The number of the pass") long pass) {
    return Plain.call(
        () -> {
          known(pass);
          return engine.passes().stop(log().mailboxPasses(pass));
        });
  }

  private void known(long pass) {
    if (log().find(pass).isEmpty()) {
      throw new IllegalArgumentException("There is no pass " + pass + ".");
    }
  }

  @Override
  public void passEnded(PassRecord pass, List<MailboxPassRecord> mailboxPasses) {
    Map<String, Long> statuses =
        mailboxPasses.stream()
            .collect(
                Collectors.groupingBy(
                    record -> record.status().text(), TreeMap::new, Collectors.counting()));
    String sum =
        statuses.entrySet().stream()
            .map(status -> status.getValue() + " " + status.getKey())
            .collect(Collectors.joining(", "));
    notifier.send(
        ENDED,
        "Pass " + pass.id() + " (" + pass.type().word() + ") ended: " + sum,
        TABLE.row(new Row(pass, 0)));
  }

  private PassLog log() {
    return engine.ledger().passes();
  }
}
