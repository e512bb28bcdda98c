package io.mailtrek.demo.exchange;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes XML. */
final class XmlText {
  static final String HEAD = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";

  private static final Map<String, String> PREFIXES = new LinkedHashMap<>();

  static {
    PREFIXES.put(Xml.SOAP, "s");
    PREFIXES.put(Xml.MESSAGES, "m");
    PREFIXES.put(Xml.TYPES, "t");
    PREFIXES.put(Xml.ERRORS, "e");
  }

  private XmlText() {}

  /** Writes an element as the root. */
  static void write(Xml element, StringBuilder out) {
    write(element, true, "", out);
  }

  private static void write(Xml element, boolean root, String around, StringBuilder out) {
    String prefix = PREFIXES.get(element.uri());
    String tag = prefix == null ? element.name() : prefix + ":" + element.name();
    out.append('<').append(tag);
    if (root) {
      PREFIXES.forEach((uri, p) -> out.append(" xmlns:" + p + "=\"" + uri + "\""));
    }
    if (prefix == null && !element.uri().equals(around)) {
      out.append(" xmlns=\"").append(element.uri()).append('"');
    }
    element
        .attributes()
        .forEach(
            (name, value) -> {
              out.append(' ').append(name).append("=\"");
              escape(value, out);
              out.append('"');
            });
    if (element.children().isEmpty() && element.text().isEmpty()) {
      out.append("/>");
      return;
    }
    out.append('>');
    escape(element.text(), out);
    String inner = prefix == null ? element.uri() : around;
    element.children().forEach(child -> write(child, false, inner, out));
    out.append("</").append(tag).append('>');
  }

  /** Leaves out what XML can't hold. */
  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\r' -> out.append("&#xD;");
        case '\n', '\t' -> out.append(c);
        default -> {
          if (c >= ' ' && c != 0xFFFE && c != 0xFFFF) {
            out.append(c);
          }
        }
      }
    }
  }
}
