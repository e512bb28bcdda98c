package io.mailtrek.demo.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An element: of a request, of an answer, or of what a mailbox holds. */
public final class Xml {

  /** The namespace of what items and folders are made of. */
  public static final String TYPES = "http://schemas.microsoft.com/exchange/services/2006/types";

  /** The namespace of requests and answers. */
  public static final String MESSAGES =
      "http://schemas.microsoft.com/exchange/services/2006/messages";

  static final String ERRORS = "http://schemas.microsoft.com/exchange/services/2006/errors";
  static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

  private final String uri;
  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Xml> children = new ArrayList<>();
  private String text = "";

  /** An empty element. */
  public Xml(String uri, String name) {
    this.uri = uri;
    this.name = name;
  }

  /** An element of an item or a folder, with others in it. */
  public static Xml t(String name, Xml... children) {
    return new Xml(TYPES, name).add(List.of(children));
  }

  /** An element of an item or a folder with a text. */
  public static Xml t(String name, String text) {
    return new Xml(TYPES, name).withText(text);
  }

  static Xml m(String name, Xml... children) {
    return new Xml(MESSAGES, name).add(List.of(children));
  }

  static Xml m(String name, String text) {
    return new Xml(MESSAGES, name).withText(text);
  }

  /** Reads a whole document, without DTDs and what they may bring. */
  public static Xml parse(byte[] document) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      return read(factory.createXMLStreamReader(new ByteArrayInputStream(document)));
    } catch (XMLStreamException e) {
      throw new IOException("No XML: " + e.getMessage(), e);
    }
  }

  /** Reads an element of an item whose prefix {@code t} needs no declaration. */
  public static Xml of(String fragment) {
    try {
      String whole = "<t:x xmlns:t=\"" + TYPES + "\">" + fragment + "</t:x>";
      return parse(whole.getBytes(StandardCharsets.UTF_8)).children.get(0);
    } catch (IOException e) {
      throw new IllegalArgumentException(fragment, e);
    }
  }

  private static Xml read(XMLStreamReader in) throws XMLStreamException {
    Deque<Xml> open = new ArrayDeque<>();
    Deque<StringBuilder> texts = new ArrayDeque<>();
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          String uri = in.getNamespaceURI();
          Xml element = new Xml(uri == null ? "" : uri, in.getLocalName());
          for (int i = 0; i < in.getAttributeCount(); i++) {
            element.attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
          }
          if (!open.isEmpty()) {
            open.peek().children.add(element);
          }
          open.push(element);
          texts.push(new StringBuilder());
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            texts.peek().append(in.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          Xml element = open.pop();
          String text = texts.pop().toString();
          element.text = element.children.isEmpty() ? text : "";
          if (open.isEmpty()) {
            return element;
          }
        }
        default -> {
          // Comments and the like say nothing.
        }
      }
    }
    throw new XMLStreamException("It ends too early");
  }

  /** Its namespace. */
  public String uri() {
    return uri;
  }

  /** The name without a prefix. */
  public String name() {
    return name;
  }

  /** The text in it; empty where there are elements in it. */
  public String text() {
    return text;
  }

  Xml withText(String value) {
    text = value;
    return this;
  }

  /** The text at the end of a path; empty where it leads to nothing. */
  public String text(String first, String... further) {
    return at(first, further).map(Xml::text).orElse("");
  }

  /** The value of an attribute; empty where there is none. */
  public String attribute(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }

  Map<String, String> attributes() {
    return attributes;
  }

  /** Sets an attribute. */
  public Xml with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  /** What is in it, which may be changed. */
  public List<Xml> children() {
    return children;
  }

  List<Xml> children(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).toList();
  }

  /** The first child with a name. */
  public Optional<Xml> child(String wanted) {
    for (Xml child : children) {
      if (child.name.equals(wanted)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** What is at the end of a path of first children. */
  public Optional<Xml> at(String first, String... further) {
    Optional<Xml> found = child(first);
    for (String step : further) {
      found = found.flatMap(element -> element.child(step));
    }
    return found;
  }

  Xml add(Xml child) {
    children.add(child);
    return this;
  }

  Xml add(List<Xml> more) {
    children.addAll(more);
    return this;
  }

  /** The same again, to be changed by itself. */
  public Xml copy() {
    Xml copy = new Xml(uri, name).withText(text);
    copy.attributes.putAll(attributes);
    children.forEach(child -> copy.children.add(child.copy()));
    return copy;
  }

  /** A document with this as its root. */
  public byte[] document() {
    return (XmlText.HEAD + this).getBytes(StandardCharsets.UTF_8);
  }

  /** As it is written, with its namespaces. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    XmlText.write(this, out);
    return out.toString();
  }
}
