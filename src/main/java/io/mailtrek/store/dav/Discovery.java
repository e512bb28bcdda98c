package io.mailtrek.store.dav;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * Finds the places of a mailbox's calendars and address books (RFC 6764 §6): from the well-known
 * addresses, or the path of the settings, to the principal, and from there to the home sets.
 */
final class Discovery {
  private static final List<QName> PROPERTIES =
      List.of(
          Dav.CURRENT_USER_PRINCIPAL,
          Dav.CALENDAR_HOME_SET,
          Dav.ADDRESSBOOK_HOME_SET,
          Dav.RESOURCETYPE);

  private final DavClient client;
  private final Propfind propfind;

  /** The home sets by their paths: a server may have one for both. */
  private final Map<String, Href> calendars = new LinkedHashMap<>();

  private final Map<String, Href> addressBooks = new LinkedHashMap<>();
  private Optional<Href> principal = Optional.empty();

  /** Where the settings point to, when it is a collection and nothing better was found. */
  private Optional<Href> start = Optional.empty();

  private Discovery(DavClient client) {
    this.client = client;
    this.propfind = new Propfind(client);
  }

  /**
   * Where a mailbox has its things.
   *
   * @param principal the user; empty where the server does not tell
   * @param calendars collections with calendars in them
   * @param addressBooks collections with address books in them
   */
  record Homes(Optional<Href> principal, List<Href> calendars, List<Href> addressBooks) {

    /** All, each once. */
    List<Href> all() {
      Map<String, Href> all = new LinkedHashMap<>();
      calendars.forEach(home -> all.put(home.path(), home));
      addressBooks.forEach(home -> all.putIfAbsent(home.path(), home));
      return List.copyOf(all.values());
    }
  }

  /**
   * Looks.
   *
   * @throws FatalException when nothing is found, or the login is refused
   */
  static Homes find(DavClient client) throws StoreException {
    return new Discovery(client).run();
  }

  private Homes run() throws StoreException {
    DavUri uri = client.uri();
    if (client.login().authorizationId().isPresent() && !uri.namesMailbox()) {
      throw new FatalException(
          Problem.LOGIN_IMPOSSIBLE,
          "DAV has no login of an administrator for "
              + client.login().authorizationId().get()
              + ": name the mailbox in the path of the address, as in davs://"
              + uri.server()
              + "/principals/{mailbox}/, or set a login for the mailbox itself");
    }
    URI begin = uri.start(client.login());
    if (begin.getRawPath().equals("/")) {
      wellKnown("caldav", calendars);
      wellKnown("carddav", addressBooks);
    }
    if (calendars.isEmpty() && addressBooks.isEmpty()) {
      DavResponse last = look(begin);
      beginAt(begin, last);
    }
    return new Homes(
        principal, List.copyOf(calendars.values()), List.copyOf(addressBooks.values()));
  }

  /** Some servers redirect only what looks like a browser. */
  private void wellKnown(String service, Map<String, Href> wanted) throws StoreException {
    if (!wanted.isEmpty()) {
      return;
    }
    URI place = client.uri().root().resolve("/.well-known/" + service);
    if (look(place).status() != 207) {
      URI led = client.send(DavRequest.of("GET", place)).request().uri();
      if (!led.equals(place)) {
        look(led);
      }
    }
  }

  private void beginAt(URI begin, DavResponse last) throws FatalException {
    if (calendars.isEmpty() && addressBooks.isEmpty()) {
      Href home = start.orElseThrow(() -> nothing(begin, last));
      calendars.put(home.path(), home);
      addressBooks.put(home.path(), home);
    }
  }

  private FatalException nothing(URI begin, DavResponse answer) {
    return new FatalException(
        Problem.MAILBOX_FAILED,
        "No calendar and no address book of "
            + client.login().username()
            + " was found at "
            + client.uri().server()
            + ": "
            + answer.request().method()
            + " "
            + begin.getRawPath()
            + " was answered "
            + answer.words()
            + ". Put the path of the server's DAV service into its address");
  }

  private DavResponse look(URI uri) throws StoreException {
    DavResponse answer = propfind.ask(uri, 0, PROPERTIES);
    if (answer.status() != 207) {
      if (answer.status() >= 500) {
        throw DavErrors.of(client, answer, "Looking for calendars");
      }
      return answer;
    }
    for (Multistatus.Response response :
        Answers.multistatus(client, answer, "Looking for calendars").responses()) {
      boolean collection =
          response.property(Dav.RESOURCETYPE).filter(t -> t.has(Dav.COLLECTION)).isPresent();
      if (collection && start.isEmpty()) {
        start = Optional.of(response.href());
      }
      homes(response, answer.request().uri());
      Optional<Href> user =
          client.uri().namesMailbox()
              ? Optional.empty()
              : response
                  .property(Dav.CURRENT_USER_PRINCIPAL)
                  .flatMap(node -> hrefs(node, answer.request().uri()).stream().findFirst());
      if (user.isPresent() && principal.filter(user.get()::same).isEmpty()) {
        principal = user;
        URI at = client.at(user.get());
        DavResponse told = propfind.ask(at, 0, PROPERTIES);
        if (told.status() >= 500) {
          throw DavErrors.of(client, told, "Looking for calendars");
        }
        if (told.status() == 207) {
          Answers.multistatus(client, told, "Looking for calendars")
              .responses()
              .forEach(found -> homes(found, at));
        }
      }
    }
    return answer;
  }

  private void homes(Multistatus.Response response, URI asked) {
    response
        .property(Dav.CALENDAR_HOME_SET)
        .ifPresent(node -> hrefs(node, asked).forEach(h -> calendars.put(h.path(), h)));
    response
        .property(Dav.ADDRESSBOOK_HOME_SET)
        .ifPresent(node -> hrefs(node, asked).forEach(h -> addressBooks.put(h.path(), h)));
  }

  private List<Href> hrefs(XmlNode node, URI asked) {
    List<Href> all = new ArrayList<>();
    node.children(Dav.HREF).flatMap(href -> Href.of(href.text(), asked).stream()).forEach(all::add);
    return all;
  }
}
