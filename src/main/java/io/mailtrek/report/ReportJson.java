package io.mailtrek.report;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Leftover;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.Pace;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.Reasons;
import io.mailtrek.report.Forecast.Range;
import io.mailtrek.store.ItemType;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A report as one JSON object. Times are in UTC, sizes in bytes, durations in seconds. */
public final class ReportJson {
  private ReportJson() {}

  /** Writes the report, and leaves {@code out} open. */
  public static void write(PassReport report, Writer out) throws IOException {
    PassView view = report.view();
    Map<String, Object> object = pass(view.pass());
    object.put("project", report.project());
    object.put("status", view.status());
    object.put("at", view.at().toString());
    object.putAll(Json.counts(view.counts()));
    object.put("seconds", Json.seconds(view.duration()));
    object.put("itemsPerSecond", Json.decimal(report.itemsPerSecond()));
    object.putAll(reasons(report.reasons()));
    object.put("types", report.types().entrySet().stream().map(ReportJson::type).toList());
    object.put("mailboxes", report.mailboxes().stream().map(ReportJson::mailbox).toList());
    object.put("forecast", report.forecast().map(ReportJson::forecast).orElse(null));
    object.put("passes", report.history().stream().map(ReportJson::total).toList());
    Map<Long, String> addresses = report.addresses();
    // An iterator, so that the objects of many items are not all there at once.
    object.put(
        "notMigrated",
        report.leftovers().stream()
            .map(item -> item(addresses.get(item.mailboxId()), item))
            .iterator());
    Json.write(object, out);
  }

  private static Map<String, Object> pass(PassRecord pass) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("pass", pass.id());
    object.put("type", pass.type().word());
    object.put("cutOff", pass.cutOff().map(Instant::toString).orElse(null));
    object.put("adopt", pass.adopt());
    object.put("submittedAt", pass.submittedAt().toString());
    object.put("startAt", pass.startAt().map(Instant::toString).orElse(null));
    return object;
  }

  private static Map<String, Object> total(PassTotal total) {
    Map<String, Object> object = pass(total.pass());
    object.putAll(Json.counts(total.counts()));
    return object;
  }

  private static Map<String, Object> mailbox(MailboxReport mailbox) {
    MailboxPassRecord record = mailbox.record();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("source", record.source());
    object.put("destination", record.destination());
    object.put("status", record.status().text());
    object.put("startedAt", record.startedAt().map(Instant::toString).orElse(null));
    object.put("endedAt", record.endedAt().map(Instant::toString).orElse(null));
    object.put("seconds", Json.seconds(mailbox.duration()));
    object.putAll(Json.counts(record.counts()));
    object.putAll(reasons(mailbox.reasons()));
    object.putAll(figures(mailbox));
    object.put("message", record.message());
    return object;
  }

  /** Item types, rates, waiting times and the last error of a mailbox, by their names. */
  public static Map<String, Object> figures(MailboxReport mailbox) {
    Pace pace = mailbox.pace().orElse(Pace.NONE);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("types", mailbox.types().entrySet().stream().map(ReportJson::type).toList());
    object.put("recentItemsPerSecond", Json.decimal(mailbox.itemsPerSecond()));
    object.put("recentBytesPerSecond", Math.round(mailbox.bytesPerSecond()));
    object.put("secondsLeft", mailbox.timeLeft().map(Json::seconds).orElse(null));
    object.put("sourceWaitSeconds", Json.seconds(pace.sourceWait()));
    object.put("destinationWaitSeconds", Json.seconds(pace.destinationWait()));
    object.put("bottleneck", pace.bottleneck().word());
    object.put("lastError", mailbox.lastError().orElse(null));
    return object;
  }

  private static Map<String, Object> type(Map.Entry<ItemType, Counts> entry) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", entry.getKey().word());
    object.putAll(Json.counts(entry.getValue()));
    return object;
  }

  private static Map<String, Object> reasons(Reasons reasons) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("filteredBy", reasons.filteredBy());
    object.put("skippedBy", reasons.skippedBy());
    return object;
  }

  private static Map<String, Object> item(String mailbox, Leftover item) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("mailbox", mailbox);
    object.put("folder", item.folder().toString());
    object.put("type", item.type().word());
    object.put("item", item.key().value());
    object.put("date", item.date().map(Instant::toString).orElse(null));
    object.put("size", item.size());
    object.put("outcome", item.outcome().word());
    object.put("reason", item.reason());
    object.put("message", item.message());
    return object;
  }

  private static Map<String, Object> forecast(Forecast forecast) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("items", forecast.items());
    object.put("bytes", forecast.bytes());
    object.put("concurrentMailboxes", forecast.concurrentMailboxes());
    object.putAll(seconds(forecast.duration()));
    object.put("itemsPerDay", forecast.itemsPerDay());
    object.put("bytesPerDay", forecast.bytesPerDay());
    object.put("mailboxes", forecast.mailboxes().stream().map(ReportJson::part).toList());
    return object;
  }

  private static Map<String, Object> part(Forecast.Part part) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("source", part.mailbox());
    object.put("items", part.items());
    object.put("bytes", part.bytes());
    object.putAll(seconds(part.duration()));
    return object;
  }

  private static Map<String, Object> seconds(Optional<Range> range) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("leastSeconds", range.map(Range::least).map(Json::seconds).orElse(null));
    object.put("likelySeconds", range.map(Range::likely).map(Json::seconds).orElse(null));
    object.put("mostSeconds", range.map(Range::most).map(Json::seconds).orElse(null));
    return object;
  }
}
