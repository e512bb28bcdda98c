package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.ScriptedEws.backOff;
import static io.mailtrek.store.exchange.ScriptedEws.body;
import static io.mailtrek.store.exchange.ScriptedEws.done;
import static io.mailtrek.store.exchange.ScriptedEws.failed;
import static io.mailtrek.store.exchange.ScriptedEws.fault;
import static io.mailtrek.store.exchange.ScriptedEws.header;
import static io.mailtrek.store.exchange.ScriptedEws.login;
import static io.mailtrek.store.exchange.ScriptedEws.messages;
import static io.mailtrek.store.exchange.ScriptedEws.request;
import static io.mailtrek.store.exchange.ScriptedEws.soap;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Content;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Login;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Secret;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.exchange.form.Ews;
import io.mailtrek.store.xml.XmlNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent to a server, and what becomes of whatever it answers. */
class EwsClientTest {
  private static final ScriptedEws.Answer FOUND =
      messages("FindItem", done("FindItem", "<m:RootFolder TotalItemsInView='7'/>"));

  private ScriptedEws server;

  @BeforeEach
  void start() throws Exception {
    server = ScriptedEws.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private EwsAnswer send(EwsRequest request) throws StoreException {
    try (EwsClient client = server.client("")) {
      return client.send(request);
    }
  }

  private StoreException refusal(String operation) {
    return assertThrows(StoreException.class, () -> send(request(operation)));
  }

  @Test
  void sendsTheOperationWithVersionZoneLoginAndMailbox() throws Exception {
    server.then(FOUND);
    EwsAnswer answer = send(request("FindItem"));
    XmlNode root = answer.messages().get(0).element().child(Ews.message("RootFolder")).get();
    assertEquals(Optional.of("7"), root.attribute("TotalItemsInView"));
    ScriptedEws.Asked asked = server.asked().get(0);
    assertEquals("/EWS/Exchange.asmx", asked.path());
    assertEquals("text/xml; charset=utf-8", asked.header("Content-Type"));
    assertEquals("\"" + Ews.MESSAGES + "/FindItem\"", asked.header("SOAPAction"));
    assertEquals("anna@old.example", asked.header("X-AnchorMailbox"));
    assertEquals(
        "Basic " + Base64.getEncoder().encodeToString("anna@old.example:secret".getBytes(UTF_8)),
        asked.header("Authorization"));
    assertEquals(asked.body().getBytes(UTF_8).length, asked.contentLength());
    assertTrue(asked.body().contains("<t:RequestServerVersion Version=\"Exchange2013_SP1\">"));
    assertTrue(asked.body().contains("<t:TimeZoneDefinition Id=\"UTC\">"));
    assertFalse(asked.body().contains("ExchangeImpersonation"));
  }

  @Test
  void anAdministratorActsForAMailbox() throws Exception {
    server.then(FOUND);
    Login admin = new Login("OLD\\admin", new Secret("secret"), Optional.of("anna@old.example"));
    try (EwsClient client = server.client("/EWS/Exchange.asmx?security=none", admin)) {
      client.send(request("FindItem"));
    }
    ScriptedEws.Asked asked = server.asked().get(0);
    assertEquals("anna@old.example", asked.header("X-AnchorMailbox"));
    assertTrue(
        asked
            .body()
            .contains(
                "<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>anna@old.example"
                    + "</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>"));
  }

  @Test
  void aLoginThatIsNoAddressIsNoAnchor() throws Exception {
    server.then(FOUND);
    try (EwsClient client = server.client("/EWS/Exchange.asmx?security=none", login("OLD\\anna"))) {
      client.send(request("FindItem"));
    }
    assertEquals("", server.asked().get(0).header("X-AnchorMailbox"));
  }

  @Test
  void contentsGoOutInBase64() throws Exception {
    server.then(messages("CreateItem", done("CreateItem", "")));
    byte[] message = "Subject: Ä & <b>\r\n\r\nText\r\n".repeat(5000).getBytes(UTF_8);
    XmlNode mime = Ews.element("MimeContent");
    mime.attribute("CharacterSet", "UTF-8");
    XmlNode operation = new XmlNode(Ews.message("CreateItem"));
    operation.add(Ews.element("Message", mime, Ews.text("Subject", "a < b")));
    send(new EwsRequest(operation, Map.of(mime, Content.of(message))));
    String body = server.asked().get(0).body();
    assertEquals(body.getBytes(UTF_8).length, server.asked().get(0).contentLength());
    String base64 = body.replaceAll("(?s).*CharacterSet=\"UTF-8\">(.*)</t:MimeContent>.*", "$1");
    assertArrayEquals(message, Base64.getDecoder().decode(base64));
    assertTrue(body.contains("<t:Subject>a &lt; b</t:Subject>"));
  }

  @Test
  void contentsComeInWithWhateverBlanksAreInThem() throws Exception {
    byte[] message = "Subject: x\r\n\r\nText\r\n".repeat(3000).getBytes(UTF_8);
    String base64 = Base64.getMimeEncoder().encodeToString(message);
    String item =
        "<m:Items><t:Message><t:MimeContent CharacterSet='UTF-8'>%s</t:MimeContent></t:Message></m:Items>";
    server.then(
        messages(
            "GetItem",
            done("GetItem", item.formatted(base64)),
            done("GetItem", item.formatted("")),
            done("GetItem", item.formatted("QQ=="))));
    EwsAnswer answer = send(request("GetItem"));
    List<String> contents =
        answer.messages().stream()
            .map(
                message1 ->
                    message1
                        .element()
                        .child(Ews.message("Items"))
                        .flatMap(items -> items.child(Ews.type("Message")))
                        .flatMap(element -> element.child(Ews.type("MimeContent")))
                        .flatMap(answer::content)
                        .map(content -> new String(content.toByteArray(), UTF_8))
                        .orElse("none"))
            .toList();
    assertEquals(List.of(new String(message, UTF_8), "", "A"), contents);
  }

  /** Exchange writes this where it could not gather all of an item. */
  @Test
  void aContentThatBreaksOffFailsAloneAndMayBeTriedAgain() throws Exception {
    String item = "<m:Data>%s</m:Data>";
    List<String> broken = List.of("QUFB=== Truncated Data ===", "QUFBQ", "QQ==QQ==", "QUF\u00e4");
    server.then(
        messages(
            "ExportItems",
            Stream.concat(broken.stream(), Stream.of("QUFB"))
                .map(data -> done("ExportItems", item.formatted(data)))
                .toArray(String[]::new)));
    List<EwsMessage> messages = send(request("ExportItems")).messages();
    for (EwsMessage message : messages.subList(0, broken.size())) {
      assertFalse(message.success());
      TransientException e =
          assertInstanceOf(TransientException.class, EwsErrors.of(message, "Exporting"));
      assertEquals(
          "Exporting was answered BrokenOff: a content came without its end", e.getMessage());
    }
    assertTrue(messages.get(broken.size()).success());
  }

  /** Names count, not their order; and what is not permitted in XML is there all the same. */
  @Test
  void readsWhateverOrderThereIs() throws Exception {
    server.then(
        messages(
            "FindItem",
            "<m:FindItemResponseMessage ResponseClass='Success'><m:New a='b'/><m:RootFolder><t:Subject>a&#x1F;b&#0;\u0001&amp;c</t:Subject></m:RootFolder><m:ResponseCode>ErrorX</m:ResponseCode><m:MessageText> Said </m:MessageText></m:FindItemResponseMessage>"));
    EwsMessage message = send(request("FindItem")).messages().get(0);
    assertTrue(message.success());
    assertEquals("ErrorX", message.code());
    assertEquals("Said", message.text());
    XmlNode root = message.element().child(Ews.message("RootFolder")).get();
    assertEquals("a b\t &c", root.child(Ews.type("Subject")).get().text());
  }

  @Test
  void errorsOfSingleThingsAreInTheAnswer() throws Exception {
    server.then(
        messages("GetItem", failed("GetItem", "ErrorItemNotFound", ""), done("GetItem", "")));
    List<EwsMessage> messages = send(request("GetItem")).messages();
    assertFalse(messages.get(0).success());
    assertEquals("ErrorItemNotFound", messages.get(0).code());
    assertTrue(messages.get(1).success());
  }

  @Test
  void waitsAsLongAsABusyServerAsks() throws Exception {
    for (int status : List.of(500, 200)) {
      server.then(fault(status, "ErrorServerBusy", backOff(300)));
    }
    server
        .then(messages("FindItem", failed("FindItem", "ErrorServerBusy", backOff(300))))
        .then(header(503, "Retry-After", "1"))
        .then(FOUND);
    long begun = System.nanoTime();
    assertTrue(send(request("FindItem")).messages().get(0).success());
    assertTrue(System.nanoTime() - begun >= 1_900_000_000L);
    assertEquals(5, server.asked().size());
  }

  @Test
  void whatWritesIsNotSentAgainByItself() throws Exception {
    server
        .then(fault(500, "ErrorServerBusy", backOff(100)))
        .then(messages("CreateItem", failed("CreateItem", "ErrorServerBusy", backOff(100))))
        .then(fault(500, "ErrorTimeoutExpired", ""))
        .then(exchange -> exchange.sendResponseHeaders(200, 5));
    TransientException busy = (TransientException) refusal("CreateItem");
    assertTrue(busy.throttled());
    assertEquals(100, busy.retryAfter().toMillis());
    EwsMessage message = send(request("CreateItem")).messages().get(0);
    assertTrue(((TransientException) EwsErrors.of(message, "Writing")).throttled());
    assertEquals(Problem.SERVER_TROUBLE, refusal("CreateItem").problem());
    assertEquals(Problem.CONNECTION_LOST, refusal("CreateItem").problem());
    assertEquals(4, server.asked().size());
  }

  /** What failed as a whole may have been done; what was refused was not. */
  @Test
  void aFaultIsOfTheOperation() {
    server.then(fault(500, "ErrorInternalServerError", ""));
    assertEquals(Problem.SERVER_TROUBLE, refusal("CreateItem").problem());
    assertEquals(Problem.SERVER_TROUBLE, refusal("FindItem").problem());
    assertEquals(4, server.asked().size());
    server.then(fault(500, "ErrorCorruptData", ""));
    refusal("CreateItem");
    assertEquals(Problem.REFUSED, refusal("CreateItem").problem());
    assertEquals(Problem.UNREADABLE, refusal("GetItem").problem());
    server.then(fault(500, "ErrorAccessDenied", ""));
    refusal("GetItem");
    assertEquals(Problem.RIGHTS_MISSING, refusal("GetItem").problem());
  }

  /** Else what can never be read would be asked for again and again with it. */
  @Test
  void errorsOfDifferentKindsAreInTheAnswer() throws Exception {
    server.then(
        messages(
            "GetItem",
            failed("GetItem", "ErrorTimeoutExpired", ""),
            failed("GetItem", "ErrorCorruptData", "")));
    assertEquals(2, send(request("GetItem")).messages().size());
    assertEquals(1, server.asked().size());
  }

  @Test
  void whatLooksIsSentAgain() throws Exception {
    server
        .then(exchange -> {})
        .then(
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "text/xml");
              exchange.sendResponseHeaders(200, 1000);
              exchange.getResponseBody().write("<a><b>".getBytes(UTF_8));
            })
        .then(FOUND);
    assertTrue(send(request("FindItem")).messages().get(0).success());
    server
        .then(fault(500, "ErrorMailboxStoreUnavailable", ""))
        .then(messages("FindItem", failed("FindItem", "ErrorMailboxMoveInProgress", "")))
        .then(FOUND);
    send(request("FindItem"));
    assertTrue(send(request("FindItem")).messages().get(0).success());
    server.then(fault(500, "ErrorTimeoutExpired", ""));
    send(request("FindItem"));
    assertEquals(Problem.SERVER_TROUBLE, refusal("FindItem").problem());
  }

  @Test
  void refusesWhatIsNoSoapOfExchange() {
    for (String document :
        List.of(
            "nonsense",
            "",
            "<a/>",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
            "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
            "<a>".repeat(100) + "</a>".repeat(100))) {
      server.then(body(200, "text/xml", document));
    }
    server.then(soap(200, "<m:GetFolderResponse xmlns:m='" + Ews.MESSAGES + "'/>"));
    for (int i = 0; i < 7; i++) {
      assertEquals(Problem.SERVER_TROUBLE, refusal("CreateItem").problem());
    }
    FatalException e = (FatalException) refusal("FindItem");
    assertEquals(Problem.LOGIN_IMPOSSIBLE, e.problem());
    assertTrue(e.getMessage().contains("Check the address"), e.getMessage());
  }

  @Test
  void oneAnswerThatCantBeReadIsOfTheItem() throws Exception {
    server.then(FOUND).then(body(200, "text/xml", "<a"));
    try (EwsClient client = server.client("")) {
      client.send(request("FindItem"));
      PermanentException e =
          assertThrows(PermanentException.class, () -> client.send(request("GetItem")));
      assertEquals(Problem.UNREADABLE, e.problem());
    }
  }

  @Test
  void aLoginPageIsNoExchange() {
    server.then(header(302, "Location", "https://owa.example/owa/auth/logon.aspx"));
    FatalException redirect = (FatalException) refusal("FindItem");
    assertEquals(Problem.LOGIN_IMPOSSIBLE, redirect.problem());
    assertTrue(redirect.getMessage().contains("owa.example"), redirect.getMessage());
    server.then(body(200, "text/html", "<html><title>Outlook</title></html>"));
    refusal("FindItem");
    FatalException page = (FatalException) refusal("FindItem");
    assertTrue(page.getMessage().contains("200 Outlook with a web page"), page.getMessage());
  }

  @Test
  void aRefusedLoginIsToldAndWithoutThePassword() {
    server.then(header(401, "WWW-Authenticate", "Negotiate", "NTLM", "Basic realm=\"x\""));
    FatalException e = (FatalException) refusal("FindItem");
    assertEquals(Problem.LOGIN_REFUSED, e.problem());
    assertFalse(e.getMessage().contains("secret"));
    assertEquals(1, server.asked().size());
    server.then(header(401, "WWW-Authenticate", "Negotiate", "NTLM"));
    refusal("FindItem");
    FatalException ntlm = (FatalException) refusal("FindItem");
    assertEquals(Problem.LOGIN_IMPOSSIBLE, ntlm.problem());
    assertTrue(ntlm.getMessage().contains("NTLM"), ntlm.getMessage());
  }

  @Test
  void aLoginThatIsRefusedOnceInTheMiddleIsTriedAgain() throws Exception {
    server
        .then(FOUND)
        .then(header(401, "WWW-Authenticate", "Basic"))
        .then(messages("CreateItem", done("CreateItem", "")))
        .then(header(401, "WWW-Authenticate", "Basic"));
    try (EwsClient client = server.client("")) {
      client.send(request("FindItem"));
      assertTrue(client.send(request("CreateItem")).messages().get(0).success());
      assertThrows(FatalException.class, () -> client.send(request("CreateItem")));
    }
    assertEquals(5, server.asked().size());
  }

  @Test
  void whatTheWebServerInFrontRefuses() throws Exception {
    server.then(body(403, "text/html", "x"));
    assertEquals(Problem.LOGIN_REFUSED, refusal("FindItem").problem());
    server.then(body(413, "text/html", "x"));
    refusal("CreateItem");
    assertEquals(Problem.TOO_LARGE, refusal("CreateItem").problem());
    server.then(body(502, "text/html", "x"));
    refusal("CreateItem");
    assertInstanceOf(TransientException.class, refusal("CreateItem"));
    server.then(body(404, "text/html", "x"));
    refusal("CreateItem");
    assertEquals(Problem.LOGIN_IMPOSSIBLE, refusal("CreateItem").problem());
  }

  @Test
  void aServerThatFallsSilentInTheMiddleIsGivenUp() {
    server.then(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/xml");
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("<a>".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          server.untilClosed();
        });
    try (EwsClient client = server.client("&readTimeout=300ms")) {
      TransientException e =
          assertThrows(TransientException.class, () -> client.send(request("FindItem")));
      assertEquals(Problem.UNREACHABLE, e.problem());
    }
  }
}
