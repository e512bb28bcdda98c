package io.mailtrek.demo.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the server adds to an item by itself. */
final class Defaults {
  private static final Map<String, String> CLASSES =
      Map.of(
          "CalendarItem", "IPM.Appointment",
          "Contact", "IPM.Contact",
          "DistributionList", "IPM.DistList",
          "Task", "IPM.Task",
          "PostItem", "IPM.Post",
          "MeetingRequest", "IPM.Schedule.Meeting.Request",
          "MeetingResponse", "IPM.Schedule.Meeting.Resp.Pos",
          "MeetingCancellation", "IPM.Schedule.Meeting.Canceled");

  private Defaults() {}

  /** What a program that asks for an item has no say in, or has not spoken of. */
  static void asked(StoredItem item) {
    if (item.element().equals("CalendarItem")) {
      item.setDefault("ReminderIsSet", "true");
      // What attendees answered is known only from their own answers.
      for (String list : List.of("RequiredAttendees", "OptionalAttendees", "Resources")) {
        item.property(list)
            .ifPresent(
                attendees ->
                    attendees
                        .children()
                        .forEach(
                            attendee -> {
                              attendee.children().removeIf(c -> !c.name().equals("Mailbox"));
                              attendee.add(Xml.t("ResponseType", "Unknown"));
                            }));
      }
    }
    item.setDefault("IsDraft", "true");
  }

  /** What follows from what an item has. */
  static void settle(StoredItem item) throws EwsFailure {
    item.setDefault("ItemClass", CLASSES.getOrDefault(item.element(), "IPM.Note"));
    item.setDefault("Importance", "Normal");
    item.setDefault("Sensitivity", "Normal");
    item.setDefault("Culture", "en-US");
    item.setDefault("ReminderIsSet", "false");
    item.setDefault("DateTimeReceived", Times.write(item.createdAt()));
    item.setDefault("DateTimeSent", item.text("DateTimeReceived"));
    switch (item.element()) {
      case "CalendarItem" -> calendar(item);
      case "Contact", "DistributionList" -> contact(item);
      case "Task" -> task(item);
      default -> message(item);
    }
    item.setDefault("IsDraft", "false");
    if (item.is("ReminderIsSet")) {
      item.setDefault("ReminderMinutesBeforeStart", "15");
    } else {
      item.setDefault("ReminderMinutesBeforeStart", "0");
    }
  }

  private static void message(StoredItem item) {
    item.setDefault("IsRead", "false");
    item.setDefault(
        "InternetMessageId",
        "<"
            + Integer.toHexString(item.id().hashCode())
            + "."
            + item.id().hashCode()
            + "@exchange>");
    if (!item.is("IsDraft") && item.element().equals("Message")) {
      item.setDefault("IsReadReceiptRequested", "false");
      item.setDefault("IsDeliveryReceiptRequested", "false");
    }
  }

  private static void contact(StoredItem item) {
    String name = (item.text("GivenName") + " " + item.text("Surname")).strip();
    item.setDefault("DisplayName", name.isEmpty() ? item.text("CompanyName") : name);
    item.setDefault("FileAs", item.text("DisplayName"));
    item.setDefault("Subject", item.text("DisplayName"));
    if (item.element().equals("Contact")) {
      item.set(
          Xml.t(
              "HasPicture",
              ""
                  + item.attachments().stream()
                      .anyMatch(a -> a.description().text("IsContactPhoto").equals("true"))));
      Xml complete = Xml.t("CompleteName");
      part(complete, "FirstName", item.text("GivenName"));
      part(complete, "MiddleName", item.text("MiddleName"));
      part(complete, "LastName", item.text("Surname"));
      part(complete, "Suffix", item.text("Generation"));
      part(complete, "FullName", item.text("DisplayName"));
      part(complete, "Nickname", item.text("Nickname"));
      item.set(complete);
    }
  }

  private static void part(Xml complete, String name, String value) {
    if (!value.isEmpty()) {
      complete.add(Xml.t(name, value));
    }
  }

  private static void task(StoredItem item) {
    item.setDefault("Status", "NotStarted");
    item.setDefault("PercentComplete", "0");
    boolean complete = item.text("Status").equals("Completed");
    if (complete) {
      item.set(Xml.t("PercentComplete", "100"));
      item.setDefault("CompleteDate", Times.write(Instant.now()));
    }
    item.set(Xml.t("IsComplete", "" + complete));
    item.set(Xml.t("IsRecurring", "" + item.has("Recurrence")));
    item.setDefault("IsTeamTask", "false");
    item.setDefault("Owner", item.folder().mailbox().address());
    item.setDefault("ChangeCount", "1");
  }

  private static void calendar(StoredItem item) throws EwsFailure {
    item.setDefault("UID", "040000008200E00074C5B7101A82E008" + hex(item.id()));
    item.setDefault("LegacyFreeBusyStatus", "Busy");
    item.setDefault("IsAllDayEvent", "false");
    item.setDefault("IsCancelled", "false");
    item.setDefault("MeetingRequestWasSent", "false");
    item.setDefault("IsResponseRequested", "true");
    item.setDefault("MyResponseType", "Organizer");
    item.setDefault("AppointmentSequenceNumber", "0");
    item.setDefault("AppointmentState", "0");
    item.setDefault("AllowNewTimeProposal", "true");
    item.setDefault("IsOnlineMeeting", "false");
    item.setDefault("DateTimeStamp", Times.write(item.createdAt()));
    item.set(
        Xml.t("IsMeeting", "" + (item.has("RequiredAttendees") || item.has("OptionalAttendees"))));
    if (!item.has("Organizer")) {
      item.set(Xml.t("Organizer", mailbox(item.folder().mailbox().address())));
    }
    if (!item.has("StartTimeZone")) {
      item.set(Xml.t("StartTimeZone").with("Name", "(UTC) UTC").with("Id", "UTC"));
    }
    Xml startZone = item.property("StartTimeZone").orElseThrow();
    if (!item.has("EndTimeZone")) {
      Xml end = Xml.t("EndTimeZone");
      startZone.attributes().forEach(end::with);
      item.set(end);
    }
    ZoneId zone = Zones.of(startZone.attribute("Id"));
    Instant start = required(item, "Start");
    Instant end = required(item, "End");
    if (item.is("IsAllDayEvent")) {
      LocalDate first = start.atZone(zone).toLocalDate();
      LocalDate last = end.minusMillis(1).atZone(zone).toLocalDate();
      start = first.atStartOfDay(zone).toInstant();
      end = (last.isBefore(first) ? first : last).plusDays(1).atStartOfDay(zone).toInstant();
    }
    if (end.isBefore(start)) {
      throw new EwsFailure(
          "ErrorCalendarEndDateIsEarlierThanStartDate", "The end is before the start.");
    }
    item.set(Xml.t("Start", Times.write(start)));
    item.set(Xml.t("End", Times.write(end)));
    series(item, zone);
  }

  private static void series(StoredItem item, ZoneId zone) throws EwsFailure {
    Optional<Xml> rule = item.property("Recurrence");
    if (item.master().isPresent()) {
      return;
    }
    item.set(Xml.t("CalendarItemType", rule.isPresent() ? "RecurringMaster" : "Single"));
    item.set(Xml.t("IsRecurring", "false"));
    if (rule.isEmpty()) {
      item.noSeries();
    } else if (item.series().filter(s -> s.isOf(item, rule.get())).isEmpty()) {
      item.series(Series.of(item, rule.get(), zone));
    }
  }

  private static Instant required(StoredItem item, String name) throws EwsFailure {
    if (!item.has(name)) {
      throw new EwsFailure(
          "ErrorRequiredPropertyMissing", "A required property is missing: " + name);
    }
    return Times.read(item.text(name), ZoneOffset.UTC);
  }

  private static Xml mailbox(String address) {
    return Xml.t(
        "Mailbox",
        Xml.t("Name", address),
        Xml.t("EmailAddress", address),
        Xml.t("RoutingType", "SMTP"));
  }

  private static String hex(String id) {
    StringBuilder hex = new StringBuilder();
    for (byte b : Ids.searchKey(id)) {
      hex.append(String.format("%02X", b));
    }
    return hex.toString();
  }
}
