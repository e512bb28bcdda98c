package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.element;
import static io.mailtrek.store.exchange.form.Ews.text;
import static io.mailtrek.store.exchange.form.Ews.type;

import io.mailtrek.store.xml.XmlNode;
import java.util.Collection;
import java.util.Optional;

/** Elements that many operations have, made and read. */
final class Nodes {

  private Nodes() {}

  /** An element of a request, with others in it. */
  static XmlNode message(String name, XmlNode... children) {
    XmlNode node = new XmlNode(io.mailtrek.store.exchange.form.Ews.message(name));
    for (XmlNode child : children) {
      node.add(child);
    }
    return node;
  }

  /** An element of a request with a text. */
  static XmlNode messageText(String name, String value) {
    XmlNode node = message(name);
    node.text(value);
    return node;
  }

  /** The same element with more in it. */
  static XmlNode with(XmlNode node, Collection<XmlNode> children) {
    children.forEach(node::add);
    return node;
  }

  /** The same element with an attribute. */
  static XmlNode with(XmlNode node, String attribute, String value) {
    node.attribute(attribute, value);
    return node;
  }

  /** {@code t:ItemId} without a change key: whatever version there is. */
  static XmlNode itemId(String id) {
    return with(element("ItemId"), "Id", id);
  }

  /** {@code t:FolderId}. */
  static XmlNode folderId(String id) {
    return with(element("FolderId"), "Id", id);
  }

  /** {@code t:DistinguishedFolderId}: {@code inbox}, {@code msgfolderroot}, … */
  static XmlNode distinguished(String name) {
    return with(element("DistinguishedFolderId"), "Id", name);
  }

  /** What an answer is to hold: the ids, and some properties more. */
  static XmlNode shape(String name, Collection<XmlNode> properties) {
    XmlNode shape = message(name, text("BaseShape", "IdOnly"));
    if (!properties.isEmpty()) {
      shape.add(with(element("AdditionalProperties"), properties));
    }
    return shape;
  }

  /** The text of a child, without blanks around it. */
  static Optional<String> value(XmlNode node, String child) {
    return node.child(type(child)).flatMap(XmlNode::trimmed);
  }

  /** The text of a child that is true or false; false where there is none. */
  static boolean flag(XmlNode node, String child) {
    return value(node, child).filter(Nodes::isTrue).isPresent();
  }

  /** Whether a text of XML Schema is true. */
  static boolean isTrue(String text) {
    return text.equals("true") || text.equals("1");
  }

  /** The id in a child: {@code ItemId}, {@code FolderId}, {@code ParentFolderId}. */
  static Optional<String> id(XmlNode node, String child) {
    return node.child(type(child)).flatMap(found -> found.attribute("Id"));
  }

  /** A number; 0 where there is none that can be read. */
  static long number(Optional<String> text) {
    return text.filter(digits -> digits.matches("[0-9]{1,18}")).map(Long::parseLong).orElse(0L);
  }
}
