package io.mailtrek.store.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML of a server, which may be anything: no DTD, no entity but the five, no more depth than
 * protocols of mail systems have. The children of the root are handed out one by one, so that a
 * long answer is never there as a whole.
 */
public final class XmlReading {
  private static final int DEEPEST = 64;
  private static final XMLInputFactory FACTORY = factory();

  private XmlReading() {}

  private static XMLInputFactory factory() {
    // The parser of Java, whatever else is on the class path: its limits are known.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> new ByteArrayInputStream(new byte[0]));
    return factory;
  }

  /**
   * Reads a document.
   *
   * @param child takes the children of the root, one by one
   * @return the root, without its children
   * @throws IOException when it is no such document
   */
  public static XmlNode read(byte[] document, Consumer<XmlNode> child) throws IOException {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
      try {
        return read(reader, child);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new IOException("it is no XML: " + firstLine(e.getMessage()), e);
    } catch (RuntimeException e) {
      throw new IOException(
          "its XML can't be read: " + firstLine(String.valueOf(e.getMessage())), e);
    }
  }

  private static XmlNode read(XMLStreamReader reader, Consumer<XmlNode> child)
      throws XMLStreamException, IOException {
    Deque<XmlNode> open = new ArrayDeque<>();
    XmlNode root = null;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          XmlNode node = element(reader);
          if (open.size() >= DEEPEST) {
            throw new IOException("its XML is nested too deeply");
          }
          root = root == null ? node : root;
          open.push(node);
        }
        case XMLStreamConstants.END_ELEMENT -> {
          XmlNode node = open.pop();
          if (open.size() == 1) {
            child.accept(node);
          } else if (!open.isEmpty()) {
            open.element().add(node);
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.element().text(reader.getText());
          }
        }
        case XMLStreamConstants.DTD -> throw new IOException("its XML has a DTD");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new IOException("its XML has the entity " + reader.getLocalName());
        default -> {
          // Comments and the like.
        }
      }
    }
    if (root == null) {
      throw new IOException("it is empty");
    }
    return root;
  }

  private static XmlNode element(XMLStreamReader reader) {
    XmlNode node = new XmlNode(new QName(namespace(reader), reader.getLocalName()));
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      node.attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return node;
  }

  private static String namespace(XMLStreamReader reader) {
    return reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
