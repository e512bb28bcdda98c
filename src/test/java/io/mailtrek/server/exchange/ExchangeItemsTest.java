package io.mailtrek.server.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.demo.exchange.PropertyName;
import io.mailtrek.demo.exchange.StoredItem;
import io.mailtrek.demo.exchange.Xml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items of all types, series, attachments, and whole items that go to another mailbox. */
class ExchangeItemsTest {
  private static final String WEEKLY =
      "<t:CalendarItem><t:Subject>Jour fixe</t:Subject>%s"
          + "<t:Start>2026-03-23T09:00:00+01:00</t:Start><t:End>2026-03-23T10:00:00+01:00</t:End>"
          + "<t:Recurrence><t:WeeklyRecurrence><t:Interval>1</t:Interval>"
          + "<t:DaysOfWeek>Monday Thursday</t:DaysOfWeek></t:WeeklyRecurrence>"
          + "<t:NumberedRecurrence><t:StartDate>2026-03-23</t:StartDate>"
          + "<t:NumberOfOccurrences>6</t:NumberOfOccurrences></t:NumberedRecurrence>"
          + "</t:Recurrence><t:StartTimeZone Id=\"W. Europe Standard Time\"/></t:CalendarItem>";

  private ExchangeServer server;
  private ExchangeMailbox anna;
  private ExchangeMailbox bernd;
  private RawEws ews;

  @BeforeEach
  void start() throws IOException {
    server = ExchangeServer.start(new ExchangeScript());
    anna = server.organization().addMailbox("anna@old.example", "secret");
    bernd = server.organization().addMailbox("bernd@old.example", "secret");
    ews = new RawEws(server, "anna@old.example", "secret");
  }

  @AfterEach
  void stop() {
    assertEquals(List.of(), server.organization().mailed());
    server.close();
  }

  private static String update(String id, String updates) {
    return "<m:UpdateItem MessageDisposition=\"SaveOnly\" ConflictResolution=\"AlwaysOverwrite\""
        + " SendMeetingInvitationsOrCancellations=\"SendToNone\"><m:ItemChanges><t:ItemChange>"
        + id
        + "<t:Updates>"
        + updates
        + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>";
  }

  private static String set(String field, String property) {
    return "<t:SetItemField><t:FieldURI FieldURI=\""
        + field
        + "\"/><t:CalendarItem>"
        + property
        + "</t:CalendarItem></t:SetItemField>";
  }

  private static String occurrence(String master, int index) {
    return "<t:OccurrenceItemId RecurringMasterId=\""
        + master
        + "\" InstanceIndex=\""
        + index
        + "\"/>";
  }

  private static String delete(String id) {
    return "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"SendToNone\">"
        + "<m:ItemIds>"
        + id
        + "</m:ItemIds></m:DeleteItem>";
  }

  @Test
  void expandsASeriesInItsZoneOverADaylightSavingChange() throws Exception {
    String id = ews.create(anna.folder("calendar").id(), WEEKLY.formatted(""));
    Xml master = ews.get(id);
    assertEquals("RecurringMaster", master.text("CalendarItemType"));
    assertEquals("2026-03-23T08:00:00Z", master.text("Start"));
    assertEquals("2026-03-23T08:00:00Z", master.text("FirstOccurrence", "Start"));
    assertEquals("2026-04-09T07:00:00Z", master.text("LastOccurrence", "Start"));
    assertEquals("NoError", ews.code(delete(occurrence(id, 2))));
    ews.one(
        update(
            occurrence(id, 3),
            set("item:Subject", "<t:Subject>Jour fixe, moved</t:Subject>")
                + set("calendar:Start", "<t:Start>2026-03-31T09:00:00Z</t:Start>")
                + set("calendar:End", "<t:End>2026-03-31T10:30:00Z</t:End>")));
    Xml changed = ews.get(id);
    assertEquals(
        "2026-03-26T08:00:00Z", changed.text("DeletedOccurrences", "DeletedOccurrence", "Start"));
    Xml moved = changed.at("ModifiedOccurrences", "Occurrence").orElseThrow();
    assertEquals("2026-03-31T09:00:00Z", moved.text("Start"));
    assertEquals("2026-03-30T07:00:00Z", moved.text("OriginalStart"));
    Xml exception = ews.get(moved.child("ItemId").orElseThrow().attribute("Id"));
    assertEquals("Exception", exception.text("CalendarItemType"));
    assertEquals("Jour fixe, moved", exception.text("Subject"));
    assertEquals(Set.of(2), anna.item(id).orElseThrow().series().orElseThrow().deleted());

    assertEquals(
        "ErrorCalendarOccurrenceIsDeletedFromRecurrence", ews.code(delete(occurrence(id, 2))));
    assertEquals(
        "ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange", ews.code(delete(occurrence(id, 7))));
    assertEquals(
        "ErrorOccurrenceCrossingBoundary",
        ews.code(
            update(
                occurrence(id, 4),
                set("calendar:Start", "<t:Start>2026-03-30T07:00:00Z</t:Start>"))));
    assertEquals(1, anna.folder("calendar").items().size());
  }

  @Test
  void makesAllDayEventsOfWholeDaysInTheirZone() throws Exception {
    String id =
        ews.create(
            anna.folder("calendar").id(),
            "<t:CalendarItem><t:Subject>Urlaub</t:Subject><t:Start>2026-07-01T00:00:00+02:00"
                + "</t:Start><t:End>2026-07-03T00:00:00+02:00</t:End>"
                + "<t:IsAllDayEvent>true</t:IsAllDayEvent><t:RequiredAttendees><t:Attendee>"
                + "<t:Mailbox><t:EmailAddress>eva@far.example</t:EmailAddress></t:Mailbox>"
                + "<t:ResponseType>Accept</t:ResponseType></t:Attendee></t:RequiredAttendees>"
                + "<t:StartTimeZone Id=\"W. Europe Standard Time\"/></t:CalendarItem>");
    Xml event = ews.get(id);
    assertEquals("2026-06-30T22:00:00Z", event.text("Start"));
    assertEquals("2026-07-02T22:00:00Z", event.text("End"));
    assertEquals("anna@old.example", event.text("Organizer", "Mailbox", "EmailAddress"));
    assertEquals("Unknown", event.text("RequiredAttendees", "Attendee", "ResponseType"));
    assertEquals("true", event.text("IsMeeting"));
    assertEquals("15", event.text("ReminderMinutesBeforeStart"));
  }

  @Test
  void attachesFilesAndItems() throws Exception {
    String id =
        ews.create(
            anna.folder("contacts").id(),
            "<t:Contact><t:GivenName>Eva</t:GivenName><t:Surname>Adam</t:Surname></t:Contact>");
    byte[] photo = {1, 2, 3};
    Xml made =
        ews.one(
            "<m:CreateAttachment><m:ParentItemId Id=\""
                + id
                + "\"/><m:Attachments><t:FileAttachment><t:Name>ContactPicture.jpg</t:Name>"
                + "<t:ContentType>image/jpeg</t:ContentType>"
                + "<t:IsContactPhoto>true</t:IsContactPhoto><t:Content>"
                + Base64.getEncoder().encodeToString(photo)
                + "</t:Content></t:FileAttachment></m:Attachments></m:CreateAttachment>");
    String attachment =
        made.at("Attachments", "FileAttachment", "AttachmentId").orElseThrow().attribute("Id");
    Xml contact = ews.get(id);
    assertEquals("true", contact.text("HasPicture"));
    assertEquals("Eva Adam", contact.text("CompleteName", "FullName"));
    assertEquals("true", contact.text("Attachments", "FileAttachment", "IsContactPhoto"));
    Xml got =
        ews.one(
            "<m:GetAttachment><m:AttachmentIds><t:AttachmentId Id=\""
                + attachment
                + "\"/></m:AttachmentIds></m:GetAttachment>");
    assertArrayEquals(
        photo, Base64.getDecoder().decode(got.text("Attachments", "FileAttachment", "Content")));
    assertEquals(
        "ErrorInvalidAttachmentId",
        ews.code(
            "<m:GetAttachment><m:AttachmentIds><t:AttachmentId Id=\""
                + id
                + "\"/></m:AttachmentIds></m:GetAttachment>"));
  }

  @Test
  void movesWholeItemsFromMailboxToMailbox() throws Exception {
    String id =
        ews.create(
            anna.folder("calendar").id(),
            WEEKLY.formatted("<t:Body BodyType=\"Text\">Agenda &amp; Kaffee</t:Body>"));
    ews.one(delete(occurrence(id, 2)));
    ews.one(update(occurrence(id, 3), set("item:Subject", "<t:Subject>Changed</t:Subject>")));
    Xml exported = ews.one(export(id));
    String data = exported.text("Data");
    RawEws other = new RawEws(server, "bernd@old.example", "secret");
    Xml uploaded = other.one(upload(bernd.folder("calendar").id(), data));
    StoredItem copy =
        bernd.item(uploaded.child("ItemId").orElseThrow().attribute("Id")).orElseThrow();
    StoredItem original = anna.item(id).orElseThrow();
    assertNotEquals(original.id(), copy.id());
    assertEquals("Agenda & Kaffee", copy.text("Body"));
    assertEquals(
        original.extended(PropertyName.tag(0x300B)), copy.extended(PropertyName.tag(0x300B)));
    assertEquals(Set.of(2), copy.series().orElseThrow().deleted());
    assertEquals("Changed", copy.series().orElseThrow().modified().get(3).subject());
    assertEquals(
        "ErrorCorruptData",
        other.code(upload(bernd.folder("calendar").id(), data.substring(0, 400))));
    assertEquals("ErrorItemNotFound", other.code(export(id)));
  }

  private static String export(String id) {
    return "<m:ExportItems><m:ItemIds><t:ItemId Id=\"" + id + "\"/></m:ItemIds></m:ExportItems>";
  }

  private static String upload(String folder, String data) {
    return "<m:UploadItems><m:Items><t:Item CreateAction=\"CreateNew\"><t:ParentFolderId Id=\""
        + folder
        + "\"/><t:Data>"
        + data
        + "</t:Data></t:Item></m:Items></m:UploadItems>";
  }

  @Test
  void keepsTasksListsNotesAndJournals() throws Exception {
    Xml task =
        ews.get(
            ews.create(
                anna.folder("tasks").id(),
                "<t:Task><t:Subject>Steuer</t:Subject><t:DueDate>2026-05-31T00:00:00Z</t:DueDate>"
                    + "<t:Status>Completed</t:Status></t:Task>"));
    assertEquals("true", task.text("IsComplete"));
    assertEquals("100", task.text("PercentComplete"));
    Xml list =
        ews.get(
            ews.create(
                anna.folder("contacts").id(),
                "<t:DistributionList><t:DisplayName>Team</t:DisplayName><t:Members><t:Member>"
                    + "<t:Mailbox><t:Name>Eva</t:Name><t:EmailAddress>eva@far.example"
                    + "</t:EmailAddress><t:RoutingType>SMTP</t:RoutingType><t:MailboxType>OneOff"
                    + "</t:MailboxType></t:Mailbox></t:Member></t:Members></t:DistributionList>"));
    assertEquals("IPM.DistList", list.text("ItemClass"));
    assertEquals("eva@far.example", list.text("Members", "Member", "Mailbox", "EmailAddress"));
    String colour =
        "<t:ExtendedFieldURI PropertySetId=\"0006200E-0000-0000-C000-000000000046\""
            + " PropertyId=\"35584\" PropertyType=\"Integer\"/>";
    Xml note =
        ews.get(
            ews.create(
                anna.folder("notes").id(),
                "<t:Message><t:ItemClass>IPM.StickyNote</t:ItemClass><t:Subject>Milch</t:Subject>"
                    + "<t:ExtendedProperty>"
                    + colour
                    + "<t:Value>1</t:Value></t:ExtendedProperty></t:Message>"),
            colour);
    assertEquals("IPM.StickyNote", note.text("ItemClass"));
    assertEquals("1", note.text("ExtendedProperty", "Value"));
  }

  @Test
  void failsOverSingleItemsAsToldAndKeepsItsLimits() throws Exception {
    byte[] mime =
        "Subject: x\r\nFrom: eva@far.example\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
    StoredItem mail =
        anna.folder("inbox").addMail(mime, Mail.read(Instant.EPOCH).ofClass("IPM.Post"));
    assertEquals("PostItem", mail.element());
    mail.failWith("MimeContent", "ErrorUnsupportedMimeConversion");
    String get =
        "<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:IncludeMimeContent>%s"
            + "</t:IncludeMimeContent></m:ItemShape><m:ItemIds><t:ItemId Id=\""
            + mail.id()
            + "\"/></m:ItemIds></m:GetItem>";
    assertEquals("ErrorUnsupportedMimeConversion", ews.code(get.formatted("true")));
    assertEquals("NoError", ews.code(get.formatted("false")));
    mail.failWith("GetItem", "ErrorCorruptData");
    assertEquals("ErrorCorruptData", ews.code(get.formatted("false")));

    String item =
        "<t:Message><t:MimeContent>"
            + Base64.getEncoder().encodeToString(new byte[10_000])
            + "</t:MimeContent></t:Message>";
    String creation = RawEws.creation(anna.folder("inbox").id(), item);
    server.organization().messageSizeLimit(9_000);
    assertEquals("ErrorMessageSizeExceeded", ews.code(creation));
    server.organization().messageSizeLimit(20_000);
    anna.quota(5_000);
    assertEquals("ErrorQuotaExceeded", ews.code(creation));
    server.organization().requestSizeLimit(1_000);
    assertEquals(400, ews.send(creation).statusCode());
  }

  @Test
  void holdsManyItemsQuickly() {
    byte[] mime = "Subject: x\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 1200; i++) {
      anna.folder("inbox").addMail(mime, Mail.read(Instant.EPOCH.plusSeconds(i)));
    }
    assertEquals(
        1200, anna.folder("inbox").items().stream().map(StoredItem::id).distinct().count());
    assertTrue(
        anna.folder("inbox").items().stream().allMatch(i -> i.text("IsRead").equals("true")));
  }
}
