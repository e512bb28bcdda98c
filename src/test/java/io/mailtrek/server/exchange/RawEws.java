package io.mailtrek.server.exchange;

import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.demo.exchange.Xml;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Asks an Exchange server with requests written by hand. */
public final class RawEws {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;
  private final String authorization;
  private String impersonation = "";

  /** Somebody who logs in with a password. */
  public RawEws(ExchangeServer server, String login, String password) {
    this(
        server.url(),
        "Basic "
            + Base64.getEncoder()
                .encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8)));
  }

  /** Somebody with a whole header of authorization. */
  public RawEws(String url, String authorization) {
    this.url = URI.create(url);
    this.authorization = authorization;
  }

  /** Acts for somebody else from now on. */
  public RawEws actingFor(String address) {
    impersonation =
        "<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>"
            + address
            + "</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>";
    return this;
  }

  /** Asks, and gives the answer as it came. */
  public HttpResponse<String> send(String operation) throws IOException, InterruptedException {
    String envelope =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope"
            + " xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:m=\""
            + Xml.MESSAGES
            + "\" xmlns:t=\""
            + Xml.TYPES
            + "\"><soap:Header><t:RequestServerVersion Version=\"Exchange2013_SP1\"/>"
            + impersonation
            + "</soap:Header><soap:Body>"
            + operation
            + "</soap:Body></soap:Envelope>";
    return post(url, "text/xml; charset=utf-8", envelope);
  }

  /** Asks whatever, wherever. */
  public HttpResponse<String> post(URI where, String contentType, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(where)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Asks, and gives what the SOAP body holds. */
  public Xml ask(String operation) throws IOException, InterruptedException {
    return Xml.parse(send(operation).body().getBytes(StandardCharsets.UTF_8))
        .child("Body")
        .orElseThrow()
        .children()
        .get(0);
  }

  /** Asks, and gives the messages of the answer. */
  public List<Xml> messages(String operation) throws IOException, InterruptedException {
    Xml answer = ask(operation);
    return answer
        .child("ResponseMessages")
        .orElseThrow(() -> new AssertionError(answer.toString()))
        .children();
  }

  /** Asks for one thing; fails unless it succeeds. */
  public Xml one(String operation) throws IOException, InterruptedException {
    Xml message = messages(operation).get(0);
    if (!message.attribute("ResponseClass").equals("Success")) {
      throw new AssertionError(message.toString());
    }
    return message;
  }

  /** Asks for one thing; gives the code that it is refused with, or {@code NoError}. */
  public String code(String operation) throws IOException, InterruptedException {
    Xml answer = ask(operation);
    return answer.name().equals("Fault")
        ? answer.text("detail", "ResponseCode")
        : answer.child("ResponseMessages").orElseThrow().children().get(0).text("ResponseCode");
  }

  /** Makes an item in a folder; gives its id. */
  public String create(String folderId, String item) throws IOException, InterruptedException {
    Xml made = one(creation(folderId, item)).child("Items").orElseThrow().children().get(0);
    return made.child("ItemId").orElseThrow().attribute("Id");
  }

  /** A request to make an item in a folder, without any mail to anybody. */
  public static String creation(String folderId, String item) {
    return "<m:CreateItem MessageDisposition=\"SaveOnly\" SendMeetingInvitations=\"SendToNone\">"
        + "<m:SavedItemFolderId><t:FolderId Id=\""
        + folderId
        + "\"/></m:SavedItemFolderId><m:Items>"
        + item
        + "</m:Items></m:CreateItem>";
  }

  /** Tells an item with all properties, and more. */
  public Xml get(String id, String... paths) throws IOException, InterruptedException {
    String additional =
        paths.length == 0
            ? ""
            : "<t:AdditionalProperties>" + String.join("", paths) + "</t:AdditionalProperties>";
    return one("<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape>"
            + additional
            + "</m:ItemShape><m:ItemIds><t:ItemId Id=\""
            + id
            + "\"/></m:ItemIds></m:GetItem>")
        .child("Items")
        .orElseThrow()
        .children()
        .get(0);
  }
}
