package io.mailtrek.store.exchange.form;

import static io.mailtrek.store.exchange.form.FormLines.OWNER;
import static io.mailtrek.store.exchange.form.FormLines.element;
import static io.mailtrek.store.exchange.form.FormLines.item;
import static io.mailtrek.store.exchange.form.FormLines.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTextTest {
  private static final String BERLIN =
      "<StartTimeZone Id='W. Europe Standard Time'/><EndTimeZone Id='W. Europe Standard Time'/>";

  private static List<String> of(String fields) throws Exception {
    return lines(
        Interchange.of(
            ItemType.CALENDAR, item("<CalendarItem>" + fields + "</CalendarItem>"), OWNER));
  }

  private static void assertLines(List<String> lines, String... expected) {
    for (String line : expected) {
      assertTrue(lines.contains(line), () -> line + " is missing in\n" + String.join("\n", lines));
    }
  }

  @Test
  void eventHasAllThatPeopleSee() throws Exception {
    List<String> lines =
        of(
            "<Subject>Jour fixe; weekly</Subject><Sensitivity>Confidential</Sensitivity>"
                + "<Body BodyType='HTML'>&lt;p>Bring &lt;b>cake&lt;/b>&lt;/p></Body>"
                + "<Categories><String>Red, dark</String></Categories><Importance>Low</Importance>"
                + "<DateTimeCreated>2026-01-01T10:00:00Z</DateTimeCreated>"
                + "<ReminderIsSet>true</ReminderIsSet>"
                + "<ReminderMinutesBeforeStart>15</ReminderMinutesBeforeStart>"
                + "<UID>040000008200E00074C5B7101A82E008</UID>"
                + "<Start>2026-06-01T07:00:00Z</Start><End>2026-06-01T08:30:00Z</End>"
                + "<LegacyFreeBusyStatus>OOF</LegacyFreeBusyStatus><Location>Köln</Location>"
                + BERLIN);
    assertLines(
        lines,
        "UID:040000008200E00074C5B7101A82E008",
        "SUMMARY:Jour fixe\\; weekly",
        "CLASS:CONFIDENTIAL",
        "PRIORITY:9",
        "DESCRIPTION:Bring cake",
        "X-ALT-DESC;FMTTYPE=text/html:<p>Bring <b>cake</b></p>",
        "CATEGORIES:Red\\, dark",
        "CREATED:20260101T100000Z",
        "DTSTART;TZID=Europe/Berlin:20260601T090000",
        "DTEND;TZID=Europe/Berlin:20260601T103000",
        "TRANSP:OPAQUE",
        "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
        "LOCATION:Köln",
        "TRIGGER:-PT15M",
        "TZID:Europe/Berlin",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU");
  }

  @Test
  void meetingHasItsPeopleAndTheirAnswers() throws Exception {
    List<String> lines =
        of(
            "<Start>2026-06-01T07:00:00Z</Start><End>2026-06-01T08:00:00Z</End>"
                + "<IsMeeting>true</IsMeeting><IsCancelled>true</IsCancelled><Organizer><Mailbox><Name>Bo,"
                + " Li</Name><EmailAddress>bo@x.example</EmailAddress></Mailbox></Organizer>"
                + "<RequiredAttendees><Attendee><Mailbox><Name>Anna</Name><EmailAddress>anna@x.example</EmailAddress></Mailbox>"
                + "<ResponseType>Accept</ResponseType></Attendee></RequiredAttendees>"
                + "<OptionalAttendees><Attendee><Mailbox><EmailAddress>c@x.example</EmailAddress></Mailbox>"
                + "<ResponseType>Tentative</ResponseType></Attendee></OptionalAttendees><Resources><Attendee><Mailbox><Name>Room"
                + " 1</Name><EmailAddress>r1@x.example</EmailAddress></Mailbox></Attendee></Resources>"
                + "<AppointmentSequenceNumber>2</AppointmentSequenceNumber>");
    assertLines(
        lines,
        "DTSTART:20260601T070000Z",
        "ORGANIZER;CN=\"Bo, Li\":mailto:bo@x.example",
        "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Anna:mailto:anna@x.example",
        "ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=TENTATIVE:mailto:c@x.example",
        "ATTENDEE;CUTYPE=ROOM;ROLE=NON-PARTICIPANT;PARTSTAT=NEEDS-ACTION;CN=Room"
            + " 1:mailto:r1@x.example",
        "STATUS:CANCELLED",
        "SEQUENCE:2");
  }

  @Test
  void wholeDaysAreDaysOfTheirOwnZone() throws Exception {
    assertLines(
        of(
            "<Start>2026-06-30T22:00:00Z</Start><End>2026-07-02T22:00:00Z</End>"
                + "<IsAllDayEvent>true</IsAllDayEvent>"
                + BERLIN),
        "DTSTART;VALUE=DATE:20260701",
        "DTEND;VALUE=DATE:20260703");
    assertLines(
        of(
            "<Start>2026-07-01T08:00:00Z</Start><End>2026-07-02T08:00:00Z</End>"
                + "<IsAllDayEvent>true</IsAllDayEvent>"
                + "<StartTimeZone Id='Alaskan Standard Time'/>"),
        "DTSTART;VALUE=DATE:20260701",
        "DTEND;VALUE=DATE:20260702");
    assertLines(
        of(
            "<Start>2026-06-30T10:00:00Z</Start><End>2026-07-01T10:00:00Z</End>"
                + "<IsAllDayEvent>true</IsAllDayEvent>"
                + "<StartTimeZone Id='Line Islands Standard Time'/>"),
        "DTSTART;VALUE=DATE:20260701",
        "DTEND;VALUE=DATE:20260702");
  }

  @Test
  void seriesKeepsItsHourOverAChangeOfClocks() throws Exception {
    ExchangeItem moved =
        new ExchangeItem(
            element(
                "<CalendarItem><Subject>Later</Subject><Start>2026-03-30T08:00:00Z</Start>"
                    + "<End>2026-03-30T09:00:00Z</End>"
                    + "<OriginalStart>2026-03-30T07:00:00Z</OriginalStart></CalendarItem>"),
            List.of(),
            List.of());
    ExchangeItem series =
        new ExchangeItem(
            element(
                "<CalendarItem><Subject>Jour fixe</Subject><UID>one</UID>"
                    + "<Start>2026-03-23T08:00:00Z</Start><End>2026-03-23T09:00:00Z</End>"
                    + "<Recurrence><WeeklyRecurrence><Interval>1</Interval>"
                    + "<DaysOfWeek>Monday</DaysOfWeek><FirstDayOfWeek>Sunday</FirstDayOfWeek>"
                    + "</WeeklyRecurrence><EndDateRecurrence><StartDate>2026-03-23Z</StartDate>"
                    + "<EndDate>2026-04-20Z</EndDate></EndDateRecurrence></Recurrence>"
                    + "<DeletedOccurrences><DeletedOccurrence><Start>2026-04-06T07:00:00Z</Start>"
                    + "</DeletedOccurrence></DeletedOccurrences>"
                    + BERLIN
                    + "</CalendarItem>"),
            List.of(),
            List.of(moved));
    List<String> lines = lines(Interchange.of(ItemType.CALENDAR, series, OWNER));
    assertLines(
        lines,
        "DTSTART;TZID=Europe/Berlin:20260323T090000",
        "RRULE:FREQ=WEEKLY;BYDAY=MO;WKST=SU;UNTIL=20260420T070000Z",
        "EXDATE;TZID=Europe/Berlin:20260406T090000",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260330T090000",
        "DTSTART;TZID=Europe/Berlin:20260330T100000",
        "SUMMARY:Later");
    assertEquals(2, lines.stream().filter("UID:one"::equals).count());
  }

  private static String rule(String pattern) throws Exception {
    return of(
            "<Start>2026-01-30T08:00:00Z</Start><End>2026-01-30T09:00:00Z</End><Recurrence>"
                + pattern
                + "<NumberedRecurrence><StartDate>2026-01-30</StartDate>"
                + "<NumberOfOccurrences>10</NumberOfOccurrences></NumberedRecurrence></Recurrence>")
        .stream()
        .filter(line -> line.startsWith("RRULE:"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyPatternHasItsRule() throws Exception {
    assertEquals(
        "RRULE:FREQ=DAILY;INTERVAL=3;COUNT=10",
        rule("<DailyRecurrence><Interval>3</Interval></DailyRecurrence>"));
    assertEquals(
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR;COUNT=10",
        rule(
            "<WeeklyRecurrence><Interval>2</Interval><DaysOfWeek>Friday Tuesday</DaysOfWeek>"
                + "<FirstDayOfWeek>Monday</FirstDayOfWeek></WeeklyRecurrence>"));
    assertEquals(
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1;COUNT=10",
        rule(
            "<AbsoluteMonthlyRecurrence><Interval>1</Interval><DayOfMonth>30</DayOfMonth>"
                + "</AbsoluteMonthlyRecurrence>"));
    assertEquals(
        "RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;COUNT=10",
        rule(
            "<RelativeMonthlyRecurrence><Interval>2</Interval><DaysOfWeek>Friday</DaysOfWeek>"
                + "<DayOfWeekIndex>Last</DayOfWeekIndex></RelativeMonthlyRecurrence>"));
    assertEquals(
        "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=10",
        rule(
            "<RelativeMonthlyRecurrence><Interval>1</Interval><DaysOfWeek>Weekday</DaysOfWeek>"
                + "<DayOfWeekIndex>Last</DayOfWeekIndex></RelativeMonthlyRecurrence>"));
    assertEquals(
        "RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=30;COUNT=10",
        rule(
            "<AbsoluteYearlyRecurrence><DayOfMonth>30</DayOfMonth><Month>January</Month>"
                + "</AbsoluteYearlyRecurrence>"));
    assertEquals(
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=10",
        rule(
            "<RelativeYearlyRecurrence><DaysOfWeek>Thursday</DaysOfWeek>"
                + "<DayOfWeekIndex>Fourth</DayOfWeekIndex><Month>November</Month>"
                + "</RelativeYearlyRecurrence>"));
  }

  @Test
  void zoneWithRulesOfItsOwnComesAlong() throws Exception {
    List<String> lines =
        of(
            "<Start>2026-06-01T07:00:00Z</Start><End>2026-06-01T08:00:00Z</End><StartTimeZone"
                + " Id='Customized Time Zone'><Periods><Period Bias='-PT5H30M' Name='Standard'"
                + " Id='s'/><Period Bias='-PT6H30M' Name='Daylight'"
                + " Id='d'/></Periods><TransitionsGroups><TransitionsGroup"
                + " Id='0'><RecurringDayTransition><To"
                + " Kind='Period'>d</To><TimeOffset>PT2H</TimeOffset>"
                + "<Month>3</Month><DayOfWeek>Sunday</DayOfWeek><Occurrence>2</Occurrence></RecurringDayTransition><RecurringDayTransition><To"
                + " Kind='Period'>s</To><TimeOffset>PT3H</TimeOffset>"
                + "<Month>10</Month><DayOfWeek>Sunday</DayOfWeek><Occurrence>-1</Occurrence></RecurringDayTransition>"
                + "</TransitionsGroup></TransitionsGroups></StartTimeZone>");
    assertLines(
        lines,
        "DTSTART;TZID=Customized Time Zone:20260601T133000",
        "TZOFFSETFROM:+0530",
        "TZOFFSETTO:+0630",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU");
  }

  @Test
  void appointmentHasNoOrganizer() throws Exception {
    List<String> lines =
        of(
            "<Start>2026-06-01T07:00:00Z</Start><End>2026-06-01T08:00:00Z</End>"
                + "<Organizer><Mailbox><EmailAddress>me@x.example</EmailAddress></Mailbox></Organizer>");
    assertFalse(lines.stream().anyMatch(line -> line.startsWith("ORGANIZER")));
  }

  @Test
  void eventWithoutAStartIsRefused() {
    assertThrows(PermanentException.class, () -> of("<Subject>x</Subject>"));
  }
}
