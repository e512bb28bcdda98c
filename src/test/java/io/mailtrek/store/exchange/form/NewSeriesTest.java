package io.mailtrek.store.exchange.form;

import static io.mailtrek.store.exchange.form.FormLines.OWNER;
import static io.mailtrek.store.exchange.form.FormLines.content;
import static io.mailtrek.store.exchange.form.FormLines.shown;
import static io.mailtrek.store.exchange.form.FormLines.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.ItemType;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NewSeriesTest {

  private static NewItem made(String... lines) throws Exception {
    return ExchangeForm.of(
        ItemType.CALENDAR,
        content(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:one",
            String.join("\r\n", lines),
            "END:VEVENT\r\nEND:VCALENDAR"),
        OWNER);
  }

  private static String pattern(String start, String rule) throws Exception {
    return shown(made("DTSTART;TZID=Europe/Berlin:" + start, "RRULE:" + rule), "Recurrence");
  }

  @Test
  void rulesThatExchangeHasAreTakenAsTheyAre() throws Exception {
    assertEquals(
        "Recurrence[DailyRecurrence[Interval(2)]][NoEndRecurrence[StartDate(2026-03-02)]]",
        pattern("20260302T090000", "FREQ=DAILY;INTERVAL=2"));
    assertEquals(
        "Recurrence[WeeklyRecurrence[Interval(1)][DaysOfWeek(Monday Tuesday Wednesday Thursday"
            + " Friday)]"
            + "[FirstDayOfWeek(Monday)]][NumberedRecurrence[StartDate(2026-03-02)][NumberOfOccurrences(7)]]",
        pattern("20260302T090000", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=7"));
    assertEquals(
        "Recurrence[WeeklyRecurrence[Interval(2)][DaysOfWeek(Monday)][FirstDayOfWeek(Sunday)]]"
            + "[EndDateRecurrence[StartDate(2026-03-02)][EndDate(2026-03-29)]]",
        pattern("20260302T090000", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;UNTIL=20260330T063000Z"));
    assertEquals(
        "Recurrence[AbsoluteMonthlyRecurrence[Interval(3)][DayOfMonth(2)]]"
            + "[NoEndRecurrence[StartDate(2026-03-02)]]",
        pattern("20260302T090000", "FREQ=MONTHLY;INTERVAL=3"));
    assertEquals(
        "Recurrence[AbsoluteMonthlyRecurrence[Interval(1)][DayOfMonth(31)]]"
            + "[NoEndRecurrence[StartDate(2026-03-31)]]",
        pattern("20260331T090000", "FREQ=MONTHLY;BYMONTHDAY=-1"));
    assertEquals(
        "Recurrence[RelativeMonthlyRecurrence[Interval(1)][DaysOfWeek(Monday)][DayOfWeekIndex(First)]]"
            + "[NoEndRecurrence[StartDate(2026-03-02)]]",
        pattern("20260302T090000", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1"));
    assertEquals(
        "Recurrence[RelativeYearlyRecurrence[DaysOfWeek(Thursday)][DayOfWeekIndex(Fourth)]"
            + "[Month(November)]][NoEndRecurrence[StartDate(2026-11-26)]]",
        pattern("20261126T090000", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"));
    assertEquals(
        "Recurrence[AbsoluteMonthlyRecurrence[Interval(48)][DayOfMonth(29)]]"
            + "[NoEndRecurrence[StartDate(2028-02-29)]]",
        pattern("20280229T090000", "FREQ=YEARLY;INTERVAL=4"));
  }

  private static String changes(NewItem made) {
    return made.changes().stream()
        .map(
            change ->
                change.index()
                    + change.updates().stream().map(FormLines::shown).collect(Collectors.joining()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void occurrencesAreCountedOverAChangeOfClocks() throws Exception {
    NewItem made =
        made(
            "DTSTART;TZID=Europe/Berlin:20260323T003000",
            "DTEND;TZID=Europe/Berlin:20260323T013000",
            "RRULE:FREQ=WEEKLY;COUNT=6",
            // In UTC it is the day before.
            "EXDATE:20260405T223000Z",
            "SUMMARY:Jour fixe",
            "LOCATION:Köln",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:one",
            "RECURRENCE-ID;TZID=Europe/Berlin:20260330T003000",
            "DTSTART;TZID=Europe/Berlin:20260331T003000",
            "DTEND;TZID=Europe/Berlin:20260331T020000",
            "SUMMARY:Later",
            "LOCATION:Köln");
    assertEquals("2026-03-22T23:30:00Z", text(made, "Start"));
    assertEquals(
        "2"
            + set("calendar:Start", "Start(2026-03-30T22:30:00Z)")
            + set("calendar:End", "End(2026-03-31T00:00:00Z)")
            + set("item:Subject", "Subject(Later)")
            + " 3",
        changes(made));
    assertEquals(List.of(), made.losses());
    assertTrue(made.changes().get(1).removed());
  }

  private static String set(String uri, String field) {
    return "SetItemField[FieldURI @FieldURI=" + uri + "][CalendarItem[" + field + "]]";
  }

  @Test
  void occurrenceThatPassesAnotherStaysAndSaysWhereItIs() throws Exception {
    NewItem made =
        made(
            "DTSTART;TZID=Europe/Berlin:20260323T090000",
            "RRULE:FREQ=WEEKLY",
            "SUMMARY:x",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:one",
            "RECURRENCE-ID;TZID=Europe/Berlin:20260330T090000",
            "DTSTART;TZID=Europe/Berlin:20260407T090000",
            "SUMMARY:x");
    assertEquals(
        "2" + set("item:Body", "Body @BodyType=Text(Moved to: 2026-04-07T09:00 Europe/Berlin)"),
        changes(made));
    assertEquals(
        List.of(
            "the occurrence of 2026-03-30 stays on its day, with its time in the text: Exchange"
                + " lets none pass another"),
        made.losses());
  }

  @Test
  void occurrenceThatIsAsAllOthersIsNoChange() throws Exception {
    NewItem made =
        made(
            "DTSTART;TZID=Europe/Berlin:20260323T090000",
            "RRULE:FREQ=WEEKLY;COUNT=6",
            "SUMMARY:x",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:one",
            "RECURRENCE-ID;TZID=Europe/Berlin:20260330T090000",
            "DTSTART;TZID=Europe/Berlin:20260330T090000",
            "SUMMARY:x");
    assertEquals("", changes(made));
  }

  @Test
  void cancelledOccurrenceIsRemovedAndAMissingFieldDeleted() throws Exception {
    NewItem made =
        made(
            "DTSTART;VALUE=DATE:20260323",
            "RRULE:FREQ=DAILY;COUNT=6",
            "LOCATION:Köln",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:one",
            "RECURRENCE-ID;VALUE=DATE:20260324",
            "DTSTART;VALUE=DATE:20260324",
            "STATUS:CANCELLED",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:one",
            "RECURRENCE-ID;VALUE=DATE:20260325",
            "DTSTART;VALUE=DATE:20260325");
    assertEquals("2 3DeleteItemField[FieldURI @FieldURI=calendar:Location]", changes(made));
  }

  @Test
  void ruleThatExchangeDoesNotHaveIsADenserOneWithoutTheOtherDays() throws Exception {
    NewItem made =
        made(
            "DTSTART;TZID=Europe/Berlin:20260302T090000",
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=2,4;COUNT=4");
    assertEquals(
        "Recurrence[WeeklyRecurrence[Interval(1)][DaysOfWeek(Monday Wednesday Thursday Saturday)]"
            + "[FirstDayOfWeek(Monday)]][EndDateRecurrence[StartDate(2026-03-02)][EndDate(2026-04-04)]]",
        shown(made, "Recurrence"));
    assertEquals(16, made.changes().size());
    assertTrue(made.changes().stream().allMatch(OccurrenceChange::removed));
    assertEquals(3, made.changes().get(0).index());
    assertEquals(List.of(), made.losses());
  }

  @Test
  void furtherDaysAreOccurrences() throws Exception {
    NewItem made =
        made(
            "DTSTART;TZID=Europe/Berlin:20260302T090000",
            "RRULE:FREQ=WEEKLY;COUNT=3",
            "RDATE;TZID=Europe/Berlin:20260304T090000");
    assertEquals(
        "Recurrence[WeeklyRecurrence[Interval(1)][DaysOfWeek(Monday"
            + " Wednesday)][FirstDayOfWeek(Monday)]]"
            + "[EndDateRecurrence[StartDate(2026-03-02)][EndDate(2026-03-16)]]",
        shown(made, "Recurrence"));
    assertEquals("4", changes(made));
  }

  @Test
  void endlessRuleThatExchangeDoesNotHaveEnds() throws Exception {
    NewItem made =
        made("DTSTART;TZID=Europe/Berlin:20260301T090000", "RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15");
    assertEquals(1, made.losses().size());
    assertTrue(
        made.losses()
            .get(0)
            .startsWith("RRULE: Exchange has no such rule, so the series ends with 2026-"));
    assertTrue(shown(made, "Body").contains("Repeats: FREQ=MONTHLY;BYMONTHDAY=1,15"));
  }

  @Test
  void shorterMonthsAreTold() throws Exception {
    NewItem made = made("DTSTART:20260131T090000Z", "RRULE:FREQ=MONTHLY");
    assertEquals(List.of("RRULE: in shorter months it is on the last day"), made.losses());
    assertEquals(List.of(), made("DTSTART:20260131T090000Z", "RRULE:FREQ=YEARLY").losses());
  }

  @Test
  void occurrenceWithoutItsSeriesIsAnEvent() throws Exception {
    NewItem made = made("RECURRENCE-ID:20260302T090000Z", "DTSTART:20260302T100000Z", "SUMMARY:x");
    assertEquals("", shown(made, "Recurrence"));
    assertEquals("2026-03-02T10:00:00Z", text(made, "Start"));
    assertEquals(List.of("RECURRENCE-ID: it is the only one of its series"), made.losses());
  }
}
