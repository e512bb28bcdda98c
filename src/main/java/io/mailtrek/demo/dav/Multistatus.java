package io.mailtrek.demo.dav;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;

/** Writes an answer about several resources (RFC 4918 §13). */
final class Multistatus {
  private static final QName MULTISTATUS = DavName.dav("multistatus");

  private final StringBuilder responses = new StringBuilder();

  /**
   * Adds what is told of a resource.
   *
   * @param wanted the names; empty for all, but for contents
   */
  void add(DavPath path, Map<QName, String> properties, List<QName> wanted) {
    StringBuilder found = new StringBuilder();
    List<QName> missing = new ArrayList<>();
    for (QName name : wanted.isEmpty() ? List.copyOf(properties.keySet()) : wanted) {
      String value = properties.get(name);
      if (value == null) {
        missing.add(name);
      } else {
        found.append(XmlText.element(name, value));
      }
    }
    String content = XmlText.href(path);
    if (!found.isEmpty() || missing.isEmpty()) {
      content += propstat(found.toString(), 200, "OK");
    }
    if (!missing.isEmpty()) {
      StringBuilder names = new StringBuilder();
      missing.forEach(name -> names.append(XmlText.element(name, "")));
      content += propstat(names.toString(), 404, "Not Found");
    }
    responses.append(XmlText.element(DavName.RESPONSE, content));
  }

  /** Adds what is told of a resource by a status alone. */
  void add(DavPath path, int status, String reason) {
    responses.append(
        XmlText.element(DavName.RESPONSE, XmlText.href(path) + status(status, reason)));
  }

  /** Adds what is XML already about a resource. */
  void addRaw(DavPath path, String content) {
    responses.append(XmlText.element(DavName.RESPONSE, XmlText.href(path) + content));
  }

  /** The answer. */
  DavReply reply() {
    return reply("");
  }

  /**
   * The answer to sync-collection.
   *
   * @param token the state that it tells of (RFC 6578 §6.4); empty when it tells none
   */
  DavReply reply(String token) {
    String end = token.isEmpty() ? "" : XmlText.element(DavName.SYNC_TOKEN, XmlText.escape(token));
    return DavReply.xml(207, XmlText.HEAD + XmlText.element(MULTISTATUS, responses + end, true));
  }

  static String propstat(String properties, int status, String reason) {
    return XmlText.element(
        DavName.PROPSTAT, XmlText.element(DavName.PROP, properties) + status(status, reason));
  }

  private static String status(int status, String reason) {
    return XmlText.element(DavName.STATUS, "HTTP/1.1 " + status + " " + reason);
  }
}
