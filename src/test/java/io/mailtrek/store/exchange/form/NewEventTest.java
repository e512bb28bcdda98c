package io.mailtrek.store.exchange.form;

import static io.mailtrek.store.exchange.form.FormLines.OWNER;
import static io.mailtrek.store.exchange.form.FormLines.calendar;
import static io.mailtrek.store.exchange.form.FormLines.lines;
import static io.mailtrek.store.exchange.form.FormLines.shown;
import static io.mailtrek.store.exchange.form.FormLines.text;
import static io.mailtrek.store.exchange.form.FormLines.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewEventTest {

  private static NewItem made(String... lines) throws Exception {
    return ExchangeForm.of(ItemType.CALENDAR, calendar("VEVENT", lines), OWNER);
  }

  @Test
  void eventHasAllThatPeopleSee() throws Exception {
    NewItem made =
        made(
            "DTSTART;TZID=Europe/Berlin:20260601T090000",
            "DTEND;TZID=Europe/Berlin:20260601T103000",
            "SUMMARY:Jour fixe\\; weekly",
            "DESCRIPTION;ALTREP=\"data:text/html,%3Cb%3ECake%3C%2Fb%3E\":Cake",
            "LOCATION:Köln",
            "CLASS:CONFIDENTIAL",
            "TRANSP:TRANSPARENT",
            "CATEGORIES:Red\\, dark,Blue",
            "BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT1H30M\r\nEND:VALARM");
    assertEquals("one", text(made, "UID"));
    assertEquals("2026-06-01T07:00:00Z", text(made, "Start"));
    assertEquals("2026-06-01T08:30:00Z", text(made, "End"));
    assertEquals("StartTimeZone @Id=W. Europe Standard Time", shown(made, "StartTimeZone"));
    assertEquals("Jour fixe; weekly", text(made, "Subject"));
    assertEquals("Body @BodyType=HTML(<b>Cake</b>)", shown(made, "Body"));
    assertEquals("Köln", text(made, "Location"));
    assertEquals("Confidential", text(made, "Sensitivity"));
    assertEquals("Free", text(made, "LegacyFreeBusyStatus"));
    assertEquals("Categories[String(Red, dark)][String(Blue)]", shown(made, "Categories"));
    assertEquals("90", text(made, "ReminderMinutesBeforeStart"));
    assertEquals("false", text(made, "IsAllDayEvent"));
    assertEquals(List.of(), made.losses());
  }

  @Test
  void zonesAreFoundByEveryName() throws Exception {
    assertEquals(
        "2026-06-01T13:00:00Z",
        text(made("DTSTART;TZID=Eastern Standard Time:20260601T090000"), "Start"));
    assertEquals(
        "2026-06-01T13:00:00Z",
        text(
            made("DTSTART;TZID=/freeassociation.sourceforge.net/America/New_York:20260601T090000"),
            "Start"));
    NewItem floating = made("DTSTART:20260601T090000");
    assertEquals("2026-06-01T07:00:00Z", text(floating, "Start"));
    NewItem utc = made("DTSTART:20260601T090000Z");
    assertEquals("StartTimeZone @Id=UTC", shown(utc, "StartTimeZone"));
    assertEquals("false", text(utc, "ReminderIsSet"));
    NewItem vienna = made("DTSTART;TZID=Europe/Vienna:20260601T090000");
    assertEquals("StartTimeZone @Id=W. Europe Standard Time", shown(vienna, "StartTimeZone"));
    NewItem kolkata = made("DTSTART;TZID=Asia/Kolkata:20260601T090000");
    assertEquals("StartTimeZone @Id=India Standard Time", shown(kolkata, "StartTimeZone"));
  }

  @Test
  void zoneThatOnlyTheCalendarKnowsIsUnderstood() throws Exception {
    NewItem made =
        ExchangeForm.of(
            ItemType.CALENDAR,
            FormLines.content(
                "BEGIN:VCALENDAR",
                "BEGIN:VTIMEZONE",
                "TZID:Büro",
                "BEGIN:STANDARD",
                "DTSTART:16010101T030000",
                "TZOFFSETFROM:+0200",
                "TZOFFSETTO:+0100",
                "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
                "END:STANDARD",
                "BEGIN:DAYLIGHT",
                "DTSTART:16010101T020000",
                "TZOFFSETFROM:+0100",
                "TZOFFSETTO:+0200",
                "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
                "END:DAYLIGHT",
                "END:VTIMEZONE",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTART;TZID=Büro:20260601T090000",
                "DURATION:P1DT1H",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:2",
                "DTSTART;TZID=Büro:20260101T090000",
                "END:VEVENT",
                "END:VCALENDAR"),
            OWNER);
    assertEquals("2026-06-01T07:00:00Z", text(made, "Start"));
    assertEquals("2026-06-02T08:00:00Z", text(made, "End"));
    String id =
        made.element().child(Ews.type("StartTimeZone")).orElseThrow().attribute("Id").orElseThrow();
    assertEquals(
        WindowsZones.zone("W. Europe Standard Time")
            .orElseThrow()
            .getRules()
            .getOffset(java.time.Instant.parse("2026-01-01T00:00:00Z")),
        WindowsZones.zone(id)
            .orElseThrow()
            .getRules()
            .getOffset(java.time.Instant.parse("2026-01-01T00:00:00Z")));
    assertEquals(List.of("all events but the first of those with one UID"), made.losses());
  }

  @Test
  void zoneThatNobodyKnowsOrExchangeDoesNotHaveIsTold() throws Exception {
    NewItem unknown = made("DTSTART;TZID=Atlantis/Capital:20260601T090000");
    assertEquals("2026-06-01T07:00:00Z", text(unknown, "Start"));
    assertEquals(
        List.of("TZID: nobody knows Atlantis/Capital, so it is Europe/Berlin"), unknown.losses());
    NewItem odd = made("DTSTART;TZID=UTC+0540:20260601T090000");
    assertEquals("2026-06-01T03:20:00Z", text(odd, "Start"));
    assertEquals(
        List.of("VTIMEZONE: Exchange has no zone as +05:40, so it is Nepal Standard Time"),
        odd.losses());
  }

  @Test
  void wholeDaysAreThoseOfTheMailbox() throws Exception {
    NewItem made = made("DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260703");
    assertEquals("true", text(made, "IsAllDayEvent"));
    assertEquals("2026-06-30T22:00:00Z", text(made, "Start"));
    assertEquals("2026-07-02T22:00:00Z", text(made, "End"));
    assertEquals("2026-07-01T22:00:00Z", text(made("DTSTART;VALUE=DATE:20260701"), "End"));
  }

  @Test
  void ownMeetingHasAttendees() throws Exception {
    NewItem made =
        made(
            "DTSTART:20260601T090000Z",
            "ORGANIZER;CN=Anna:MAILTO:anna@old.example",
            "ATTENDEE;CN=Anna;PARTSTAT=ACCEPTED:mailto:anna@old.example",
            "ATTENDEE;CN=Bo;PARTSTAT=DECLINED:mailto:bo@x.example",
            "ATTENDEE;ROLE=OPT-PARTICIPANT:mailto:c@x.example",
            "ATTENDEE;CUTYPE=ROOM:mailto:room@x.example");
    assertEquals(
        "RequiredAttendees[Attendee[Mailbox[Name(Bo)][EmailAddress(bo@x.example)][RoutingType(SMTP)]]]",
        shown(made, "RequiredAttendees"));
    assertTrue(shown(made, "OptionalAttendees").contains("c@x.example"));
    assertTrue(shown(made, "Resources").contains("room@x.example"));
    assertEquals(List.of("ATTENDEE: the answers of attendees"), made.losses());
  }

  @Test
  void meetingOfOthersIsAnAppointmentWithItsPeopleInTheText() throws Exception {
    String organizer = "ORGANIZER;CN=Bo:mailto:bo@x.example";
    String attendee = "ATTENDEE;CN=Anna;PARTSTAT=TENTATIVE:mailto:anna@old.example";
    NewItem made = made("DTSTART:20260601T090000Z", "DESCRIPTION:Talk", organizer, attendee);
    assertEquals("", shown(made, "RequiredAttendees"));
    assertEquals(
        "Body @BodyType=Text(Talk\n\nOrganizer: Bo <bo@x.example>\n"
            + "Attendee: Anna <anna@old.example> (tentative))",
        shown(made, "Body"));
    assertEquals(
        List.of(
            "ATTENDEE: the list is in the text",
            "ORGANIZER: it is in the text, and no answer can be sent to it"),
        made.losses());
    List<String> back = lines(Interchange.of(ItemType.CALENDAR, told(made), OWNER));
    assertTrue(back.containsAll(List.of(organizer, attendee)), () -> String.join("\n", back));
  }

  @Test
  void cancelledEventTakesNoTimeAndSaysSo() throws Exception {
    NewItem made = made("DTSTART:20260601T090000Z", "STATUS:CANCELLED");
    assertEquals("Free", text(made, "LegacyFreeBusyStatus"));
    assertTrue(shown(made, "Body").contains("This event was cancelled."));
    assertTrue(
        lines(Interchange.of(ItemType.CALENDAR, told(made), OWNER)).contains("STATUS:CANCELLED"));
  }

  @Test
  void endBeforeStartIsMended() throws Exception {
    NewItem made = made("DTSTART:20260601T090000Z", "DTEND:20260531T090000Z");
    assertEquals("2026-06-01T09:00:00Z", text(made, "End"));
    assertEquals(List.of("DTEND: it was before the start"), made.losses());
  }

  @Test
  void whatIsNoEventIsRefused() {
    assertThrows(PermanentException.class, () -> made("SUMMARY:x"));
    assertThrows(
        PermanentException.class,
        () -> ExchangeForm.of(ItemType.CALENDAR, calendar("VTODO", "SUMMARY:x"), OWNER));
    assertThrows(
        PermanentException.class,
        () -> ExchangeForm.of(ItemType.CALENDAR, FormLines.content("Dear server,"), OWNER));
  }

  @Test
  void nobodyIsMailed() throws Exception {
    NewItem made =
        made(
            "DTSTART:20260601T090000Z",
            "ORGANIZER:mailto:anna@old.example",
            "ATTENDEE:mailto:b@x.example");
    String all = shown(made.element());
    assertFalse(all.contains("IsResponseRequested") || all.contains("MeetingRequestWasSent"));
  }
}
