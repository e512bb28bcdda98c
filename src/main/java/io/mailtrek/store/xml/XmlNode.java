package io.mailtrek.store.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/** An element of XML with what is in it. For one thread while it is filled. */
public final class XmlNode {
  private final QName name;
  private final Map<String, String> attributes = new TreeMap<>();
  private final List<XmlNode> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /** An element with nothing in it yet. */
  public XmlNode(QName name) {
    this.name = name;
  }

  /** Gives it an attribute without a namespace. */
  public void attribute(String attribute, String value) {
    attributes.put(attribute, value);
  }

  /** Puts an element at its end. */
  public void add(XmlNode child) {
    children.add(child);
  }

  /** Puts text at its end. */
  public void text(String more) {
    text.append(more);
  }

  /** Its name. */
  public QName name() {
    return name;
  }

  /** Whether it has this name. */
  public boolean is(QName other) {
    return name.equals(other);
  }

  /** An attribute without a namespace. */
  public Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  /** The attributes without a namespace, by name. */
  public Map<String, String> attributes() {
    return Collections.unmodifiableMap(attributes);
  }

  /** The elements that are directly in it. */
  public List<XmlNode> children() {
    return Collections.unmodifiableList(children);
  }

  /** Those of this name. */
  public Stream<XmlNode> children(QName wanted) {
    return children.stream().filter(child -> child.is(wanted));
  }

  /** The first one of this name. */
  public Optional<XmlNode> child(QName wanted) {
    return children(wanted).findFirst();
  }

  /** Whether there is such a child. */
  public boolean has(QName wanted) {
    return child(wanted).isPresent();
  }

  /** The text that is directly in it, as it is. */
  public String text() {
    return text.toString();
  }

  /** The text without blanks around it; empty where there is none. */
  public Optional<String> trimmed() {
    String trimmed = text.toString().strip();
    return trimmed.isEmpty() ? Optional.empty() : Optional.of(trimmed);
  }
}
