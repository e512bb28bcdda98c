package io.mailtrek.store.dav;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Finding;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Login;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Secret;
import io.mailtrek.store.Side;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Waits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the collections of a mailbox are found, on a server that answers what a test says. */
class DiscoveryTest {
  private static final String PRINCIPAL =
      "<d:current-user-principal><d:href>/p/anna/</d:href></d:current-user-principal>";
  private static final String HOMES =
      "<c:calendar-home-set><d:href>/cal/anna/</d:href></c:calendar-home-set>"
          + "<a:addressbook-home-set><d:href>/card/anna/</d:href></a:addressbook-home-set>";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getRawPath();
      asked.add(exchange.getRequestMethod() + " " + path);
      authorizations.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
      String text =
          answers.getOrDefault(
              exchange.getRequestMethod() + " " + path, answers.getOrDefault(path, "404"));
      int status = Integer.parseInt(text.substring(0, 3));
      if (status / 100 == 3) {
        exchange.getResponseHeaders().set("Location", text.substring(4));
      }
      byte[] body = (status == 207 ? text.substring(4) : "").getBytes(UTF_8);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String multistatus(String... responses) {
    return "207 <d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\""
        + " xmlns:a=\"urn:ietf:params:xml:ns:carddav\""
        + " xmlns:s=\"http://calendarserver.org/ns/\">"
        + String.join("", responses)
        + "</d:multistatus>";
  }

  private static String response(String href, String properties) {
    return "<d:response><d:href>"
        + href
        + "</d:href><d:propstat><d:prop>"
        + properties
        + "</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>";
  }

  private static String collection(String type, String name, String more) {
    return "<d:resourcetype><d:collection/>"
        + type
        + "</d:resourcetype><d:displayname>"
        + name
        + "</d:displayname>"
        + more;
  }

  private void answerWell() {
    answers.put("/p/anna/", multistatus(response("/p/anna/", HOMES)));
    answers.put(
        "/cal/anna/",
        multistatus(
            response("/cal/anna/", collection("", "home", "")),
            response("/cal/anna/inbox/", collection("<c:calendar/><c:schedule-inbox/>", "In", "")),
            response("/cal/anna/w2/", collection("<c:calendar/>", "Work", "")),
            response(
                "/cal/anna/w1/",
                collection(
                    "<c:calendar/>",
                    "Work",
                    "<c:supported-calendar-component-set><c:comp name=\"VEVENT\"/>"
                        + "</c:supported-calendar-component-set>")),
            response("/cal/anna/holidays/", collection("<s:subscribed/>", "Holidays", "")),
            response(
                "/cal/anna/boss/",
                collection(
                    "<c:calendar/><s:shared/>",
                    "Boss",
                    "<d:current-user-privilege-set><d:privilege><d:read/></d:privilege>"
                        + "</d:current-user-privilege-set>")),
            response(
                "/cal/anna/team/",
                collection(
                    "<c:calendar/>",
                    "Team",
                    "<c:supported-calendar-component-set><c:comp name=\"VTODO\"/>"
                        + "</c:supported-calendar-component-set>"
                        + "<d:owner><d:href>/p/boss/</d:href></d:owner>"
                        + "<d:current-user-privilege-set><d:privilege><d:write/></d:privilege>"
                        + "</d:current-user-privilege-set>"))));
    answers.put(
        "/card/anna/",
        multistatus(response("/card/anna/work/", collection("<a:addressbook/>", "Work", ""))));
  }

  private List<String> folders() throws StoreException {
    return folders("", Copying.login("anna"));
  }

  private List<String> folders(String path, Login login) throws StoreException {
    try (SourceSession session = store(path).openSource(login)) {
      return session.folders().stream().map(DiscoveryTest::text).toList();
    }
  }

  private DavStore store(String path) {
    return DavStore.of(DavUri.parse("dav://127.0.0.1:" + port() + path + "?security=none"));
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private static String text(SourceFolder folder) {
    return folder.itemType().word() + " " + folder.path();
  }

  @Test
  void followsTheWellKnownPlaceAndLeavesOutWhatIsNotTheMailboxs() throws Exception {
    answerWell();
    answers.put("/.well-known/caldav", "301 /dav");
    answers.put("/dav", "302 http://127.0.0.1:" + port() + "/dav/");
    answers.put("/dav/", multistatus(response("/dav/", PRINCIPAL)));
    assertEquals(
        List.of(
            "task Team",
            "calendar Work",
            "calendar Work (w2)",
            "task Work (w2)",
            "journal Work (w2)",
            "note Work (w2)",
            "contact Work"),
        folders());
    assertEquals(
        "PROPFIND /.well-known/caldav, PROPFIND /dav, PROPFIND /dav/, PROPFIND /p/anna/,"
            + " PROPFIND /cal/anna/, PROPFIND /card/anna/",
        String.join(", ", asked));
    for (String place : List.of("/cal/anna/team/", "/cal/anna/w1/", "/cal/anna/w2/")) {
      answers.put(place, multistatus(response(place, collection("", "", ""))));
    }
    answers.put("/card/anna/work/", multistatus(response("/card/anna/work/c.vcf", "")));
    List<Finding> findings =
        store("")
            .inspect(Side.SOURCE, Copying.login("anna"), 1, new Waits(Waits.PATIENCE))
            .findings();
    List<String> texts = findings.stream().map(Finding::text).toList();
    assertTrue(texts.stream().anyMatch(t -> t.contains("Holidays: it is subscribed")), "" + texts);
    assertTrue(texts.stream().anyMatch(t -> t.contains("Boss: it is shared")), "" + texts);
  }

  @Test
  void doesWithoutTheWellKnownPlace() throws Exception {
    answerWell();
    answers.put("/", multistatus(response("/", PRINCIPAL)));
    assertEquals(7, folders().size());
  }

  @Test
  void followsARedirectThatOnlyBrowsersGet() throws Exception {
    answerWell();
    answers.put("GET /.well-known/caldav", "301 /dav/");
    answers.put("PROPFIND /.well-known/caldav", "405");
    answers.put("/dav/", multistatus(response("/dav/", PRINCIPAL)));
    assertEquals(7, folders().size());
  }

  @Test
  void anAdministratorNamesTheMailboxInThePath() throws Exception {
    answerWell();
    answers.put("/p/anna/", multistatus(response("/p/anna/", HOMES + PRINCIPAL)));
    Login admin = new Login("admin", new Secret("secret"), Optional.of("anna@old.example"));
    assertEquals(7, folders("/p/{local}/", admin).size());
    FatalException e = assertThrows(FatalException.class, () -> folders("", admin));
    assertEquals(Problem.LOGIN_IMPOSSIBLE, e.problem());
    assertTrue(e.getMessage().contains("{mailbox}"), e.getMessage());
  }

  @Test
  void takesACollectionOfCollectionsForAHome() throws Exception {
    answers.put(
        "/here/",
        multistatus(
            response("/here/", collection("", "", "")),
            response("/here/x/", collection("<a:addressbook/>", "", ""))));
    assertEquals(List.of("contact x"), folders("/here/", Copying.login("anna")));
  }

  @Test
  void givesTheLoginToNoOtherServer() throws Exception {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> got = new CopyOnWriteArrayList<>();
    other.createContext("/", exchange -> got.add(exchange.getRequestURI().toString()));
    other.start();
    try {
      answers.put(
          "/.well-known/caldav", "301 http://127.0.0.1:" + other.getAddress().getPort() + "/");
      FatalException e = assertThrows(FatalException.class, this::folders);
      assertTrue(e.getMessage().contains("another server"), e.getMessage());
      assertEquals(List.of(), got);
    } finally {
      other.stop(0);
    }
  }

  @Test
  void doesNotTurnInACircle() {
    answers.put("/.well-known/caldav", "301 /.well-known/caldav");
    FatalException e = assertThrows(FatalException.class, this::folders);
    assertTrue(e.getMessage().contains("circle"), e.getMessage());
  }

  @Test
  void saysWhereNothingWasFound() {
    FatalException e = assertThrows(FatalException.class, this::folders);
    assertTrue(e.getMessage().contains("PROPFIND / was answered 404"), e.getMessage());
  }

  @Test
  void saysThatALoginIsRefused() {
    answers.put("/.well-known/caldav", "401");
    FatalException e = assertThrows(FatalException.class, this::folders);
    assertEquals(Problem.LOGIN_REFUSED, e.problem());
    assertTrue(!e.getMessage().contains("secret"), e.getMessage());
  }

  @Test
  void aTokenGoesAsBearer() throws Exception {
    answerWell();
    answers.put("/", multistatus(response("/", PRINCIPAL)));
    DavUri uri = DavUri.parse("dav://127.0.0.1:" + port() + "?security=none&auth=bearer");
    DavStore.of(uri).openSource(Copying.login("anna")).close();
    assertTrue(authorizations.stream().allMatch("Bearer secret"::equals), "" + authorizations);
  }

  @Test
  void looksWhetherAServerIsThereWithoutALogin() throws Exception {
    assertEquals(Optional.empty(), store("").reach());
    assertEquals(List.of(), authorizations);
    server.stop(0);
    StoreException e = assertThrows(StoreException.class, () -> store("").reach());
    assertEquals(Problem.UNREACHABLE, e.problem());
    start();
  }

  @Test
  void holdsAllTypesButMail() {
    assertEquals(5, store("").itemTypes().size());
    assertTrue(!store("").itemTypes().contains(ItemType.MAIL));
  }
}
