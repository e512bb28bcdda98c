package io.mailtrek.server.dav;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final int TIMEOUT_MILLIS = 60_000;

  private final int port;
  private final String authorization;

  /** A user's program for the server at a port of 127.0.0.1. */
  public RawDav(int port, String user, String password) {
    this.port = port;
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
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1:").append(port).append("\r\nConnection: close\r\n");
    head.append("Authorization: ").append(authorization).append("\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
      out.write(body);
      out.flush();
      return answer(socket.getInputStream().readAllBytes());
    }
  }

  /** An answer ends with its connection, so there is nothing to count. */
  private static Answer answer(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("The server closed the connection without an answer");
    }
    String head = text.substring(0, end);
    return new Answer(
        Integer.parseInt(head.substring(9, 12)),
        header(head, "ETag"),
        header(head, "Location"),
        Arrays.copyOfRange(bytes, end + 4, bytes.length));
  }

  private static String header(String head, String name) {
    Matcher matcher = Pattern.compile("(?im)^" + name + ":\\s*([^\r]*)").matcher(head);
    return matcher.find() ? matcher.group(1).strip() : "";
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

  /** The paths of the items in a collection with their versions. */
  public List<String> versions(String folder) throws IOException {
    List<String> versions = new ArrayList<>();
    for (Element response : elements(propfind(folder, "1", "<D:getetag/>"), "response")) {
      versions.add(
          text(response, "href").orElseThrow() + " " + text(response, "getetag").orElse(""));
    }
    versions.sort(null);
    return versions;
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
