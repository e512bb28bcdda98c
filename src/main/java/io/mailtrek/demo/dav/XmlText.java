package io.mailtrek.demo.dav;

import java.util.Map;
import javax.xml.namespace.QName;

/** Writes XML. */
final class XmlText {
  static final String HEAD = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

  private static final Map<String, String> PREFIXES =
      Map.of(
          DavName.DAV, "D",
          DavName.CALDAV, "C",
          DavName.CARDDAV, "CR",
          DavName.CALENDARSERVER, "CS",
          DavName.APPLE, "A");

  private XmlText() {}

  /** An element around what is XML already. */
  static String element(QName name, String content) {
    return element(name, content, false);
  }

  /**
   * An element around what is XML already.
   *
   * @param root whether it declares the prefixes
   */
  static String element(QName name, String content, boolean root) {
    StringBuilder start = new StringBuilder();
    String prefix = PREFIXES.get(name.getNamespaceURI());
    String tag = prefix == null ? "x:" + name.getLocalPart() : prefix + ":" + name.getLocalPart();
    start.append('<').append(tag);
    if (root) {
      PREFIXES.forEach((uri, p) -> start.append(" xmlns:").append(p).append("=\"" + uri + "\""));
    }
    if (prefix == null) {
      start.append(" xmlns:x=\"").append(escape(name.getNamespaceURI())).append('"');
    }
    return content.isEmpty() ? start + "/>" : start + ">" + content + "</" + tag + ">";
  }

  /** A URL in its element. */
  static String href(DavPath path) {
    return element(DavName.HREF, escape(path.toString()));
  }

  /** Text as content of an element; what XML can't hold is left out. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                default -> {
                  if ((c >= ' ' && c != 0xFFFE && c != 0xFFFF) || c == '\n' || c == '\t') {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.toString();
  }
}
