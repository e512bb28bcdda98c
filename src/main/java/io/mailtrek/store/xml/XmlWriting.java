package io.mailtrek.store.xml;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.namespace.QName;

/** Writes the body of a request: all namespaces are declared at the root. For one thread. */
public final class XmlWriting {
  private final Map<String, String> prefixes;
  private final StringBuilder out =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
  private boolean rootOpen;

  /**
   * @param prefixes the prefix of each namespace that may be used; the order is kept
   */
  public XmlWriting(Map<String, String> prefixes) {
    this.prefixes = prefixes;
  }

  /** Begins an element; the first one is the root. */
  public XmlWriting open(QName name) {
    out.append('<').append(text(name));
    if (!rootOpen) {
      rootOpen = true;
      prefixes.forEach(
          (uri, prefix) ->
              out.append(" xmlns:").append(prefix).append("=\"").append(uri).append('"'));
    }
    out.append('>');
    return this;
  }

  /** Ends an element. */
  public XmlWriting close(QName name) {
    out.append("</").append(text(name)).append('>');
    return this;
  }

  /** An element without content. */
  public XmlWriting empty(QName name) {
    out.append('<').append(text(name)).append("/>");
    return this;
  }

  /** An element of CalDAV with a name: {@code comp}. */
  public XmlWriting named(QName name, String value) {
    out.append('<').append(text(name)).append(" name=\"");
    escape(value);
    out.append("\"/>");
    return this;
  }

  /** Begins an element of CalDAV with a name: {@code comp-filter}. */
  public XmlWriting openNamed(QName name, String value) {
    out.append('<').append(text(name)).append(" name=\"");
    escape(value);
    out.append("\">");
    return this;
  }

  /** An element with a text. */
  public XmlWriting text(QName name, String value) {
    out.append('<').append(text(name)).append('>');
    escape(value);
    return close(name);
  }

  /** An element with its attributes and all that is in it; not the root. */
  public XmlWriting node(XmlNode node) {
    begin(node);
    node.children().forEach(this::node);
    return close(node.name());
  }

  /** Begins an element with its attributes and its text; not the root. */
  public XmlWriting begin(XmlNode node) {
    out.append('<').append(text(node.name()));
    node.attributes()
        .forEach(
            (name, value) -> {
              out.append(' ').append(name).append("=\"");
              escape(value);
              out.append('"');
            });
    out.append('>');
    escape(node.text());
    return this;
  }

  /** What was written since it was taken before, in UTF-8. */
  public byte[] take() {
    byte[] bytes = bytes();
    out.setLength(0);
    return bytes;
  }

  /** What was written, in UTF-8. */
  public byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String text(QName name) {
    return prefixes.get(name.getNamespaceURI()) + ":" + name.getLocalPart();
  }

  private void escape(String value) {
    value
        .codePoints()
        .filter(XmlWriting::permitted)
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(c);
              }
            });
  }

  /** XML 1.0 §2.2: most control characters can't be written. */
  static boolean permitted(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }
}
