package io.mailtrek.server.dav;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The user's own program at a DAV server: it shares no code with the store under test, and may
 * change and delete.
 */
public final class RawDav {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final String authorization;

  /** A user's program for the server at a port of 127.0.0.1. */
  public RawDav(int port, String user, String password) {
    base = URI.create("http://127.0.0.1:" + port);
    authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param etag the ETag header
   * @param location the Location header
   * @param body what came
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody writes into it.
  public record Answer(int status, String etag, String location, byte[] body) {

    /** The body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as XML. */
    public Document xml() {
      try {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(body));
      } catch (SAXException | IOException | ParserConfigurationException e) {
        throw new AssertionError("No XML: " + text(), e);
      }
    }
  }

  /**
   * A collection.
   *
   * @param href its path as the server writes it
   * @param name its name for people; the last part of the path where it has none
   * @param addressBook whether it holds vCards
   */
  public record Folder(String href, String name, boolean addressBook) {}

  /**
   * Asks.
   *
   * @param headers names and values in turn
   */
  public Answer ask(String method, String path, String body, String... headers) throws IOException {
    return ask(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** The same with bytes. */
  public Answer ask(String method, String path, byte[] body, String... headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", authorization)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("etag").orElse(""),
          response.headers().firstValue("location").orElse(""),
          response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Makes a calendar for some kinds of components; returns its path. */
  public String makeCalendar(String home, String name, String displayName, String... components)
      throws IOException {
    StringBuilder set = new StringBuilder();
    for (String component : components) {
      set.append("<C:comp name=\"").append(component).append("\"/>");
    }
    String path = home + name + "/";
    expect(
        201,
        ask(
            "MKCALENDAR",
            path,
            "<C:mkcalendar xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">"
                + "<D:set><D:prop><D:displayname>"
                + escape(displayName)
                + "</D:displayname><C:supported-calendar-component-set>"
                + set
                + "</C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>"));
    return path;
  }

  /** Makes an address book; returns its path. */
  public String makeAddressBook(String home, String name, String displayName) throws IOException {
    String path = home + name + "/";
    expect(
        201,
        ask(
            "MKCOL",
            path,
            "<D:mkcol xmlns:D=\"DAV:\" xmlns:CR=\"urn:ietf:params:xml:ns:carddav\"><D:set><D:prop>"
                + "<D:resourcetype><D:collection/><CR:addressbook/></D:resourcetype>"
                + "<D:displayname>"
                + escape(displayName)
                + "</D:displayname></D:prop></D:set></D:mkcol>"));
    return path;
  }

  /** Stores an item in place of what may be there. */
  public void put(String path, byte[] content) throws IOException {
    String type = path.endsWith(".vcf") ? "text/vcard" : "text/calendar";
    Answer answer = ask("PUT", path, content, "Content-Type", type + "; charset=utf-8");
    if (answer.status() / 100 != 2) {
      throw new IOException("PUT " + path + ": " + answer.status() + " " + answer.text());
    }
  }

  /** Removes an item or a collection. */
  public void delete(String path) throws IOException {
    Answer answer = ask("DELETE", path, "");
    if (answer.status() / 100 != 2) {
      throw new IOException("DELETE " + path + ": " + answer.status() + " " + answer.text());
    }
  }

  /** The bytes of an item. */
  public byte[] get(String path) throws IOException {
    return expect(200, ask("GET", path, "")).body();
  }

  /** The homes of calendars and of address books, which may be one. */
  public List<String> homes() throws IOException {
    String principal =
        hrefs(propfind("/", "0", "<D:current-user-principal/>"), "current-user-principal").get(0);
    Document document =
        propfind(principal, "0", "<C:calendar-home-set/><CR:addressbook-home-set/>");
    List<String> homes = new ArrayList<>(hrefs(document, "calendar-home-set"));
    homes.addAll(hrefs(document, "addressbook-home-set"));
    return homes.stream().distinct().toList();
  }

  /** All calendars and address books. */
  public List<Folder> folders() throws IOException {
    List<Folder> folders = new ArrayList<>();
    for (String home : homes()) {
      for (Element response :
          elements(propfind(home, "1", "<D:resourcetype/><D:displayname/>"), "response")) {
        String href = text(response, "href").orElseThrow();
        boolean cards = !elements(response, "addressbook").isEmpty();
        if (cards || !elements(response, "calendar").isEmpty()) {
          String last = href.substring(href.lastIndexOf('/', href.length() - 2) + 1);
          String name = text(response, "displayname").orElse(last.replace("/", ""));
          folders.add(new Folder(href, name, cards));
        }
      }
    }
    return folders;
  }

  /** The paths of the items in a collection. */
  public List<String> items(String folder) throws IOException {
    List<String> items = new ArrayList<>();
    for (Element response :
        elements(propfind(folder, "1", "<D:getetag/><D:resourcetype/>"), "response")) {
      if (elements(response, "collection").isEmpty()) {
        items.add(text(response, "href").orElseThrow());
      }
    }
    return items;
  }

  private Document propfind(String path, String depth, String properties) throws IOException {
    return expect(
            207,
            ask(
                "PROPFIND",
                path,
                "<D:propfind xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\""
                    + " xmlns:CR=\"urn:ietf:params:xml:ns:carddav\"><D:prop>"
                    + properties
                    + "</D:prop></D:propfind>",
                "Depth",
                depth))
        .xml();
  }

  private static Answer expect(int status, Answer answer) throws IOException {
    if (answer.status() != status) {
      throw new IOException("Not " + status + " but " + answer.status() + ": " + answer.text());
    }
    return answer;
  }

  private static List<String> hrefs(Document document, String property) {
    List<String> hrefs = new ArrayList<>();
    for (Element element : elements(document, property)) {
      elements(element, "href").forEach(href -> hrefs.add(href.getTextContent().strip()));
    }
    return hrefs;
  }

  private static Optional<String> text(Element element, String name) {
    return elements(element, name).stream()
        .map(found -> found.getTextContent().strip())
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  private static List<Element> elements(Node node, String name) {
    NodeList found =
        node instanceof Document document
            ? document.getElementsByTagNameNS("*", name)
            : ((Element) node).getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
