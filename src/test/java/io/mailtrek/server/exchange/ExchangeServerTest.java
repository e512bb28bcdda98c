package io.mailtrek.server.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.demo.exchange.FolderNames;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.demo.exchange.StoredItem;
import io.mailtrek.demo.exchange.Xml;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExchangeServerTest {
  private static final Instant DATE = Instant.parse("2026-03-01T09:00:00Z");
  private static final String FLAGS =
      "<t:ExtendedFieldURI PropertyTag=\"0x0E07\" PropertyType=\"Integer\"/>";
  private static final String KEY =
      "<t:ExtendedFieldURI PropertySetId=\"0b3d2c5e-7a1f-4e55-9a51-0f6c2b1d8e11\""
          + " PropertyName=\"Key\" PropertyType=\"String\"/>";

  private final ExchangeScript script = new ExchangeScript();
  private ExchangeServer server;
  private ExchangeMailbox anna;
  private RawEws ews;

  @BeforeEach
  void start() throws IOException {
    server = ExchangeServer.start(script);
    anna = server.organization().addMailbox("anna@old.example", "secret");
    server.organization().addMailbox("bernd@old.example", "secret", FolderNames.GERMAN);
    server.organization().addAdmin("migrator", "secret");
    ews = new RawEws(server, "anna@old.example", "secret");
  }

  @AfterEach
  void stop() {
    assertEquals(List.of(), server.organization().mailed());
    server.close();
  }

  private static byte[] message(String subject) {
    return ("Subject: "
            + subject
            + "\r\nFrom: Eva <eva@far.example>\r\nTo: anna@old.example\r\n"
            + "Date: Sun, 1 Mar 2026 09:00:00 +0000\r\nMessage-ID: <"
            + subject.replace(' ', '.')
            + "@far.example>\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\n"
            + "Content-Type: text/plain\r\n\r\nHello\r\n--b1\r\n"
            + "Content-Type: application/pdf; name=a.pdf\r\n"
            + "Content-Disposition: attachment; filename=a.pdf\r\n\r\nPDF\r\n--b1--\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String folderId(ExchangeFolder folder) {
    return "<t:FolderId Id=\"" + folder.id() + "\"/>";
  }

  private static String find(ExchangeFolder folder, String view, String restriction) {
    return "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape>"
        + "<t:AdditionalProperties><t:FieldURI FieldURI=\"item:Subject\"/>"
        + "</t:AdditionalProperties></m:ItemShape>"
        + view
        + restriction
        + "<m:SortOrder><t:FieldOrder Order=\"Ascending\">"
        + "<t:FieldURI FieldURI=\"item:DateTimeReceived\"/></t:FieldOrder></m:SortOrder>"
        + "<m:ParentFolderIds>"
        + folderId(folder)
        + "</m:ParentFolderIds></m:FindItem>";
  }

  private static String sync(ExchangeFolder folder, String state, int most) {
    return "<m:SyncFolderItems><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>"
        + "<m:SyncFolderId>"
        + folderId(folder)
        + "</m:SyncFolderId>"
        + (state.isEmpty() ? "" : "<m:SyncState>" + state + "</m:SyncState>")
        + "<m:MaxChangesReturned>"
        + most
        + "</m:MaxChangesReturned></m:SyncFolderItems>";
  }

  private static List<String> kinds(Xml syncMessage) {
    return syncMessage.child("Changes").orElseThrow().children().stream().map(Xml::name).toList();
  }

  @Test
  void letsNobodyInWithoutTheRightPasswordAndAdminsAloneActForOthers() throws Exception {
    String request =
        "<m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>"
            + "<m:FolderIds><t:DistinguishedFolderId Id=\"inbox\"/></m:FolderIds></m:GetFolder>";
    assertEquals(401, new RawEws(server, "anna@old.example", "wrong").send(request).statusCode());
    RawEws admin = new RawEws(server, "migrator", "secret");
    assertEquals("ErrorMissingEmailAddress", admin.code(request));
    Xml inbox = admin.actingFor("bernd@old.example").one(request).child("Folders").orElseThrow();
    assertEquals("Posteingang", inbox.text("Folder", "DisplayName"));
    assertEquals("ErrorNonExistentMailbox", admin.actingFor("nobody@old.example").code(request));
    assertEquals("ErrorImpersonateUserDenied", ews.actingFor("bernd@old.example").code(request));
    assertEquals(500, ews.send(request).statusCode());
  }

  @Test
  void givesTokensWhichEnd() throws Exception {
    RawEws nobody = new RawEws(server.url(), "");
    URI endpoint = URI.create(server.url().replaceAll("/EWS/.*", "/oauth2/token"));
    String form = "application/x-www-form-urlencoded";
    assertEquals(
        400,
        nobody
            .post(endpoint, form, "grant_type=password&username=anna%40old.example&password=no")
            .statusCode());
    String answer =
        nobody
            .post(
                endpoint,
                form,
                "grant_type=client_credentials&client_id=migrator&client_secret=secret")
            .body();
    String token = answer.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    RawEws bearer = new RawEws(server.url(), "Bearer " + token).actingFor("anna@old.example");
    assertEquals("NoError", bearer.code(find(anna.folder("inbox"), "", "")));
    server.organization().expireTokens();
    assertEquals(401, bearer.send(find(anna.folder("inbox"), "", "")).statusCode());
  }

  @Test
  void tellsWhereAMailboxIs() throws Exception {
    URI where = URI.create(server.url().replaceAll("/EWS/.*", "/autodiscover/autodiscover.xml"));
    String body =
        "<Autodiscover xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/outlook/"
            + "requestschema/2006\"><Request><EMailAddress>%s</EMailAddress></Request>"
            + "</Autodiscover>";
    String found = ews.post(where, "text/xml", body.formatted("anna@old.example")).body();
    assertTrue(found.contains("<EwsUrl>" + server.url() + "</EwsUrl>"), found);
    String missing = ews.post(where, "text/xml", body.formatted("no@old.example")).body();
    assertTrue(missing.contains("<ErrorCode>500</ErrorCode>"), missing);
  }

  @Test
  void makesFoldersOnceAndListsThemWithTheirClasses() throws Exception {
    String creation =
        "<m:CreateFolder><m:ParentFolderId><t:DistinguishedFolderId Id=\"msgfolderroot\"/>"
            + "</m:ParentFolderId><m:Folders><t:CalendarFolder>"
            + "<t:DisplayName>Team &amp; Urlaub</t:DisplayName></t:CalendarFolder></m:Folders>"
            + "</m:CreateFolder>";
    ews.one(creation);
    assertEquals("ErrorFolderExists", ews.code(creation));
    anna.folder("inbox").addFolder("Projekte", "IPF.Note").addFolder("Alpha", "IPF.Note");
    Xml root =
        ews.one(
                "<m:FindFolder Traversal=\"Deep\"><m:FolderShape><t:BaseShape>AllProperties"
                    + "</t:BaseShape><t:AdditionalProperties><t:ExtendedFieldURI"
                    + " PropertyTag=\"0x10F4\" PropertyType=\"Boolean\"/>"
                    + "</t:AdditionalProperties></m:FolderShape><m:ParentFolderIds>"
                    + "<t:DistinguishedFolderId Id=\"msgfolderroot\"/></m:ParentFolderIds>"
                    + "</m:FindFolder>")
            .child("RootFolder")
            .orElseThrow();
    assertEquals("true", root.attribute("IncludesLastItemInRange"));
    List<Xml> folders = root.child("Folders").orElseThrow().children();
    Xml team =
        folders.stream()
            .filter(f -> f.text("DisplayName").equals("Team & Urlaub"))
            .findFirst()
            .orElseThrow();
    assertEquals("CalendarFolder", team.name());
    assertEquals("IPF.Appointment", team.text("FolderClass"));
    assertTrue(folders.stream().anyMatch(f -> f.text("DisplayName").equals("Alpha")));
    Xml cache =
        folders.stream()
            .filter(f -> f.text("DisplayName").equals("Recipient Cache"))
            .findFirst()
            .orElseThrow();
    assertEquals("true", cache.text("ExtendedProperty", "Value"));
  }

  @Test
  void makesIdsThatDifferInCaseAlone() {
    StoredItem first = anna.folder("inbox").addMail(message("One"), Mail.unread(DATE));
    StoredItem second = anna.folder("inbox").addMail(message("Two"), Mail.unread(DATE));
    StoredItem third = anna.folder("inbox").addMail(message("Three"), Mail.unread(DATE));
    assertNotEquals(first.id(), second.id());
    assertTrue(
        first.id().equalsIgnoreCase(second.id()) || second.id().equalsIgnoreCase(third.id()));
    assertEquals(0, first.id().length() % 4);
    assertTrue(first.id().length() >= 150 && first.id().length() <= 200, first.id());
  }

  @Test
  void takesMailWithItsFlagsAndDatesAndMakesItsMessageAnew() throws Exception {
    byte[] mime = message("Budget");
    String id =
        ews.create(
            anna.folder("inbox").id(),
            "<t:Message><t:MimeContent CharacterSet=\"UTF-8\">"
                + Base64.getEncoder().encodeToString(mime)
                + "</t:MimeContent><t:Categories><t:String>Rot</t:String></t:Categories>"
                + property(FLAGS, "1")
                + property(
                    "<t:ExtendedFieldURI PropertyTag=\"0x0E06\" PropertyType=\"SystemTime\"/>",
                    "2025-01-02T03:04:05Z")
                + property(KEY, "k1")
                + "</t:Message>");
    Xml item = ews.get(id, FLAGS, KEY, "<t:FieldURI FieldURI=\"item:MimeContent\"/>");
    assertEquals("Budget", item.text("Subject"));
    assertEquals("eva@far.example", item.text("From", "Mailbox", "EmailAddress"));
    assertEquals("<Budget@far.example>", item.text("InternetMessageId"));
    assertEquals("2025-01-02T03:04:05Z", item.text("DateTimeReceived"));
    assertEquals("2026-03-01T09:00:00Z", item.text("DateTimeSent"));
    assertEquals("true", item.text("IsRead"));
    assertEquals("false", item.text("IsDraft"));
    assertEquals("true", item.text("HasAttachments"));
    assertEquals("Rot", item.text("Categories", "String"));
    assertEquals(
        List.of("17", "k1"),
        item.children().stream()
            .filter(c -> c.name().equals("ExtendedProperty"))
            .map(c -> c.text("Value"))
            .toList());
    String again =
        new String(Base64.getDecoder().decode(item.text("MimeContent")), StandardCharsets.US_ASCII);
    assertNotEquals(new String(mime, StandardCharsets.US_ASCII), again);
    assertTrue(again.contains("Subject: Budget\r\n"), again);
    assertTrue(again.matches("(?s).*PDF\r\n--_000_[0-9a-f]+_--\r\n"), again);
  }

  private static String property(String path, String value) {
    return "<t:ExtendedProperty>" + path + "<t:Value>" + value + "</t:Value></t:ExtendedProperty>";
  }

  @Test
  void refusesWhatTheSchemaRefuses() throws Exception {
    String inbox = anna.folder("inbox").id();
    assertEquals(
        "ErrorSchemaValidation",
        ews.code(
            RawEws.creation(
                inbox,
                "<t:Message><t:Body BodyType=\"Text\">x</t:Body><t:Subject>s</t:Subject>"
                    + "</t:Message>")));
    assertEquals(
        "ErrorInvalidPropertySet",
        ews.code(
            RawEws.creation(
                inbox,
                "<t:Message><t:DateTimeReceived>2026-01-01T00:00:00Z</t:DateTimeReceived>"
                    + "</t:Message>")));
    assertEquals(
        "ErrorCannotCreateTaskInNonTaskFolder",
        ews.code(RawEws.creation(inbox, "<t:Task><t:Subject>x</t:Subject></t:Task>")));
    assertEquals(
        "ErrorSchemaValidation",
        ews.code(
            RawEws.creation(
                anna.folder("contacts").id(),
                "<t:Contact><t:EmailAddresses><t:Entry Key=\"EmailAddress4\">x@y.example"
                    + "</t:Entry></t:EmailAddresses></t:Contact>")));
    assertEquals(
        "ErrorSendMeetingInvitationsRequired",
        ews.code(
            RawEws.creation(anna.folder("calendar").id(), "<t:CalendarItem/>")
                .replace(" SendMeetingInvitations=\"SendToNone\"", "")));
  }

  @Test
  void notesEachRequestThatWouldMailAnybody() throws Exception {
    ews.one(
        RawEws.creation(
            anna.folder("drafts").id(), "<t:Message><t:Subject>x</t:Subject></t:Message>"));
    assertEquals(List.of(), server.organization().mailed());
    try (ExchangeServer other = ExchangeServer.start()) {
      ExchangeMailbox eva = other.organization().addMailbox("eva@far.example", "secret");
      RawEws raw = new RawEws(other, "eva@far.example", "secret");
      String draft = RawEws.creation(eva.folder("drafts").id(), "<t:Message/>");
      raw.send(draft.replace("SaveOnly", "SendAndSaveCopy"));
      raw.send(draft.replace("SendToNone", "SendToAllAndSaveCopy"));
      assertEquals(2, other.organization().mailed().size());
    }
  }

  @Test
  void findsInPagesAndByRestrictions() throws Exception {
    ExchangeFolder inbox = anna.folder("inbox");
    for (int i = 0; i < 7; i++) {
      inbox.addMail(message("Mail " + i), Mail.unread(DATE.plusSeconds(3600L * i)));
    }
    server.organization().findCountLimit(2);
    Xml page = find(ews, inbox, 3, 1);
    assertEquals(List.of("Mail 1", "Mail 2"), subjects(page));
    assertEquals("false", page.attribute("IncludesLastItemInRange"));
    assertEquals("3", page.attribute("IndexedPagingOffset"));
    assertEquals("7", page.attribute("TotalItemsInView"));
    server.organization().findCountLimit(1000);
    Xml last = find(ews, inbox, 3, 5);
    assertEquals(List.of("Mail 5", "Mail 6"), subjects(last));
    assertEquals("true", last.attribute("IncludesLastItemInRange"));
    String old =
        "<m:Restriction><t:And><t:IsLessThan><t:FieldURI FieldURI=\"item:DateTimeReceived\"/>"
            + "<t:FieldURIOrConstant><t:Constant Value=\"2026-03-01T11:00:00.000Z\"/>"
            + "</t:FieldURIOrConstant></t:IsLessThan><t:Contains ContainmentMode=\"Substring\""
            + " ContainmentComparison=\"IgnoreCase\"><t:FieldURI FieldURI=\"item:Subject\"/>"
            + "<t:Constant Value=\"MAIL 1\"/></t:Contains></t:And></m:Restriction>";
    assertEquals(
        List.of("Mail 1"),
        subjects(ews.one(find(inbox, "", old)).child("RootFolder").orElseThrow()));
    assertEquals(
        "ErrorInvalidPropertyForOperation",
        ews.code(find(inbox, "", "").replace("item:Subject", "item:Body")));
  }

  private static Xml find(RawEws ews, ExchangeFolder folder, int most, int offset)
      throws Exception {
    String view =
        "<m:IndexedPageItemView MaxEntriesReturned=\""
            + most
            + "\" Offset=\""
            + offset
            + "\" BasePoint=\"Beginning\"/>";
    return ews.one(find(folder, view, "")).child("RootFolder").orElseThrow();
  }

  private static List<String> subjects(Xml page) {
    return page.child("Items").orElseThrow().children().stream()
        .map(item -> item.text("Subject"))
        .toList();
  }

  @Test
  void findsByANamedProperty() throws Exception {
    String calendar = anna.folder("calendar").id();
    ews.create(calendar, event("A", property(KEY, "partial:k")));
    ews.create(calendar, event("B", property(KEY, "k")));
    String byKey =
        "<m:Restriction><t:IsEqualTo>"
            + KEY.toUpperCase(java.util.Locale.ROOT)
                .replace("T:EXTENDEDFIELDURI", "t:ExtendedFieldURI")
                .replace("PROPERTYSETID", "PropertySetId")
                .replace("PROPERTYNAME=\"KEY\"", "PropertyName=\"Key\"")
                .replace("PROPERTYTYPE=\"STRING\"", "PropertyType=\"String\"")
            + "<t:FieldURIOrConstant><t:Constant Value=\"k\"/></t:FieldURIOrConstant>"
            + "</t:IsEqualTo></m:Restriction>";
    assertEquals(
        List.of("B"),
        subjects(
            ews.one(find(anna.folder("calendar"), "", byKey)).child("RootFolder").orElseThrow()));
  }

  private static String event(String subject, String more) {
    return "<t:CalendarItem><t:Subject>"
        + subject
        + "</t:Subject>"
        + more
        + "<t:Start>2026-03-02T09:00:00Z</t:Start><t:End>2026-03-02T10:00:00Z</t:End>"
        + "</t:CalendarItem>";
  }

  private static List<String> created(Xml syncMessage) {
    return syncMessage.child("Changes").orElseThrow().children().stream()
        .filter(change -> change.name().equals("Create"))
        .map(change -> change.children().get(0).at("ItemId").orElseThrow().attribute("Id"))
        .toList();
  }

  @Test
  void tellsTheNewestFirstWhateverHappensMeanwhile() throws Exception {
    ExchangeFolder inbox = anna.folder("inbox");
    List<StoredItem> items = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      items.add(inbox.addMail(message("Mail " + i), Mail.unread(DATE)));
    }
    Xml first = ews.one(sync(inbox, "", 2));
    assertEquals(List.of(items.get(4).id(), items.get(3).id()), created(first));

    items.get(2).change("Subject", "Another");
    inbox.remove(items.get(1));
    StoredItem added = inbox.addMail(message("Late"), Mail.unread(DATE));
    Xml second = ews.one(sync(inbox, first.text("SyncState"), 2));
    assertEquals(List.of(items.get(2).id(), items.get(0).id()), created(second));
    assertEquals("true", second.text("IncludesLastItemInRange"));

    Xml third = ews.one(sync(inbox, second.text("SyncState"), 512));
    assertEquals(List.of("Create", "Delete", "Update"), kinds(third));
    assertEquals(List.of(added.id()), created(third));
  }

  @Test
  void tellsWhatHasChangedSinceAState() throws Exception {
    ExchangeFolder inbox = anna.folder("inbox");
    StoredItem first = inbox.addMail(message("One"), Mail.unread(DATE));
    StoredItem second = inbox.addMail(message("Two"), Mail.unread(DATE));
    Xml begin = ews.one(sync(inbox, "", 1));
    assertEquals("false", begin.text("IncludesLastItemInRange"));
    assertEquals(List.of("Create"), kinds(begin));
    Xml next = ews.one(sync(inbox, begin.text("SyncState"), 512));
    assertEquals("true", next.text("IncludesLastItemInRange"));
    assertEquals(List.of("Create"), kinds(next));
    String state = next.text("SyncState");
    assertEquals(List.of(), kinds(ews.one(sync(inbox, state, 512))));

    first.change("IsRead", "true");
    second.change("Subject", "Two again");
    inbox.move(inbox.addMail(message("Three"), Mail.read(DATE)), anna.folder("deleteditems"));
    Xml changed = ews.one(sync(inbox, state, 512));
    assertEquals(List.of("Update", "ReadFlagChange"), kinds(changed));
    inbox.remove(second);
    assertEquals(List.of("Delete"), kinds(ews.one(sync(inbox, changed.text("SyncState"), 512))));

    assertEquals("ErrorSchemaValidation", ews.code(sync(inbox, state, 513)));
    anna.expireSyncStates();
    assertEquals("ErrorInvalidSyncStateData", ews.code(sync(inbox, state, 512)));
    assertEquals(List.of("Create"), kinds(ews.one(sync(inbox, "", 512))));
  }
}
