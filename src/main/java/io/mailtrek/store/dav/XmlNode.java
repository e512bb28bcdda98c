package io.mailtrek.store.dav;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/** An element of XML with what is in it. */
final class XmlNode {
  private final QName name;
  private final Map<String, String> attributes = new TreeMap<>();
  private final List<XmlNode> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  XmlNode(QName name) {
    this.name = name;
  }

  void attribute(String attribute, String value) {
    attributes.put(attribute, value);
  }

  void add(XmlNode child) {
    children.add(child);
  }

  void text(String more) {
    text.append(more);
  }

  QName name() {
    return name;
  }

  boolean is(QName other) {
    return name.equals(other);
  }

  /** An attribute without a namespace. */
  Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  List<XmlNode> children() {
    return children;
  }

  Stream<XmlNode> children(QName wanted) {
    return children.stream().filter(child -> child.is(wanted));
  }

  Optional<XmlNode> child(QName wanted) {
    return children(wanted).findFirst();
  }

  /** Whether there is such a child. */
  boolean has(QName wanted) {
    return child(wanted).isPresent();
  }

  /** The text that is directly in it, as it is. */
  String text() {
    return text.toString();
  }

  /** The text without blanks around it; empty where there is none. */
  Optional<String> trimmed() {
    String trimmed = text.toString().strip();
    return trimmed.isEmpty() ? Optional.empty() : Optional.of(trimmed);
  }
}
