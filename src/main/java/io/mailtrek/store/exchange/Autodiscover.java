package io.mailtrek.store.exchange;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.net.HttpFailure;
import io.mailtrek.store.xml.XmlException;
import io.mailtrek.store.xml.XmlNode;
import io.mailtrek.store.xml.XmlReading;
import io.mailtrek.store.xml.XmlWriting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * Finds out where the services of a mailbox are, by the Autodiscover service for plain old XML of
 * its domain. The login goes along, so only to https. For one thread, once.
 */
final class Autodiscover {
  static final String PATH = "/autodiscover/autodiscover.xml";

  private static final String ASKED =
      "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006";
  private static final String ANSWERED =
      "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";
  private static final int MOST_STEPS = 10;
  private static final int LARGEST = 1024 * 1024;

  private final ExchangeUri uri;
  private final EwsHttp http;
  private final EwsLogin login;
  private final Deque<URI> places = new ArrayDeque<>();
  private final List<StoreException> failures = new ArrayList<>();
  private String address;

  Autodiscover(ExchangeUri uri, EwsHttp http, EwsLogin login) {
    this.uri = uri;
    this.http = http;
    this.login = login;
    this.address = login.mailbox();
  }

  /**
   * Asks.
   *
   * @throws FatalException when nobody knows the mailbox
   */
  URI services() throws StoreException {
    places.add(uri.at(PATH));
    if (uri.tls()) {
      places.add(URI.create("https://autodiscover." + uri.host() + PATH));
    }
    for (int step = 0; step < MOST_STEPS && !places.isEmpty(); step++) {
      URI place = places.remove();
      try {
        Optional<URI> found = ask(place, login.header(), true);
        if (found.isPresent()) {
          return found.get();
        }
      } catch (IOException e) {
        failures.add(HttpFailure.of(place, "the search for the services of Exchange", e));
      }
    }
    throw failure();
  }

  /** A refused login says more than a host that is not there, and both more than nothing. */
  private StoreException failure() {
    return failures.stream()
        .filter(e -> e.problem() == Problem.LOGIN_REFUSED)
        .findFirst()
        .or(() -> failures.stream().filter(TransientException.class::isInstance).findFirst())
        .orElseGet(
            () ->
                new FatalException(
                    Problem.LOGIN_IMPOSSIBLE,
                    "No Autodiscover service of "
                        + uri.server()
                        + " knows "
                        + address
                        + failures.stream().findFirst().map(e -> ": " + e.getMessage()).orElse("")
                        + ". Give the address of the services, as in"
                        + " ews://HOST/EWS/Exchange.asmx"));
  }

  private Optional<URI> ask(URI place, String shown, boolean first)
      throws IOException, StoreException {
    try (EwsHttp.Answer answer = http.exchange(request(place, shown))) {
      if (answer.status() == 401) {
        if (first && login.refused(shown)) {
          answer.close();
          return ask(place, login.header(), false);
        }
        failures.add(refusal(place, answer).login(uri, login));
        return Optional.empty();
      }
      Optional<String> location = answer.headers().firstValue("Location");
      if (answer.status() >= 300 && answer.status() < 400 && location.isPresent()) {
        goTo(place.resolve(location.get().strip()));
        return Optional.empty();
      }
      if (answer.status() != 200) {
        failures.add(refusal(place, answer).meaning(0, false));
        return Optional.empty();
      }
      return told(place, answer.body().readNBytes(LARGEST));
    } catch (IllegalArgumentException | XmlException e) {
      failures.add(
          new FatalException(
              Problem.LOGIN_IMPOSSIBLE,
              "Of " + place + " no use can be made: " + e.getMessage(),
              e));
      return Optional.empty();
    }
  }

  private EwsRefusal refusal(URI place, EwsHttp.Answer answer) throws IOException {
    return new EwsRefusal(
        "Autodiscover at " + place, answer.status(), answer.headers(), answer.page());
  }

  private HttpRequest request(URI place, String shown) {
    QName root = asked("Autodiscover");
    QName request = asked("Request");
    byte[] body =
        new XmlWriting(Map.of(ASKED, "a"))
            .open(root)
            .open(request)
            .text(asked("EMailAddress"), address)
            .text(asked("AcceptableResponseSchema"), ANSWERED)
            .close(request)
            .close(root)
            .bytes();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(place)
            .timeout(uri.connecting().readTimeout())
            .header("User-Agent", "MailTrek")
            .header("Content-Type", "text/xml; charset=utf-8")
            .header("Authorization", shown);
    login.anchor().ifPresent(mailbox -> builder.header("X-AnchorMailbox", mailbox));
    return builder.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
  }

  private static QName asked(String name) {
    return new QName(ASKED, name);
  }

  private Optional<URI> told(URI place, byte[] document) throws IOException {
    List<XmlNode> parts = new ArrayList<>();
    XmlReading.read(document, parts::add);
    Optional<XmlNode> account = parts.stream().flatMap(part -> all(part, "Account")).findFirst();
    Optional<String> moved = account.flatMap(found -> text(found, "RedirectAddr"));
    Optional<String> elsewhere = account.flatMap(found -> text(found, "RedirectUrl"));
    if (moved.isPresent()) {
      address = moved.get();
      String domain = address.substring(address.lastIndexOf('@') + 1);
      goTo(URI.create("https://autodiscover." + domain + PATH));
      goTo(URI.create("https://" + domain + PATH));
      return Optional.empty();
    }
    if (elsewhere.isPresent()) {
      goTo(URI.create(elsewhere.get()));
      return Optional.empty();
    }
    Optional<URI> found = account.flatMap(Autodiscover::services).map(URI::create);
    if (found.isEmpty()) {
      String error =
          parts.stream()
              .flatMap(part -> all(part, "Message"))
              .flatMap(message -> message.trimmed().stream())
              .findFirst()
              .orElse("it names no Exchange Web Services");
      failures.add(new FatalException(Problem.LOGIN_IMPOSSIBLE, place + " answered: " + error));
    } else if (!permitted(found.get())) {
      failures.add(unprotected(found.get()));
      return Optional.empty();
    }
    return found;
  }

  /** As Outlook from outside sees it, because what is for inside may be unknown here. */
  private static Optional<String> services(XmlNode account) {
    List<XmlNode> protocols = all(account, "Protocol").toList();
    return List.of("EXPR", "EXCH", "EXHTTP").stream()
        .flatMap(
            type ->
                protocols.stream()
                    .filter(protocol -> text(protocol, "Type").orElse("").equalsIgnoreCase(type)))
        .flatMap(protocol -> text(protocol, "EwsUrl").stream())
        .findFirst();
  }

  private static Stream<XmlNode> all(XmlNode node, String name) {
    Stream<XmlNode> below = node.children().stream().flatMap(child -> all(child, name));
    return node.name().getLocalPart().equals(name) ? Stream.concat(Stream.of(node), below) : below;
  }

  private static Optional<String> text(XmlNode parent, String name) {
    return parent.children().stream()
        .filter(child -> child.name().getLocalPart().equals(name))
        .findFirst()
        .flatMap(XmlNode::trimmed);
  }

  /** Comes next, when the login may go there. */
  private void goTo(URI place) {
    if (permitted(place)) {
      places.addFirst(place);
    } else {
      failures.add(unprotected(place));
    }
  }

  /** Where tests have no TLS, it may be done without at the same server. */
  private boolean permitted(URI place) {
    boolean https = "https".equalsIgnoreCase(place.getScheme()) && place.getHost() != null;
    return https
        || (!uri.tls() && uri.host().equals(place.getHost()) && uri.port() == place.getPort());
  }

  private FatalException unprotected(URI place) {
    return new FatalException(
        Problem.LOGIN_IMPOSSIBLE,
        "Autodiscover of " + uri.server() + " leads to " + place + ", where no login is sent");
  }
}
