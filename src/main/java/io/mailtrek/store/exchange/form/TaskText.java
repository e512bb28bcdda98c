package io.mailtrek.store.exchange.form;

import io.mailtrek.store.Content;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** A {@code t:Task} ([MS-OXWSTASK] §2.2.4.4) as VTODO (RFC 5545 §3.6.2). Its dates are days. */
final class TaskText {
  private TaskText() {}

  static Content of(ExchangeItem item) {
    Told told = new Told(item.element());
    CalendarText out = CalendarText.calendar();
    int since = out.size();
    out.line("BEGIN:VTODO");
    CommonText.identity(out, told, CommonText.uid(told));
    CommonText.substance(out, told);
    CommonText.priority(out, told);
    out.texts("CATEGORIES", told.strings("Categories"));
    Optional<Series> series = told.child("Recurrence").flatMap(Recurrences::read);
    Optional<LocalDate> start =
        day(told, Mapi.TASK_START, "StartDate")
            .or(() -> series.flatMap(each -> each.dates().findFirst()));
    day("DTSTART", start, out);
    day("DUE", day(told, Mapi.TASK_DUE, "DueDate"), out);
    if (start.isPresent()) {
      series.ifPresent(
          each -> out.line("RRULE:" + RuleText.of(each, start.get(), CalendarText::day)));
    }
    status(out, told);
    told.number("PercentComplete").ifPresent(done -> out.line("PERCENT-COMPLETE:" + done));
    details(out, told);
    CommonText.attachments(out, item.attachments());
    CommonText.kept(out, told, since);
    if (told.isTrue("ReminderIsSet")) {
      told.instant("ReminderDueBy").ifPresent(when -> alarm(out, when));
    }
    return out.line("END:VTODO").line("END:VCALENDAR").content();
  }

  /** The day that Exchange keeps beside the moment (MS-OXOTASK §2.2.2.2.4) is the right one. */
  private static Optional<LocalDate> day(Told told, ExtendedField field, String name) {
    return told.extendedTime(field).or(() -> told.instant(name)).map(Told::day);
  }

  private static void day(String name, Optional<LocalDate> day, CalendarText out) {
    day.ifPresent(date -> out.line(name + ";VALUE=DATE:" + CalendarText.day(date)));
  }

  private static void status(CalendarText out, Told told) {
    String status = told.text("Status").map(String::strip).orElse("NotStarted");
    Optional<Instant> completed = told.instant("CompleteDate");
    out.line(
        switch (status) {
          case "Completed" -> "STATUS:COMPLETED";
          case "InProgress" -> "STATUS:IN-PROCESS";
          default -> "STATUS:NEEDS-ACTION";
        });
    if (status.equals("WaitingOnOthers") || status.equals("Deferred")) {
      out.line("X-EXCHANGE-STATUS:" + status);
    }
    if (status.equals("Completed")) {
      out.time("COMPLETED", completed);
    }
  }

  private static void details(CalendarText out, Told told) {
    out.text("X-EXCHANGE-OWNER", told.text("Owner"));
    out.text("X-EXCHANGE-DELEGATOR", told.text("Delegator"));
    out.text("X-EXCHANGE-BILLING", told.text("BillingInformation"));
    out.text("X-EXCHANGE-MILEAGE", told.text("Mileage"));
    out.texts("X-EXCHANGE-COMPANIES", told.strings("Companies"));
    out.texts("X-EXCHANGE-CONTACTS", told.strings("Contacts"));
    told.number("ActualWork").ifPresent(n -> out.line("X-EXCHANGE-ACTUAL-MINUTES:" + n));
    told.number("TotalWork").ifPresent(n -> out.line("X-EXCHANGE-TOTAL-MINUTES:" + n));
    told.child("Recurrence").stream()
        .flatMap(recurrence -> recurrence.element().children().stream())
        .map(Told::new)
        .filter(each -> each.element().name().getLocalPart().endsWith("Regeneration"))
        .forEach(
            each ->
                out.line(
                    "X-EXCHANGE-REGENERATION:"
                        + each.element().name().getLocalPart().replace("Regeneration", "")
                        + ","
                        + each.number("Interval").orElse(1)));
  }

  private static void alarm(CalendarText out, Instant when) {
    out.line("BEGIN:VALARM")
        .line("ACTION:DISPLAY")
        .line("DESCRIPTION:Reminder")
        .line("TRIGGER;VALUE=DATE-TIME:" + CalendarText.utc(when))
        .line("END:VALARM");
  }
}
