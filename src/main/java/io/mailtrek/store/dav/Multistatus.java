package io.mailtrek.store.dav;

import io.mailtrek.store.xml.XmlNode;
import io.mailtrek.store.xml.XmlReading;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;

/**
 * The answer 207 (RFC 4918 §13): what became of several resources, or what they are.
 *
 * @param responses one a resource, without those that are of another server
 * @param syncToken see RFC 6578 §6.4; empty where there is none
 */
record Multistatus(List<Response> responses, Optional<String> syncToken) {
  private static final Pattern STATUS = Pattern.compile("HTTP/[0-9.]+\\s+([0-9]{3}).*");
  private static final QName RESPONSE = new QName(Dav.DAV, "response");
  private static final QName PROPSTAT = new QName(Dav.DAV, "propstat");
  private static final QName PROP = new QName(Dav.DAV, "prop");
  private static final QName STATUS_NAME = new QName(Dav.DAV, "status");
  private static final QName ERROR = new QName(Dav.DAV, "error");
  private static final int OK = 200;

  /**
   * What is told of one resource.
   *
   * @param href where it is
   * @param status of the resource as a whole; empty where its properties have one each
   * @param properties those that it has
   * @param failures the statuses of properties that could not be told or set
   * @param preconditions what was not met (RFC 4918 §16)
   */
  record Response(
      Href href,
      OptionalInt status,
      Map<QName, XmlNode> properties,
      Map<QName, Integer> failures,
      List<XmlNode> preconditions) {

    Optional<XmlNode> property(QName name) {
      return Optional.ofNullable(properties.get(name));
    }

    /** The text of a property; empty where it has none, or blanks only. */
    Optional<String> text(QName name) {
      return property(name).flatMap(XmlNode::trimmed);
    }

    /** Whether the resource is not there. */
    boolean gone() {
      return status.orElse(OK) == 404 || status.orElse(OK) == 410;
    }

    /** The worst status of the resource or of what was to be set. */
    int worst() {
      int worst = status.orElse(OK);
      for (int failure : failures.values()) {
        worst = Math.max(worst, failure);
      }
      return worst;
    }
  }

  /** Whether nothing in it says that something failed. */
  boolean allWell() {
    return responses.stream().allMatch(response -> response.worst() < 300);
  }

  /**
   * Reads one.
   *
   * @param asked the address that was asked
   * @throws IOException when it is none
   */
  static Multistatus read(byte[] document, URI asked) throws IOException {
    List<Response> responses = new ArrayList<>();
    Optional<String> token = read(document, asked, responses::add);
    return new Multistatus(responses, token);
  }

  /** The same, response by response; gives the sync-token. */
  static Optional<String> read(byte[] document, URI asked, Consumer<Response> taker)
      throws IOException {
    List<String> tokens = new ArrayList<>();
    XmlNode root =
        XmlReading.read(
            document,
            child -> {
              if (child.is(RESPONSE)) {
                response(child, asked).forEach(taker);
              } else if (child.is(Dav.SYNC_TOKEN)) {
                child.trimmed().ifPresent(tokens::add);
              }
            });
    if (!root.is(new QName(Dav.DAV, "multistatus"))) {
      throw new IOException("it is no multistatus but " + root.name().getLocalPart());
    }
    return tokens.stream().findFirst();
  }

  /** One with a status may be of several resources (RFC 4918 §14.24). */
  private static List<Response> response(XmlNode node, URI asked) {
    Map<QName, XmlNode> properties = new HashMap<>();
    Map<QName, Integer> failures = new HashMap<>();
    List<XmlNode> preconditions = new ArrayList<>(preconditions(node));
    node.children(PROPSTAT)
        .forEach(
            propstat -> {
              int status = propstat.child(STATUS_NAME).map(Multistatus::status).orElse(OK);
              preconditions.addAll(preconditions(propstat));
              propstat
                  .children(PROP)
                  .flatMap(prop -> prop.children().stream())
                  .forEach(
                      property -> {
                        if (status < 300) {
                          properties.put(property.name(), property);
                        } else {
                          failures.put(property.name(), status);
                        }
                      });
            });
    OptionalInt status = node.child(STATUS_NAME).stream().mapToInt(Multistatus::status).findFirst();
    return node.children(Dav.HREF)
        .flatMap(href -> Href.of(href.text(), asked).stream())
        .map(href -> new Response(href, status, properties, failures, preconditions))
        .toList();
  }

  private static List<XmlNode> preconditions(XmlNode node) {
    return node.children(ERROR).flatMap(error -> error.children().stream()).toList();
  }

  private static int status(XmlNode node) {
    Matcher matcher = STATUS.matcher(node.text().strip());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 500;
  }
}
