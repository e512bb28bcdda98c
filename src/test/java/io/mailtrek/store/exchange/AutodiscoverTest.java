package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.ScriptedEws.body;
import static io.mailtrek.store.exchange.ScriptedEws.done;
import static io.mailtrek.store.exchange.ScriptedEws.header;
import static io.mailtrek.store.exchange.ScriptedEws.login;
import static io.mailtrek.store.exchange.ScriptedEws.messages;
import static io.mailtrek.store.exchange.ScriptedEws.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AutodiscoverTest {
  private static final ScriptedEws.Answer FOUND = messages("FindItem", done("FindItem", ""));

  private ScriptedEws server;
  private String here;

  @BeforeEach
  void start() throws Exception {
    server = ScriptedEws.start();
    here = "http://127.0.0.1:" + server.port();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static ScriptedEws.Answer account(String inside) {
    return body(
        200,
        "text/xml",
        "<Autodiscover xmlns='http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006'><Response xmlns='http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a'><User><DisplayName>Anna</DisplayName></User><Account>"
            + inside
            + "</Account></Response></Autodiscover>");
  }

  private static String protocol(String type, String url) {
    return "<Protocol><EwsUrl>" + url + "</EwsUrl><Type>" + type + "</Type></Protocol>";
  }

  private EwsClient client() {
    return server.client("/autodiscover?security=none", login("anna@old.example"));
  }

  private StoreException failure() {
    try (EwsClient client = client()) {
      return assertThrows(StoreException.class, () -> client.send(request("FindItem")));
    }
  }

  @Test
  void findsTheServicesOnceForAMailbox() throws Exception {
    server
        .then(header(302, "Location", "/elsewhere.xml"))
        .then(account("<RedirectUrl>" + here + "/again.xml</RedirectUrl>"))
        .then(
            account(
                protocol("EXCH", here + "/inside.asmx")
                    + protocol("EXPR", here + "/outside.asmx")
                    + "<Protocol><Type>WEB</Type></Protocol>"))
        .then(FOUND);
    try (EwsClient client = client()) {
      client.send(request("FindItem"));
      client.send(request("FindItem"));
    }
    assertEquals(
        List.of(
            "/autodiscover/autodiscover.xml",
            "/elsewhere.xml",
            "/again.xml",
            "/outside.asmx",
            "/outside.asmx"),
        server.asked().stream().map(ScriptedEws.Asked::path).toList());
    assertTrue(
        server.asked().get(0).body().contains("EMailAddress>anna@old.example</"),
        server.asked().get(0).body());
  }

  @Test
  void sendsTheLoginNowhereInTheClear() {
    server.then(account("<RedirectUrl>http://elsewhere.example/x.xml</RedirectUrl>"));
    assertTrue(failure().getMessage().contains("where no login is sent"));
    server.then(account(protocol("EXPR", "http://elsewhere.example/EWS/Exchange.asmx")));
    failure();
    assertTrue(failure().getMessage().contains("where no login is sent"));
  }

  @Test
  void endsWhereItGoesInACircle() {
    server.then(account("<RedirectUrl>" + here + "/x.xml</RedirectUrl>"));
    assertEquals(Problem.LOGIN_IMPOSSIBLE, failure().problem());
    assertEquals(10, server.asked().size());
  }

  @Test
  void saysWhyNothingWasFound() {
    server.then(header(401, "WWW-Authenticate", "Basic"));
    assertEquals(Problem.LOGIN_REFUSED, failure().problem());
    for (ScriptedEws.Answer answer :
        List.of(
            account("<Error><Message>The email address can't be found.</Message></Error>"),
            account(protocol("EXPR", "no address")),
            body(404, "text/html", "<title>Not here</title>"),
            body(200, "text/html", "<html><p>Welcome"))) {
      server.then(answer);
    }
    failure();
    assertTrue(failure().getMessage().contains("can't be found"));
    assertTrue(failure().getMessage().contains("no use can be made"));
    StoreException missing = failure();
    assertEquals(Problem.LOGIN_IMPOSSIBLE, missing.problem());
    assertTrue(missing.getMessage().contains("404 Not here"), missing.getMessage());
    assertTrue(failure().getMessage().contains("it is no XML"));
  }
}
