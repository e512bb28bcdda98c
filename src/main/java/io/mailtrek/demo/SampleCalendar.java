package io.mailtrek.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes events, tasks, journals and notes (RFC 5545) of one user. */
final class SampleCalendar {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneId.of("UTC"));
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneId.of("UTC"));
  private static final List<String> SUMMARIES =
      List.of("Jour fixe", "Besprechung Büromöbel", "Team lunch", "Abnahme", "会議");

  /** A zone that no other program knows by its name, so its rules have to come along. */
  private static final String ZONE =
      """
      BEGIN:VTIMEZONE
      TZID:Büro Köln
      BEGIN:STANDARD
      DTSTART:19961027T030000
      TZOFFSETFROM:+0200
      TZOFFSETTO:+0100
      RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
      END:STANDARD
      BEGIN:DAYLIGHT
      DTSTART:19810329T020000
      TZOFFSETFROM:+0100
      TZOFFSETTO:+0200
      RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
      END:DAYLIGHT
      END:VTIMEZONE
      """;

  private final String owner;

  /** A writer for the calendars of a mailbox. */
  SampleCalendar(String owner) {
    this.owner = owner;
  }

  /** One of several kinds of events. */
  String event(Instant start, int number) {
    String summary = SUMMARIES.get(number % SUMMARIES.size()) + " (" + number + ")";
    return switch (number % 4) {
      case 0 -> meeting(start, number, summary);
      case 1 -> series(start, number, summary);
      case 2 ->
          calendar(
              "",
              "VEVENT",
              "event-" + number,
              start,
              summary,
              "DTSTART:"
                  + UTC.format(start)
                  + "\n"
                  + "DTEND:"
                  + UTC.format(start.plusSeconds(3600))
                  + "\nLOCATION:Zimmer 4\\, Köln\n");
      default ->
          calendar(
              ZONE,
              "VEVENT",
              "event-" + number,
              start,
              summary,
              "DTSTART;TZID=Büro Köln:" + DAY.format(start) + "T090000\nDURATION:PT45M\n");
    };
  }

  /** With people, who must not get a mail about it. */
  private String meeting(Instant start, int number, String summary) {
    return calendar(
        "",
        "VEVENT",
        "event-" + number,
        start,
        summary,
        "DTSTART:"
            + UTC.format(start)
            + "\nDTEND:"
            + UTC.format(start.plusSeconds(1800))
            + "\nORGANIZER;CN=Me:mailto:"
            + owner
            + "\nATTENDEE;PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:mary@elsewhere.example"
            + "\nATTENDEE;CN=\"Nowak, Łukasz\":mailto:lukasz@elsewhere.example\n"
            + "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Now\nTRIGGER:-PT10M\nEND:VALARM\n");
  }

  /** Every week, but one time later and one time not. */
  private static String series(Instant start, int number, String summary) {
    String uid = "event-" + number;
    Instant moved = start.plusSeconds(7 * 86_400);
    Instant left = moved.plusSeconds(7 * 86_400);
    String master =
        component(
            "VEVENT",
            uid,
            start,
            summary,
            "DTSTART:"
                + UTC.format(start)
                + "\nDURATION:PT1H\n"
                + "RRULE:FREQ=WEEKLY;COUNT=10\nEXDATE:"
                + UTC.format(left)
                + "\n");
    String override =
        component(
            "VEVENT",
            uid,
            start,
            summary + " später",
            "RECURRENCE-ID:"
                + UTC.format(moved)
                + "\nDTSTART:"
                + UTC.format(moved.plusSeconds(7200))
                + "\nDURATION:PT1H\n");
    return around("", master + override);
  }

  /** A day that comes every year. */
  String birthday(int number) {
    return calendar(
        "",
        "VEVENT",
        "birthday-" + number,
        Instant.EPOCH,
        "Geburtstag " + number,
        "DTSTART;VALUE=DATE:1980030" + (1 + number) + "\nRRULE:FREQ=YEARLY\nTRANSP:TRANSPARENT\n");
  }

  /** A task; every third is done. */
  String task(Instant due, int number) {
    String state =
        number % 3 == 0
            ? "STATUS:COMPLETED\nCOMPLETED:" + UTC.format(due) + "\nPERCENT-COMPLETE:100\n"
            : "STATUS:NEEDS-ACTION\nPRIORITY:" + number + "\n";
    return calendar(
        "",
        "VTODO",
        "task-" + number,
        due,
        "Aufgabe " + number,
        "DUE:" + UTC.format(due) + "\n" + state);
  }

  /** What happened on a day. */
  String journal(Instant day, int number) {
    return calendar(
        "",
        "VJOURNAL",
        "journal-" + number,
        day,
        "Tag " + number,
        "DTSTART;VALUE=DATE:" + DAY.format(day) + "\nDESCRIPTION:Viel erlebt\\; Grüße an alle\n");
  }

  /** A note, as calendars keep notes. */
  String note(int number) {
    return calendar(
        "",
        "VJOURNAL",
        "note-" + number,
        Instant.EPOCH,
        "Einkauf " + number,
        "CATEGORIES:Notes\nDESCRIPTION:Milch\\nBrot\\n" + number + " Äpfel\n");
  }

  private static String calendar(
      String zone, String component, String uid, Instant stamp, String summary, String lines) {
    return around(zone, component(component, uid, stamp, summary, lines));
  }

  private static String around(String zone, String components) {
    return ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Old Office//Calendar//DE\n"
            + zone
            + components
            + "END:VCALENDAR\n")
        .replace("\n", "\r\n");
  }

  private static String component(
      String name, String uid, Instant stamp, String summary, String lines) {
    return "BEGIN:"
        + name
        + "\nUID:"
        + uid
        + "@old.example\nDTSTAMP:"
        + UTC.format(stamp)
        + "\nCREATED:"
        + UTC.format(stamp)
        + "\nSUMMARY:"
        + summary
        + "\n"
        + lines
        + "END:"
        + name
        + "\n";
  }
}
