package io.mailtrek.demo.dav;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An element of a request in XML.
 *
 * @param dom where it is
 */
record XmlBody(Element dom) {

  /**
   * Reads a body, without DTDs and what they may bring.
   *
   * @return its root; empty when it is no XML
   */
  static Optional<XmlBody> parse(byte[] body) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return Optional.of(
          new XmlBody(builder.parse(new ByteArrayInputStream(body)).getDocumentElement()));
    } catch (SAXException e) {
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  QName name() {
    return new QName(
        dom.getNamespaceURI() == null ? "" : dom.getNamespaceURI(), dom.getLocalName());
  }

  List<XmlBody> children() {
    List<XmlBody> children = new ArrayList<>();
    for (Node node = dom.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(new XmlBody(element));
      }
    }
    return children;
  }

  List<XmlBody> children(QName wanted) {
    return children().stream().filter(child -> child.name().equals(wanted)).toList();
  }

  Optional<XmlBody> child(QName wanted) {
    return children(wanted).stream().findFirst();
  }

  String attribute(String attribute) {
    return dom.getAttribute(attribute);
  }

  String text() {
    return dom.getTextContent().strip();
  }
}
