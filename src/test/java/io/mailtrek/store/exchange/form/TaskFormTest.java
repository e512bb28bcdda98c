package io.mailtrek.store.exchange.form;

import static io.mailtrek.store.exchange.form.FormLines.OWNER;
import static io.mailtrek.store.exchange.form.FormLines.calendar;
import static io.mailtrek.store.exchange.form.FormLines.item;
import static io.mailtrek.store.exchange.form.FormLines.lines;
import static io.mailtrek.store.exchange.form.FormLines.shown;
import static io.mailtrek.store.exchange.form.FormLines.text;
import static io.mailtrek.store.exchange.form.FormLines.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.ItemType;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskFormTest {

  private static List<String> of(String fields) throws Exception {
    return lines(Interchange.of(ItemType.TASK, item("<Task>" + fields + "</Task>"), OWNER));
  }

  private static NewItem made(String... lines) throws Exception {
    return ExchangeForm.of(ItemType.TASK, calendar("VTODO", lines), OWNER);
  }

  @Test
  void taskHasDaysStatusAndReminder() throws Exception {
    List<String> lines =
        of(
            "<Subject>Report</Subject><Importance>High</Importance><Sensitivity>Private</Sensitivity>"
                + "<ReminderDueBy>2026-03-02T08:00:00Z</ReminderDueBy><ReminderIsSet>true</ReminderIsSet>"
                + "<StartDate>2026-03-01T23:00:00Z</StartDate><DueDate>2026-03-04T23:00:00Z</DueDate>"
                + "<PercentComplete>25</PercentComplete><Status>InProgress</Status><Owner>Anna</Owner><Mileage>12"
                + " km</Mileage><Companies><String>A,"
                + " B</String></Companies><TotalWork>480</TotalWork>");
    assertTrue(
        lines.containsAll(
            List.of(
                "SUMMARY:Report",
                "PRIORITY:1",
                "CLASS:PRIVATE",
                "DTSTART;VALUE=DATE:20260302",
                "DUE;VALUE=DATE:20260305",
                "STATUS:IN-PROCESS",
                "PERCENT-COMPLETE:25",
                "X-EXCHANGE-OWNER:Anna",
                "X-EXCHANGE-MILEAGE:12 km",
                "X-EXCHANGE-COMPANIES:A\\, B",
                "X-EXCHANGE-TOTAL-MINUTES:480",
                "TRIGGER;VALUE=DATE-TIME:20260302T080000Z")),
        () -> String.join("\n", lines));
  }

  @Test
  void theDayThatExchangeKeepsIsBetterThanItsMoment() throws Exception {
    List<String> lines =
        of(
            "<DueDate>2026-03-04T12:00:00Z</DueDate><ExtendedProperty><ExtendedFieldURI"
                + " PropertySetId='00062003-0000-0000-c000-000000000046' PropertyId='33029'"
                + " PropertyType='SystemTime'/>"
                + "<Value>2026-03-04T00:00:00Z</Value></ExtendedProperty>");
    assertTrue(lines.contains("DUE;VALUE=DATE:20260304"), () -> String.join("\n", lines));
  }

  @Test
  void doneTaskSaysWhen() throws Exception {
    List<String> lines =
        of(
            "<CompleteDate>2026-03-03T00:00:00Z</CompleteDate>"
                + "<PercentComplete>100</PercentComplete><Status>Completed</Status>");
    assertTrue(lines.containsAll(List.of("STATUS:COMPLETED", "COMPLETED:20260303T000000Z")));
    NewItem made = made("STATUS:COMPLETED", "COMPLETED:20260303T101500Z", "PERCENT-COMPLETE:80");
    assertEquals("Completed", text(made, "Status"));
    assertEquals("100", text(made, "PercentComplete"));
    assertEquals("2026-03-03T10:15:00Z", text(made, "CompleteDate"));
  }

  @Test
  void regeneratingTaskIsNoSeries() throws Exception {
    List<String> lines =
        of(
            "<Recurrence><WeeklyRegeneration><Interval>2</Interval></WeeklyRegeneration>"
                + "<NoEndRecurrence><StartDate>2026-03-01</StartDate></NoEndRecurrence></Recurrence>");
    assertTrue(lines.contains("X-EXCHANGE-REGENERATION:Weekly,2"));
    assertFalse(lines.stream().anyMatch(line -> line.startsWith("RRULE")));
  }

  @Test
  void taskOfOthersHasItsDays() throws Exception {
    NewItem made =
        made(
            "SUMMARY:Report\\, yearly",
            "DTSTART;VALUE=DATE:20260302",
            "DUE;TZID=America/New_York:20260305T230000",
            "PRIORITY:2",
            "PERCENT-COMPLETE:25",
            "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=5",
            "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER;RELATED=END:-P1D\r\nEND:VALARM");
    assertEquals("2026-03-02T00:00:00Z", text(made, "StartDate"));
    assertEquals("2026-03-05T00:00:00Z", text(made, "DueDate"));
    assertEquals("High", text(made, "Importance"));
    assertEquals("InProgress", text(made, "Status"));
    assertEquals("2026-03-05T04:00:00Z", text(made, "ReminderDueBy"));
    assertEquals("true", text(made, "ReminderIsSet"));
    assertEquals(
        "Recurrence[RelativeMonthlyRecurrence[Interval(1)][DaysOfWeek(Friday)]"
            + "[DayOfWeekIndex(Last)]][NumberedRecurrence[StartDate(2026-03-02)]"
            + "[NumberOfOccurrences(5)]]",
        shown(made, "Recurrence"));
    assertEquals(List.of("DUE: only its day"), made.losses());
  }

  @Test
  void whatExchangeDoesNotKnowComesBack() throws Exception {
    NewItem made =
        made(
            "SUMMARY:x",
            "STATUS:CANCELLED",
            "GEO:50.9;6.9",
            "X-APPLE-SORT-ORDER:7",
            "CREATED:20200101T000000Z");
    assertEquals("Deferred", text(made, "Status"));
    List<String> back = lines(Interchange.of(ItemType.TASK, told(made), OWNER));
    assertTrue(
        back.containsAll(
            List.of("GEO:50.9;6.9", "X-APPLE-SORT-ORDER:7", "CREATED:20200101T000000Z")),
        () -> String.join("\n", back));
    assertEquals(
        List.of("GEO: kept, but not shown", "STATUS: cancelled is deferred"), made.losses());
  }

  @Test
  void waitingTaskStaysSo() throws Exception {
    assertTrue(
        of("<Status>WaitingOnOthers</Status>").contains("X-EXCHANGE-STATUS:WaitingOnOthers"));
    assertEquals(
        "WaitingOnOthers",
        text(made("STATUS:NEEDS-ACTION", "X-EXCHANGE-STATUS:WaitingOnOthers"), "Status"));
  }
}
