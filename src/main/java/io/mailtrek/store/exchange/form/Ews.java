package io.mailtrek.store.exchange.form;

import io.mailtrek.store.xml.XmlNode;
import javax.xml.namespace.QName;

/** The namespaces of Exchange Web Services, and elements of them. */
public final class Ews {

  /** What items and folders are made of. */
  public static final String TYPES = "http://schemas.microsoft.com/exchange/services/2006/types";

  /** What requests and answers are made of. */
  public static final String MESSAGES =
      "http://schemas.microsoft.com/exchange/services/2006/messages";

  private Ews() {}

  /** The name of an element of an item or a folder. */
  public static QName type(String name) {
    return new QName(TYPES, name);
  }

  /** The name of an element of a request or an answer. */
  public static QName message(String name) {
    return new QName(MESSAGES, name);
  }

  /** An element of an item or a folder, with others in it. */
  public static XmlNode element(String name, XmlNode... children) {
    XmlNode node = new XmlNode(type(name));
    for (XmlNode child : children) {
      node.add(child);
    }
    return node;
  }

  /** An element of an item or a folder with a text. */
  public static XmlNode text(String name, String value) {
    XmlNode node = new XmlNode(type(name));
    node.text(value);
    return node;
  }
}
