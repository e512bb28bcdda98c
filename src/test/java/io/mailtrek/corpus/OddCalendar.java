package io.mailtrek.corpus;

import io.mailtrek.store.ItemType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** A catalogue of events, tasks and journals that break naive programs, each with a name. */
public final class OddCalendar {
  private static final String ZONE =
      lines(
          "BEGIN:VTIMEZONE",
          "TZID:Customized Time Zone 1",
          "BEGIN:STANDARD",
          "DTSTART:16010101T030000",
          "TZOFFSETFROM:+0545",
          "TZOFFSETTO:+0530",
          "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
          "END:STANDARD",
          "BEGIN:DAYLIGHT",
          "DTSTART:16010101T020000",
          "TZOFFSETFROM:+0530",
          "TZOFFSETTO:+0545",
          "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
          "END:DAYLIGHT",
          "END:VTIMEZONE");

  private OddCalendar() {}

  /** What every server should take as it is, by the letter of RFC 4791. */
  public static List<SampleItem> valid() {
    List<SampleItem> all = new ArrayList<>();
    addTimes(all);
    addRules(all);
    addTexts(all);
    addPeople(all);
    addTasksAndJournals(all);
    return all;
  }

  /** What servers may refuse as it is, but take when it is mended. */
  public static List<SampleItem> mendable() {
    String event = "DTSTART:20250304T090000Z";
    return List.of(
            event("bare-lf", event).lineEnds("\n"),
            event("mixed-line-ends", event).lineEnds("\n", 3),
            event("no-dtstamp", event).without("DTSTAMP"),
            event("no-uid", event).without("UID"),
            event("with-method", event).inCalendar("METHOD:REQUEST"),
            event("with-byte-order-mark", event).before("\uFEFF"))
        .stream()
        .map(Draft::item)
        .toList();
  }

  /** What is no item of a calendar at all. */
  public static List<SampleItem> hopeless() {
    return List.of(
        SampleItem.of("empty", ItemType.CALENDAR, ""),
        SampleItem.of("no-calendar", ItemType.CALENDAR, "Dear server,\r\n"),
        SampleItem.of(
            "no-component",
            ItemType.CALENDAR,
            lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//", "END:VCALENDAR")));
  }

  /** An event with an attachment of 5 MB in it. */
  public static SampleItem large() {
    byte[] file = new byte[3_900_000];
    new Random(5).nextBytes(file);
    return event(
            "attachment-5mb",
            "DTSTART:20250304T090000Z",
            "ATTACH;ENCODING=BASE64;VALUE=BINARY;FMTTYPE=application/octet-stream:"
                + Base64.getEncoder().encodeToString(file))
        .folded()
        .item();
  }

  /** An event whose attachment is kept by the server beside it (RFC 8607). */
  public static SampleItem managedAttachment(String url) {
    return event(
            "managed-attachment",
            "DTSTART:20250304T090000Z",
            "ATTACH;MANAGED-ID=97S;FMTTYPE=text/plain;FILENAME=agenda.txt;SIZE=6:" + url)
        .item();
  }

  /** Many events of all kinds; the same seed gives the same. */
  public static List<SampleItem> many(int count, long seed) {
    Random random = new Random(seed);
    List<SampleItem> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int day = 1 + random.nextInt(28);
      int month = 1 + random.nextInt(12);
      int year = 2015 + random.nextInt(10);
      String date = "%04d%02d%02d".formatted(year, month, day);
      String start =
          switch (random.nextInt(4)) {
            case 0 -> "DTSTART;VALUE=DATE:" + date;
            case 1 -> "DTSTART;TZID=Europe/Berlin:" + date + "T090000";
            case 2 -> "DTSTART:" + date + "T0900%02d".formatted(random.nextInt(60));
            default -> "DTSTART:" + date + "T0900%02dZ".formatted(random.nextInt(60));
          };
      String rule =
          random.nextInt(5) == 0 ? "RRULE:FREQ=WEEKLY;COUNT=" + (2 + random.nextInt(50)) : "";
      String text = "DESCRIPTION:" + "Grüße\\, ".repeat(random.nextInt(60));
      items.add(event("event-" + seed + "-" + i, start, rule, text).folded().item());
    }
    return items;
  }

  private static void addTimes(List<SampleItem> all) {
    all.add(event("floating-times", "DTSTART:20250304T090000", "DTEND:20250304T100000").item());
    all.add(event("all-day", "DTSTART;VALUE=DATE:20250304", "DTEND;VALUE=DATE:20250305").item());
    all.add(event("dtstart-only", "DTSTART:20250304T090000Z").item());
    all.add(event("all-day-dtstart-only", "DTSTART;VALUE=DATE:20250304").item());
    all.add(event("negative-duration", "DTSTART:20250304T090000Z", "DURATION:-PT1H").item());
    all.add(event("end-before-start", "DTSTART:20250304T090000Z", "DTEND:20250303T090000Z").item());
    all.add(event("far-future", "DTSTART:99991231T235959Z").item());
    all.add(event("before-1970", "DTSTART:19350304T090000Z", "DTEND:19350304T100000Z").item());
    all.add(
        event("own-time-zone", "DTSTART;TZID=Customized Time Zone 1:20250304T090000")
            .beforeIt(ZONE)
            .item());
    all.add(
        event("zone-of-olson-without-rules", "DTSTART;TZID=Europe/Berlin:20250304T090000").item());
    all.add(
        event("alarms", "DTSTART:20250304T090000Z")
            .within(
                "BEGIN:VALARM",
                "ACTION:DISPLAY",
                "DESCRIPTION:Now",
                "TRIGGER:-PT15M",
                "END:VALARM",
                "BEGIN:VALARM",
                "ACTION:AUDIO",
                "TRIGGER;VALUE=DATE-TIME:20250304T080000Z",
                "END:VALARM")
            .item());
  }

  private static void addRules(List<SampleItem> all) {
    all.add(
        event(
                "rdate-and-exdate",
                "DTSTART:20250304T090000Z",
                "DTEND:20250304T100000Z",
                "RRULE:FREQ=DAILY;COUNT=10",
                "RDATE:20250401T090000Z,20250402T090000Z",
                "EXDATE:20250305T090000Z",
                "EXDATE:20250306T090000Z,20250307T090000Z")
            .item());
    all.add(
        event(
                "rdate-periods",
                "DTSTART:20250304T090000Z",
                "RDATE;VALUE=PERIOD:" + "20250401T090000Z/20250401T100000Z,20250402T090000Z/PT2H")
            .item());
    all.add(
        event("endless-rule", "DTSTART:20250304T090000Z", "RRULE:FREQ=MONTHLY;BYDAY=-1FR").item());
    all.add(
        event("with-overrides", "DTSTART:20250304T090000Z", "RRULE:FREQ=DAILY;COUNT=5")
            .afterIt(override("with-overrides", "20250305T090000Z", "Later"))
            .afterIt(override("with-overrides", "20250306T090000Z", "Elsewhere"))
            .item());
    all.add(
        SampleItem.of(
            "overrides-without-master",
            ItemType.CALENDAR,
            calendar(
                "",
                override("overrides-without-master", "20250305T090000Z", "One")
                    + override("overrides-without-master", "20250306T090000Z", "Two"))));
  }

  private static String override(String uid, String of, String summary) {
    return lines(
        "BEGIN:VEVENT",
        "UID:" + uid,
        "DTSTAMP:20250301T080000Z",
        "RECURRENCE-ID:" + of,
        "DTSTART:" + of.replace("T09", "T11"),
        "DTEND:" + of.replace("T09", "T12"),
        "SUMMARY:" + summary,
        "END:VEVENT");
  }

  private static void addTexts(List<SampleItem> all) {
    String start = "DTSTART:20250304T090000Z";
    all.add(event("emoji-and-scripts", start, "LOCATION:🏢 会議室 Зал Größe").item());
    all.add(event("escaped", start, "DESCRIPTION:a\\, b\\; c\\\\ d\\ne\\Nf: g \"h\"").item());
    all.add(event("long-line", start, "DESCRIPTION:" + "x".repeat(100_000)).item());
    all.add(
        event("folded-in-a-character", start, "LOCATION:Größe 会議室").item().foldedInCharacters());
    all.add(
        event("own-properties", start, "X-MOZ-GENERATION:4", "X-APPLE-TRAVEL;VALUE=DURATION:PT5M")
            .item());
    all.add(
        event("categories", start, "CATEGORIES:Work,Very Important", "CATEGORIES:a\\,b").item());
    all.add(event("no-summary", start).without("SUMMARY").item());
    all.add(event("created-in-2012", start).created("20120229T235959Z").item());
    all.add(event("names-in-lower-case", start, "location;language=de:Büro").item());
    all.add(event("uid with spaces /slashes? & ümlauts", start).name("odd-uid"));
    all.add(event("u".repeat(900), start).name("long-uid"));
    all.add(
        event("attachment-by-uri", start, "ATTACH;FMTTYPE=text/html:https://www.example.org/a?b=c")
            .item());
  }

  private static void addPeople(List<SampleItem> all) {
    String start = "DTSTART:20250304T090000Z";
    all.add(
        event(
                "attendees",
                start,
                "ORGANIZER;CN=Anna:mailto:anna@old.example",
                "ATTENDEE;CN=\"Bernd: the boss\";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED"
                    + ";RSVP=TRUE:mailto:bernd@old.example",
                "ATTENDEE;CUTYPE=RESOURCE;SCHEDULE-AGENT=SERVER:mailto:room@old.example")
            .item());
    all.add(
        event(
                "invited",
                start,
                "ORGANIZER:mailto:somebody@elsewhere.example",
                "ATTENDEE;PARTSTAT=NEEDS-ACTION:MAILTO:anna@old.example")
            .item());
    all.add(
        event("attendees-in-an-override", start, "RRULE:FREQ=DAILY;COUNT=3")
            .afterIt(
                override("attendees-in-an-override", "20250305T090000Z", "With guests")
                    .replace(
                        "END:VEVENT",
                        "ORGANIZER:mailto:anna@old.example\r\n"
                            + "ATTENDEE:mailto:guest@elsewhere.example\r\nEND:VEVENT"))
            .item());
  }

  private static void addTasksAndJournals(List<SampleItem> all) {
    all.add(task("task-due", "DUE:20250401T120000Z", "PRIORITY:1", "PERCENT-COMPLETE:50"));
    all.add(task("task-without-times"));
    all.add(task("task-done", "STATUS:COMPLETED", "COMPLETED:20250302T080000Z"));
    all.add(task("task-that-recurs", "DTSTART:20250304T090000Z", "RRULE:FREQ=WEEKLY;COUNT=4"));
    all.add(task("task-below-another", "RELATED-TO:task-due"));
    all.add(
        new Draft("journal-of-two-texts", "VJOURNAL", ItemType.JOURNAL)
            .with("DTSTART;VALUE=DATE:20250304", "DESCRIPTION:One", "DESCRIPTION:Two")
            .item());
    all.add(
        new Draft("note", "VJOURNAL", ItemType.NOTE)
            .with("CATEGORIES:Notes", "DESCRIPTION:Milk\\nBread")
            .item());
  }

  private static SampleItem task(String uid, String... further) {
    return new Draft(uid, "VTODO", ItemType.TASK).with(further).item();
  }

  private static Draft event(String uid, String... further) {
    return new Draft(uid, "VEVENT", ItemType.CALENDAR).with(further);
  }

  static String lines(String... lines) {
    StringBuilder all = new StringBuilder();
    for (String line : lines) {
      if (!line.isEmpty()) {
        all.append(line).append("\r\n");
      }
    }
    return all.toString();
  }

  private static String calendar(String further, String components) {
    return lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Odd//EN", further)
        + components
        + "END:VCALENDAR\r\n";
  }

  /** An item in the making. */
  private static final class Draft {
    private final String uid;
    private final String component;
    private final ItemType type;
    private final List<String> own = new ArrayList<>();
    private String further = "";
    private String calendarLine = "";
    private String ahead = "";
    private String before = "";
    private String after = "";
    private boolean fold;
    private String lineEnd = "\r\n";
    private int unchangedLines;

    Draft(String uid, String component, ItemType type) {
      this.uid = uid;
      this.component = component;
      this.type = type;
      own.add("UID:" + uid);
      own.add("DTSTAMP:20250301T080000Z");
      own.add("CREATED:20250301T080000Z");
      own.add("SUMMARY:Odd " + uid);
    }

    Draft with(String... lines) {
      own.addAll(List.of(lines));
      return this;
    }

    Draft without(String name) {
      own.removeIf(line -> line.startsWith(name + ":"));
      return this;
    }

    Draft created(String when) {
      without("CREATED").with("CREATED:" + when);
      return this;
    }

    Draft within(String... lines) {
      further = lines(lines);
      return this;
    }

    Draft inCalendar(String line) {
      calendarLine = line;
      return this;
    }

    Draft before(String text) {
      ahead = text;
      return this;
    }

    Draft beforeIt(String components) {
      before = components;
      return this;
    }

    Draft afterIt(String components) {
      after += components;
      return this;
    }

    Draft folded() {
      fold = true;
      return this;
    }

    Draft lineEnds(String end) {
      return lineEnds(end, 0);
    }

    Draft lineEnds(String end, int firstLinesUnchanged) {
      lineEnd = end;
      unchangedLines = firstLinesUnchanged;
      return this;
    }

    SampleItem item() {
      return name(uid);
    }

    SampleItem name(String name) {
      return SampleItem.of(name, type, text());
    }

    private String text() {
      String all =
          ahead
              + calendar(
                  calendarLine,
                  before
                      + lines("BEGIN:" + component)
                      + lines(own.toArray(new String[0]))
                      + further
                      + lines("END:" + component)
                      + after);
      if (fold) {
        all = all.replaceAll("([^\r\n]{60})(?=[^\r\n])", "$1\r\n ");
      }
      if (lineEnd.equals("\r\n")) {
        return all;
      }
      StringBuilder text = new StringBuilder();
      int number = 0;
      for (String line : all.split("\r\n", -1)) {
        text.append(line).append(number++ < unchangedLines ? "\r\n" : lineEnd);
      }
      return text.substring(0, text.length() - lineEnd.length());
    }
  }
}
