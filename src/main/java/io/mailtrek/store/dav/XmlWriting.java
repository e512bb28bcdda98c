package io.mailtrek.store.dav;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;

/** Writes the body of a request: all namespaces are declared at the root. */
final class XmlWriting {
  private static final Map<String, String> PREFIXES =
      Map.of(
          Dav.DAV, "D",
          Dav.CALDAV, "C",
          Dav.CARDDAV, "A",
          Dav.CALENDAR_SERVER, "S",
          Dav.APPLE, "I",
          Dav.INFCLOUD, "F");

  private final StringBuilder out =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
  private boolean rootOpen;

  /** Begins an element; the first one is the root. */
  XmlWriting open(QName name) {
    out.append('<').append(text(name));
    if (!rootOpen) {
      rootOpen = true;
      List.of(Dav.DAV, Dav.CALDAV, Dav.CARDDAV, Dav.CALENDAR_SERVER, Dav.APPLE, Dav.INFCLOUD)
          .forEach(
              uri ->
                  out.append(" xmlns:")
                      .append(PREFIXES.get(uri))
                      .append("=\"")
                      .append(uri)
                      .append('"'));
    }
    out.append('>');
    return this;
  }

  /** Ends an element. */
  XmlWriting close(QName name) {
    out.append("</").append(text(name)).append('>');
    return this;
  }

  /** An element without content. */
  XmlWriting empty(QName name) {
    out.append('<').append(text(name)).append("/>");
    return this;
  }

  /** An element of CalDAV with a name: {@code comp}. */
  XmlWriting named(QName name, String value) {
    out.append('<').append(text(name)).append(" name=\"");
    escape(value);
    out.append("\"/>");
    return this;
  }

  /** Begins an element of CalDAV with a name: {@code comp-filter}. */
  XmlWriting openNamed(QName name, String value) {
    out.append('<').append(text(name)).append(" name=\"");
    escape(value);
    out.append("\">");
    return this;
  }

  /** An element with a text. */
  XmlWriting text(QName name, String value) {
    out.append('<').append(text(name)).append('>');
    escape(value);
    return close(name);
  }

  byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String text(QName name) {
    return PREFIXES.get(name.getNamespaceURI()) + ":" + name.getLocalPart();
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
  private static boolean permitted(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }
}
