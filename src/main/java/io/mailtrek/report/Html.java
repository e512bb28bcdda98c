package io.mailtrek.report;

import java.util.List;

/** Writes HTML. All that it is given is text: nothing of it is ever taken for markup. */
final class Html {
  private final StringBuilder page = new StringBuilder();

  /** Adds an element that holds only text. */
  Html element(String name, String text) {
    return open(name).text(text).close(name);
  }

  /**
   * Begins an element.
   *
   * @param attributes names and values in turns
   */
  Html open(String name, Object... attributes) {
    page.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      page.append(' ')
          .append(attributes[i])
          .append("=\"")
          .append(escape(attributes[i + 1].toString()))
          .append('"');
    }
    page.append('>');
    return this;
  }

  /** Ends an element. */
  Html close(String name) {
    page.append("</").append(name).append('>');
    return this;
  }

  /** Adds text. */
  Html text(String text) {
    page.append(escape(text));
    return this;
  }

  /** Adds a line end, which only the reader of the source sees. */
  Html line() {
    page.append('\n');
    return this;
  }

  /** Adds markup that was written by the program itself, such as a style sheet. */
  Html own(String markup) {
    page.append(markup);
    return this;
  }

  /** Adds a row of a table; from {@code numbers} on the cells hold numbers. */
  Html row(String cell, int numbers, List<String> texts) {
    open("tr");
    for (int i = 0; i < texts.size(); i++) {
      if (i < numbers) {
        open(cell);
      } else {
        open(cell, "class", "n");
      }
      text(texts.get(i)).close(cell);
    }
    return close("tr").line();
  }

  /** The text without what HTML could take for markup, and without control characters. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n', '\t' -> safe.append((char) c);
                default -> safe.appendCodePoint(shown(c) ? c : 0xFFFD);
              }
            });
    return safe.toString();
  }

  /** Not control characters, and none of those that turn the direction of what follows. */
  private static boolean shown(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL && type != Character.SURROGATE && type != Character.FORMAT;
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
