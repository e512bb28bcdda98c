package io.mailtrek.server.dav;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.dav.DavName;
import io.mailtrek.demo.dav.DavServer;
import io.mailtrek.demo.dav.Scheduling;
import io.mailtrek.server.dav.RawDav.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DavServerTest {
  private static final String CALENDARS = "/dav/calendars/anna%40old.example/";
  private static final String BOOKS = "/dav/addressbooks/anna%40old.example/";

  private final DavScript script = new DavScript();
  private DavServer server;
  private RawDav dav;

  @BeforeEach
  void start() throws IOException {
    server = DavServer.start(script);
    server.tree().addUser("anna@old.example", "secret");
    server.tree().addUser("bernd@old.example", "secret");
    dav = new RawDav(server.port(), "anna@old.example", "secret");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void leadsFromTheWellKnownPlaceToTheHomes() throws Exception {
    Answer begin = dav.ask("PROPFIND", "/.well-known/caldav", "", "Depth", "0");
    assertEquals(301, begin.status());
    assertEquals("/dav/", begin.location());
    Answer root = dav.ask("PROPFIND", begin.location(), "", "Depth", "0");
    assertEquals(207, root.status());
    assertTrue(root.text().contains("/dav/principals/anna%40old.example/"), root.text());
    Answer principal = dav.ask("PROPFIND", "/dav/principals/anna%40old.example/", "", "Depth", "0");
    assertTrue(principal.text().contains(CALENDARS), principal.text());
    assertTrue(principal.text().contains(BOOKS), principal.text());
  }

  @Test
  void letsNobodyInWithoutTheRightPasswordNorIntoTheHomesOfOthers() throws Exception {
    RawDav wrong = new RawDav(server.port(), "anna@old.example", "wrong");
    assertEquals(401, wrong.ask("PROPFIND", CALENDARS, "", "Depth", "0").status());
    assertEquals(
        403, dav.ask("PROPFIND", "/dav/calendars/bernd%40old.example/", "", "Depth", "1").status());
  }

  @Test
  void makesCollectionsWithTheirProperties() throws Exception {
    String path = CALENDARS + "work/";
    Answer made =
        dav.ask(
            "MKCALENDAR",
            path,
            "<C:mkcalendar xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\""
                + " xmlns:A=\"http://apple.com/ns/ical/\"><D:set><D:prop>"
                + "<D:displayname>Müller &amp; Söhne</D:displayname>"
                + "<A:calendar-color>#ff0000ff</A:calendar-color>"
                + "<C:supported-calendar-component-set><C:comp name=\"VTODO\"/>"
                + "</C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>");
    assertEquals(201, made.status());
    assertEquals(405, dav.ask("MKCALENDAR", path, "").status());
    String properties = dav.ask("PROPFIND", path, "", "Depth", "0").text();
    assertTrue(properties.contains("<D:displayname>Müller &amp; Söhne</D:displayname>"));
    assertTrue(properties.contains("<A:calendar-color>#ff0000ff</A:calendar-color>"));
    assertTrue(properties.contains("<C:comp name=\"VTODO\"/>"));
    assertFalse(properties.contains("VEVENT"));
    dav.makeAddressBook(BOOKS, "people", "Leute");
    assertEquals(
        List.of("Leute", "Müller & Söhne"),
        dav.folders().stream().map(RawDav.Folder::name).sorted().toList());
    assertEquals(403, dav.ask("MKCOL", CALENDARS + "plain/", "").status());
  }

  @Test
  void storesOnlyWhatFits() throws Exception {
    String path = dav.makeCalendar(CALENDARS, "work", "Work", "VEVENT");
    byte[] event = DavSamples.event("a", "Standup").getBytes(UTF_8);
    Answer first = dav.ask("PUT", path + "a.ics", event, "If-None-Match", "*");
    assertEquals(201, first.status());
    assertFalse(first.etag().isEmpty());
    assertEquals(412, dav.ask("PUT", path + "a.ics", event, "If-None-Match", "*").status());
    assertEquals(412, dav.ask("PUT", path + "a.ics", event, "If-Match", "\"x\"").status());
    assertEquals(204, dav.ask("PUT", path + "a.ics", event, "If-Match", first.etag()).status());
    Answer conflict = dav.ask("PUT", path + "other.ics", event);
    assertEquals(403, conflict.status());
    assertTrue(conflict.text().contains("no-uid-conflict"), conflict.text());
    assertTrue(conflict.text().contains(path + "a.ics"), conflict.text());
    for (String bad :
        List.of(
            DavSamples.task("t", "A task"),
            DavSamples.event("b", "x").replace("UID:b\r\n", ""),
            DavSamples.event("c", "x", "METHOD:REQUEST"),
            DavSamples.card("d", "Jörg"),
            "nonsense")) {
      assertEquals(403, dav.ask("PUT", path + "bad.ics", bad).status(), bad);
    }
    assertEquals(409, dav.ask("PUT", CALENDARS + "nowhere/a.ics", event).status());
    assertArrayEquals(event, dav.get(path + "a.ics"));
    assertEquals(200, dav.ask("HEAD", path + "a.ics", "").status());
    dav.delete(path + "a.ics");
    assertEquals(404, dav.ask("GET", path + "a.ics", "").status());
  }

  @Test
  void tellsWhatHasChangedSinceAToken() throws Exception {
    String path = dav.makeCalendar(CALENDARS, "work", "Work", "VEVENT");
    dav.put(path + "a.ics", DavSamples.event("a", "One").getBytes(UTF_8));
    dav.put(path + "b.ics", DavSamples.event("b", "Two").getBytes(UTF_8));
    Answer all = sync(path, "");
    assertTrue(all.text().contains("a.ics") && all.text().contains("b.ics"), all.text());
    String token = token(all);
    assertFalse(sync(path, token).text().contains(".ics"));
    dav.delete(path + "a.ics");
    dav.put(path + "c.ics", DavSamples.event("c", "Three").getBytes(UTF_8));
    String changes = sync(path, token).text();
    assertTrue(changes.contains("c.ics") && changes.contains("404 Not Found"), changes);
    assertFalse(changes.contains("b.ics"), changes);
    script.on("REPORT").always(DavFaults.tokensExpire());
    assertTrue(sync(path, token).text().contains("valid-sync-token"));
    assertEquals(207, sync(path, "").status());
  }

  private Answer sync(String path, String token) throws IOException {
    return dav.ask(
        "REPORT",
        path,
        "<D:sync-collection xmlns:D=\"DAV:\"><D:sync-token>"
            + token
            + "</D:sync-token><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop>"
            + "</D:sync-collection>");
  }

  private static String token(Answer answer) {
    Matcher matcher = Pattern.compile("<D:sync-token>([^<]*)<").matcher(answer.text());
    assertTrue(matcher.find(), answer.text());
    return matcher.group(1);
  }

  @Test
  void bringsManyItemsAtOnce() throws Exception {
    String path = dav.makeCalendar(CALENDARS, "work", "Work", "VEVENT", "VTODO");
    dav.put(path + "a.ics", DavSamples.event("a", "One & <two>").getBytes(UTF_8));
    dav.put(path + "t.ics", DavSamples.task("t", "Do it").getBytes(UTF_8));
    String multiget =
        dav.ask(
                "REPORT",
                path,
                "<C:calendar-multiget xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">"
                    + "<D:prop><D:getetag/><C:calendar-data/></D:prop><D:href>"
                    + path
                    + "a.ics</D:href><D:href>"
                    + path
                    + "gone.ics</D:href></C:calendar-multiget>")
            .text();
    assertTrue(multiget.contains("SUMMARY:One &amp; &lt;two&gt;"), multiget);
    assertTrue(multiget.contains("404 Not Found"), multiget);
    String query =
        dav.ask(
                "REPORT",
                path,
                "<C:calendar-query xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">"
                    + "<D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name=\"VCALENDAR\">"
                    + "<C:comp-filter name=\"VTODO\"/></C:comp-filter></C:filter>"
                    + "</C:calendar-query>")
            .text();
    assertTrue(query.contains("t.ics") && !query.contains("a.ics"), query);
  }

  @Test
  void notesWhomItWouldHaveMailed() throws Exception {
    String path = dav.makeCalendar(CALENDARS, "work", "Work", "VEVENT");
    String organizer = "ORGANIZER:mailto:anna@old.example";
    dav.put(
        path + "quiet.ics",
        DavSamples.event(
                "quiet",
                "x",
                organizer.replace(":mailto", ";SCHEDULE-AGENT=CLIENT:mailto"),
                "ATTENDEE;CN=\"B: x\";SCHEDULE-AGENT=CLIENT:mailto:bernd@old.example")
            .getBytes(UTF_8));
    assertEquals(List.of(), server.tree().mailed());
    dav.put(
        path + "loud.ics",
        DavSamples.event("loud", "x", organizer, "ATTENDEE;RSVP=TRUE:mailto:bernd@old.example")
            .getBytes(UTF_8));
    assertEquals(
        List.of(
            new Scheduling("loud", "REPLY", "mailto:anna@old.example"),
            new Scheduling("loud", "REQUEST", "mailto:bernd@old.example")),
        server.tree().mailed());
  }

  @Test
  void keepsCharactersThatAreFoldedInTheMiddle() throws Exception {
    String path = dav.makeCalendar(CALENDARS, "work", "Work", "VEVENT");
    byte[] folded =
        new String(DavSamples.event("uß", "x").getBytes(UTF_8), ISO_8859_1)
            .replace("UID:u\u00c3\u009f", "UID:u\u00c3\r\n \u009f")
            .getBytes(ISO_8859_1);
    dav.put(path + "folded.ics", folded);
    Answer conflict = dav.ask("PUT", path + "plain.ics", DavSamples.event("uß", "x"));
    assertTrue(conflict.text().contains("folded.ics"), conflict.text());
  }

  @Test
  void losesAReplyAfterItHasStored() throws Exception {
    String path = dav.makeCalendar(CALENDARS, "work", "Work", "VEVENT");
    script.on("PUT").skip(1).once(DavFaults.loseReply());
    byte[] event = DavSamples.event("a", "x").getBytes(UTF_8);
    dav.put(path + "a.ics", event);
    byte[] second = DavSamples.event("b", "x").getBytes(UTF_8);
    assertThrows(IOException.class, () -> dav.put(path + "b.ics", second));
    assertArrayEquals(second, dav.get(path + "b.ics"));
    script.on("PUT").always(DavFaults.drop());
    byte[] third = DavSamples.event("c", "x").getBytes(UTF_8);
    assertThrows(IOException.class, () -> dav.put(path + "c.ics", third));
    script.behave();
    assertEquals(2, dav.items(path).size());
    script.forget();
    dav.put(path + "c.ics", third);
    assertEquals(1, script.count("PUT"));
    assertEquals(1, script.count());
  }

  @Test
  void hasTheHabitsOfOthers() throws Exception {
    String path = dav.makeCalendar(CALENDARS, "work", "Work", "VEVENT");
    String other = dav.makeCalendar(CALENDARS, "home", "Home", "VEVENT");
    script.on("PUT").at("/home/").always(DavFaults.uniqueUidsInHome(server.tree()));
    script.on("PUT").always(DavFaults.noEtag());
    script.on("MKCALENDAR").always(DavFaults.oneComponentACalendar());
    script.on("*").always(DavFaults.noSyncCollection());
    script.on("REPORT").always(DavFaults.stumbleOver("odd"));
    script.on("PUT").with("locked").once(DavFaults.comeAgain(423, "1"));
    script.on("PUT").with("refused").always(DavFaults.refuseWithin207(403, "Forbidden"));
    assertEquals("", dav.ask("PUT", path + "a.ics", DavSamples.event("a", "x")).etag());
    Answer conflict = dav.ask("PUT", other + "b.ics", DavSamples.event("a", "x"));
    assertTrue(conflict.text().contains(path + "a.ics"), conflict.text());
    assertThrows(
        IOException.class, () -> dav.makeCalendar(CALENDARS, "many", "Many", "VEVENT", "VTODO"));
    dav.makeCalendar(CALENDARS, "one", "One", "VTODO");
    assertFalse(dav.ask("PROPFIND", path, "", "Depth", "0").text().contains("sync-"));
    assertEquals(403, sync(path, "").status());
    assertEquals(423, dav.ask("PUT", path + "l.ics", DavSamples.event("l", "locked")).status());
    assertEquals(201, dav.ask("PUT", path + "l.ics", DavSamples.event("l", "locked")).status());
    assertEquals(207, dav.ask("PUT", path + "r.ics", DavSamples.event("r", "refused")).status());
    assertEquals(2, dav.items(path).size());
  }

  @Test
  void showsWhatIsNoOrdinaryCalendar() throws Exception {
    server.tree().addOther("anna@old.example", "inbox", Set.of(DavName.caldav("schedule-inbox")));
    server
        .tree()
        .addCalendar("anna@old.example", "shared", "Shared", Set.of("VEVENT"))
        .makeReadOnly();
    String home = dav.ask("PROPFIND", CALENDARS, "", "Depth", "1").text();
    assertTrue(home.contains("schedule-inbox"), home);
    assertEquals(
        403, dav.ask("PUT", CALENDARS + "shared/a.ics", DavSamples.event("a", "x")).status());
    String attachment = server.tree().addAttachment("anna@old.example", "1.bin", new byte[] {7});
    assertArrayEquals(new byte[] {7}, dav.get(attachment));
  }
}
