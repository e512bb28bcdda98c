package io.mailtrek.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notifications as JSON, as webhooks get them. */
final class NotificationJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST_MAILBOXES = 100;

  private NotificationJson() {}

  /** One object on one line. */
  static String write(Notification notification) {
    try {
      return MAPPER.writeValueAsString(fields(notification));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> fields(Notification notification) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", notification.event().word());
    fields.put("at", notification.at().truncatedTo(ChronoUnit.SECONDS).toString());
    fields.put("project", notification.project());
    fields.put("pass", notification.pass().id());
    fields.put("type", notification.pass().type().word());
    switch (notification.event()) {
      case PASS_ENDED -> putEnd(fields, notification);
      case FIRST_ERROR -> putError(fields, notification);
      case MAILBOX_FAILED -> fields.putAll(mailbox(notification.mailboxes().get(0)));
    }
    return fields;
  }

  private static void putEnd(Map<String, Object> fields, Notification notification) {
    Counts counts = notification.counts();
    List<MailboxPassRecord> troubled = notification.troubled();
    fields.put("status", notification.status().text());
    fields.put("mailboxes", notification.mailboxes().size());
    fields.put("completedMailboxes", notification.count(MailboxPassStatus.COMPLETED));
    fields.put("failedMailboxes", notification.count(MailboxPassStatus.FAILED));
    fields.put("stoppedMailboxes", notification.count(MailboxPassStatus.STOPPED));
    fields.put("listed", counts.listed());
    fields.put("migrated", counts.migrated());
    fields.put("alreadyMigrated", counts.alreadyMigrated());
    fields.put("adopted", counts.adopted());
    fields.put("filtered", counts.filtered());
    fields.put("skipped", counts.skipped());
    fields.put("failed", counts.failed());
    fields.put("bytes", counts.bytes());
    fields.put(
        "troubled",
        troubled.stream().limit(MOST_MAILBOXES).map(NotificationJson::mailbox).toList());
  }

  private static void putError(Map<String, Object> fields, Notification notification) {
    notification.mailbox().ifPresent(mailbox -> fields.put("mailbox", mailbox));
    notification
        .failure()
        .ifPresent(
            failure -> {
              fields.put("folder", failure.folder().toString());
              fields.put("itemType", failure.type().word());
              fields.put("errorClass", failure.errorClass());
              fields.put("message", failure.message());
            });
  }

  private static Map<String, Object> mailbox(MailboxPassRecord mailbox) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mailbox", mailbox.source());
    fields.put("status", mailbox.status().text());
    fields.put("failed", mailbox.counts().failed());
    fields.put("message", mailbox.message());
    return fields;
  }
}
