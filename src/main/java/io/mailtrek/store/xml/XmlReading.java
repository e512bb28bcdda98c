package io.mailtrek.store.xml;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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

  /** Takes texts that are too large to be kept in their elements. */
  public interface LargeTexts {
    /** Whether the text of an element is taken. */
    boolean takes(XmlNode element);

    /** Takes the next part of the text of an element. */
    void part(XmlNode element, char[] text, int offset, int length) throws IOException;

    /** The element ends. */
    void end(XmlNode element) throws IOException;
  }

  private static final LargeTexts NONE =
      new LargeTexts() {
        @Override
        public boolean takes(XmlNode element) {
          return false;
        }

        @Override
        public void part(XmlNode element, char[] text, int offset, int length) {}

        @Override
        public void end(XmlNode element) {}
      };

  private XmlReading() {}

  private static XMLInputFactory factory() {
    // The parser of Java, whatever else is on the class path: its limits are known.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
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
    return read(new ByteArrayInputStream(document), child, NONE, Long.MAX_VALUE);
  }

  /**
   * Reads a document while it comes.
   *
   * @param large takes texts that are not to be in the elements
   * @param mostText how many characters all others may have
   * @return the root with all that is in it
   * @throws IOException when it is no such document, or the stream fails
   */
  public static XmlNode read(InputStream document, LargeTexts large, long mostText)
      throws IOException {
    List<XmlNode> children = new ArrayList<>();
    XmlNode root = read(document, children::add, large, mostText);
    children.forEach(root::add);
    return root;
  }

  private static XmlNode read(
      InputStream document, Consumer<XmlNode> child, LargeTexts large, long mostText)
      throws IOException {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(document);
      try {
        return read(reader, child, large, mostText);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException failed
          && !(failed instanceof CharConversionException)) {
        throw failed;
      }
      throw new XmlException("it is no XML: " + firstLine(String.valueOf(e.getMessage())), e);
    } catch (RuntimeException e) {
      throw new XmlException(
          "its XML can't be read: " + firstLine(String.valueOf(e.getMessage())), e);
    }
  }

  private static XmlNode read(
      XMLStreamReader reader, Consumer<XmlNode> child, LargeTexts large, long mostText)
      throws XMLStreamException, IOException {
    Deque<XmlNode> open = new ArrayDeque<>();
    XmlNode root = null;
    long text = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          XmlNode node = element(reader);
          if (open.size() >= DEEPEST) {
            throw new XmlException("its XML is nested too deeply");
          }
          root = root == null ? node : root;
          open.push(node);
        }
        case XMLStreamConstants.END_ELEMENT -> {
          XmlNode node = open.pop();
          if (large.takes(node)) {
            large.end(node);
          }
          if (open.size() == 1) {
            child.accept(node);
          } else if (!open.isEmpty()) {
            open.element().add(node);
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (open.isEmpty()) {
            continue;
          }
          XmlNode node = open.element();
          if (large.takes(node)) {
            large.part(
                node, reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
          } else {
            text += reader.getTextLength();
            if (text > mostText) {
              throw new XmlException("its XML has more than " + mostText + " characters of text");
            }
            node.text(reader.getText());
          }
        }
        case XMLStreamConstants.DTD -> throw new XmlException("its XML has a DTD");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XmlException("its XML has the entity " + reader.getLocalName());
        default -> {
          // Comments and the like.
        }
      }
    }
    if (root == null) {
      throw new XmlException("it is empty");
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
