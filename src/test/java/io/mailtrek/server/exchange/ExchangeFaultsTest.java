package io.mailtrek.server.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.Asked;
import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.demo.exchange.StoredItem;
import io.mailtrek.demo.exchange.Xml;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The faults do what they are called. */
class ExchangeFaultsTest {
  private final ExchangeScript script = new ExchangeScript();
  private ExchangeServer server;
  private ExchangeMailbox anna;
  private StoredItem mail;
  private RawEws ews;

  @BeforeEach
  void start() throws IOException {
    server = ExchangeServer.start(script);
    anna = server.organization().addMailbox("anna@old.example", "secret");
    ews = new RawEws(server, "anna@old.example", "secret");
    byte[] mime = "Subject: x\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
    mail = anna.folder("inbox").addMail(mime, Mail.read(Instant.parse("2026-01-02T03:04:05Z")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String get() {
    return "<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape>"
        + "<m:ItemIds><t:ItemId Id=\""
        + mail.id()
        + "\"/><t:ItemId Id=\""
        + mail.id()
        + "\"/></m:ItemIds></m:GetItem>";
  }

  private String export() {
    return "<m:ExportItems><m:ItemIds><t:ItemId Id=\""
        + mail.id()
        + "\"/></m:ItemIds></m:ExportItems>";
  }

  @Test
  void isBusyInEachOfTheWays() throws Exception {
    script.on("GetItem").once(ExchangeFaults.busy(500, 297));
    HttpResponse<String> busy = ews.send(get());
    assertEquals(500, busy.statusCode());
    assertTrue(busy.body().contains("<t:Value Name=\"BackOffMilliseconds\">297</t:Value>"));
    assertTrue(busy.body().contains("<e:ResponseCode>ErrorServerBusy</e:ResponseCode>"));

    script.on("GetItem").once(ExchangeFaults.fault(200, "ErrorExceededConnectionCount"));
    HttpResponse<String> fault = ews.send(get());
    assertEquals(200, fault.statusCode());
    assertTrue(fault.body().contains("<faultcode>t:ErrorExceededConnectionCount</faultcode>"));

    script.on("GetItem").once(ExchangeFaults.busyWithin200(10));
    List<Xml> messages = ews.messages(get());
    assertEquals(2, messages.size());
    assertEquals("ErrorServerBusy", messages.get(1).text("ResponseCode"));
    assertEquals("10", messages.get(1).text("MessageXml", "Value"));

    script.on("GetItem").once(ExchangeFaults.fault("ErrorMailboxMoveInProgress"));
    assertEquals("ErrorMailboxMoveInProgress", ews.code(get()));
    script.on("GetItem").once(ExchangeFaults.unauthorized());
    assertEquals(401, ews.send(get()).statusCode());
    assertEquals("NoError", ews.code(get()));
  }

  @Test
  void losesConnectionsBeforeInAndAfterTheWork() throws Exception {
    ExchangeFolder drafts = anna.folder("drafts");
    String creation =
        RawEws.creation(drafts.id(), "<t:Message><t:Subject>x</t:Subject></t:Message>");
    script.on("CreateItem").once(ExchangeFaults.drop());
    assertThrows(IOException.class, () -> ews.send(creation));
    assertEquals(0, drafts.size());
    script.behave();
    script.on("CreateItem").once(ExchangeFaults.loseReply());
    assertThrows(IOException.class, () -> ews.send(creation));
    assertEquals(1, drafts.size());
    script.behave();
    script.on("CreateItem").once(ExchangeFaults.cutReply());
    assertThrows(IOException.class, () -> ews.send(creation));
    assertEquals(2, drafts.size());
  }

  @Test
  void answersOddly() throws Exception {
    script.on("GetItem").once(ExchangeFaults.oddOrder());
    Xml odd = ews.one(get()).at("Items", "Message").orElseThrow();
    assertEquals("ItemId", odd.children().get(odd.children().size() - 1).name());
    script.on("GetItem").once(ExchangeFaults.fractions());
    String times = ews.send(get()).body();
    assertTrue(times.contains("2026-01-02T03:04:05.1Z") || times.contains("05.12Z"), times);
    script.on("ExportItems").once(ExchangeFaults.truncateData());
    assertTrue(ews.one(export()).text("Data").endsWith("=== Truncated Data ==="));
    assertFalse(ews.one(export()).text("Data").contains("Truncated"));
    script.on("GetItem").skip(1).once(ExchangeFaults.errorWithin200("ErrorTimeoutExpired"));
    assertEquals("NoError", ews.code(get()));
    assertEquals("ErrorTimeoutExpired", ews.code(get()));
  }

  @Test
  void notesWhatWasAskedFor() throws Exception {
    ews.one(export());
    ews.one(get());
    assertEquals(
        List.of("ExportItems", "GetItem"),
        server.organization().operations().stream().map(Asked::operation).toList());
    assertEquals(1, server.organization().count("GetItem"));
    assertEquals("anna@old.example", server.organization().operations().get(0).mailbox());
    server.organization().forgetOperations();
    assertEquals(0, server.organization().count("GetItem"));
  }
}
