package io.mailtrek.store.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.server.exchange.ExchangeFaults;
import io.mailtrek.server.exchange.ExchangeScript;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Login;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Secret;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.exchange.form.Ews;
import io.mailtrek.store.xml.XmlNode;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client and a server that checks what it is asked. */
class EwsAgainstServerTest {
  private static final Login MIGRATOR =
      new Login("migrator", new Secret("secret"), Optional.of("anna@old.example"));

  private final ExchangeScript script = new ExchangeScript();
  private ExchangeServer server;

  @BeforeEach
  void start() throws Exception {
    server = ExchangeServer.start(script);
    server.organization().addMailbox("anna@old.example", "secret");
    server.organization().addAdmin("migrator", "secret");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private EwsClient client(String address, Login login) {
    return ScriptedEws.client(EwsServer.of(ExchangeUri.parse(address)), login);
  }

  private static EwsRequest inbox() {
    XmlNode id = Ews.element("DistinguishedFolderId");
    id.attribute("Id", "inbox");
    XmlNode shape = new XmlNode(Ews.message("FolderShape"));
    shape.add(Ews.text("BaseShape", "IdOnly"));
    XmlNode ids = new XmlNode(Ews.message("FolderIds"));
    ids.add(id);
    XmlNode operation = new XmlNode(Ews.message("GetFolder"));
    operation.add(shape);
    operation.add(ids);
    return EwsRequest.of(operation);
  }

  private static void asks(EwsClient client) throws StoreException {
    assertEquals("NoError", client.send(inbox()).messages().get(0).code());
  }

  private Problem refused(Login login) {
    try (EwsClient client = client(server.uri(), login)) {
      return assertThrows(FatalException.class, () -> client.send(inbox())).problem();
    }
  }

  @Test
  void logsInAsTheMailboxOrForIt() throws Exception {
    for (Login login : new Login[] {ScriptedEws.login("anna@old.example"), MIGRATOR}) {
      try (EwsClient client = client(server.uri(), login)) {
        client.greet();
        asks(client);
      }
    }
    assertTrue(
        server.organization().operations().stream()
            .allMatch(
                asked ->
                    asked.mailbox().equals("anna@old.example")
                        && asked.anchor().equals("anna@old.example")));
  }

  @Test
  void tellsWhyItMayNot() {
    assertEquals(
        Problem.LOGIN_REFUSED,
        refused(new Login("anna@old.example", new Secret("wrong"), Optional.empty())));
    assertEquals(
        Problem.LOGIN_REFUSED,
        refused(new Login("migrator", new Secret("secret"), Optional.of("nobody@old.example"))));
    server.organization().mayImpersonate("migrator", false);
    assertEquals(Problem.RIGHTS_MISSING, refused(MIGRATOR));
  }

  @Test
  void findsTheServerByAutodiscover() throws Exception {
    String address = "ews://127.0.0.1:" + server.port() + "/autodiscover?security=none";
    try (EwsClient client = client(address, MIGRATOR)) {
      asks(client);
    }
  }

  @Test
  void anApplicationGetsANewTokenWhenTheOldOneEndsInTheMiddle() throws Exception {
    String address =
        server.uri()
            + "&auth=oauth2&clientId=migrator&tokenEndpoint=http://127.0.0.1:"
            + server.port()
            + "/oauth2/token";
    try (EwsClient client = client(address, MIGRATOR)) {
      asks(client);
      server.organization().expireTokens();
      asks(client);
    }
  }

  @Test
  void goesOnWhereTheServerIsNotWell() throws Exception {
    try (EwsClient client = client(server.uri(), MIGRATOR)) {
      script.on("GetFolder").once(ExchangeFaults.busy(500, 50));
      script.on("GetFolder").once(ExchangeFaults.busy(200, 50));
      script.on("GetFolder").once(ExchangeFaults.busyWithin200(50));
      asks(client);
      script.behave();
      script.on("GetFolder").once(ExchangeFaults.unauthorized());
      script.on("GetFolder").once(ExchangeFaults.drop());
      asks(client);
      script.behave();
      script.on("GetFolder").once(ExchangeFaults.cutReply());
      asks(client);
      script.behave();
      script.on("GetFolder").always(ExchangeFaults.oddOrder());
      asks(client);
    }
  }
}
