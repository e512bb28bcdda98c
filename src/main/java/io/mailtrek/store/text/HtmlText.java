package io.mailtrek.store.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Text with and without the format of HTML. Reads what notes have, not all that browsers do. */
public final class HtmlText {
  private static final Set<String> BREAKS =
      Set.of("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote");
  private static final Set<String> HIDDEN = Set.of("head", "style", "script", "title");
  private static final Map<String, String> ENTITIES =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");
  private static final int LONGEST_ENTITY = 10;

  private final String html;
  private final StringBuilder text = new StringBuilder();
  private int at;
  private String hidden = "";

  private HtmlText(String html) {
    this.html = html;
  }

  /** The text of a page or a part of one, with a line for each of its blocks. */
  public static String toText(String html) {
    return new HtmlText(html).read();
  }

  /** A page that shows a text in its lines. */
  public static String toHtml(String text) {
    return "<html><head></head><body>"
        + escaped(text).replace("\r\n", "\n").replace("\n", "<br>\r\n")
        + "</body></html>";
  }

  /** A text in which nothing is a tag. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private String read() {
    while (at < html.length()) {
      char c = html.charAt(at);
      if (c == '<') {
        tag();
      } else if (!hidden.isEmpty()) {
        at++;
      } else if (c == '&') {
        entity();
      } else {
        character(c);
      }
    }
    return text.toString().strip();
  }

  private void tag() {
    boolean comment = html.startsWith("<!--", at);
    int end = comment ? html.indexOf("-->", at) : html.indexOf('>', at);
    if (end < 0) {
      at = html.length();
      return;
    }
    String inside = html.substring(at + 1, end).strip().toLowerCase(Locale.ROOT);
    at = end + (comment ? "-->".length() : 1);
    if (comment) {
      return;
    }
    boolean closing = inside.startsWith("/");
    String name = inside.replaceFirst("^/", "").split("[\\s/]", 2)[0];
    if (HIDDEN.contains(name)) {
      hidden = closing ? "" : name;
    } else if (name.equals("br") || (BREAKS.contains(name) && !onNewLine())) {
      text.append('\n');
    }
  }

  private boolean onNewLine() {
    return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
  }

  private void entity() {
    int end = html.indexOf(';', at);
    if (end < 0 || end - at > LONGEST_ENTITY) {
      text.append(html.charAt(at++));
      return;
    }
    String name = html.substring(at + 1, end);
    text.append(meaning(name));
    at = end + 1;
  }

  private static String meaning(String name) {
    try {
      if (name.startsWith("#x") || name.startsWith("#X")) {
        return Character.toString(Integer.parseInt(name.substring(2), 16));
      }
      if (name.startsWith("#")) {
        return Character.toString(Integer.parseInt(name.substring(1)));
      }
    } catch (IllegalArgumentException e) {
      return "&" + name + ";";
    }
    return ENTITIES.getOrDefault(name, "&" + name + ";");
  }

  /** Line ends in the source of a page are spaces, and several spaces are one. */
  private void character(char c) {
    at++;
    if (!Character.isWhitespace(c)) {
      text.append(c);
    } else if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
      text.append(' ');
    }
  }
}
