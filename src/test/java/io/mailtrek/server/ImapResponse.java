package io.mailtrek.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** One response of an IMAP server as it came, with its literals. Immutable. */
public final class ImapResponse {
  private final List<String> texts;
  private final List<byte[]> literals;

  /** Text and literals alternate: a literal stands between two texts. */
  ImapResponse(List<String> texts, List<byte[]> literals) {
    this.texts = List.copyOf(texts);
    this.literals = List.copyOf(literals);
  }

  /** The response as text (ISO-8859-1), each literal shown by its length, as in {@code {42}}. */
  public String text() {
    StringBuilder out = new StringBuilder(texts.get(0));
    for (int i = 0; i < literals.size(); i++) {
      out.append('{').append(literals.get(i).length).append('}').append(texts.get(i + 1));
    }
    return out.toString();
  }

  /** The bytes of the literals, in order. */
  public List<byte[]> literals() {
    return literals;
  }

  /** Whether it answers the command with this tag. */
  public boolean answers(String tag) {
    return texts.get(0).startsWith(tag + " ");
  }

  /** Whether it is an OK, tagged or not. */
  public boolean ok() {
    List<String> words = List.of(texts.get(0).split(" ", 3));
    return words.size() > 1 && words.get(1).equalsIgnoreCase("OK");
  }

  /** Whether it is an untagged response of this kind, such as LIST; case does not matter. */
  public boolean is(String kind) {
    return texts.get(0).regionMatches(true, 0, "* " + kind + " ", 0, kind.length() + 3);
  }

  /**
   * The response taken apart: a {@code String} for an atom or a quoted string, {@code byte[]} for a
   * literal, a {@code List} for what is in parentheses. Not for responses with human text.
   */
  public List<Object> items() {
    return new Parser().parse();
  }

  @Override
  public String toString() {
    return text();
  }

  /** An item as text, whichever way the server wrote it. */
  public static String string(Object item) {
    return item instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(item);
  }

  /** An item as bytes, whichever way the server wrote it. */
  public static byte[] bytes(Object item) {
    return item instanceof byte[] bytes
        ? bytes
        : String.valueOf(item).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** An item that is a list in parentheses. */
  public static List<?> list(Object item) {
    return item instanceof List<?> list ? list : Collections.singletonList(item);
  }

  private final class Parser {
    private int part;
    private int at;

    List<Object> parse() {
      List<List<Object>> open = new ArrayList<>();
      open.add(new ArrayList<>());
      while (true) {
        List<Object> current = open.get(open.size() - 1);
        if (at >= texts.get(part).length()) {
          if (part == literals.size()) {
            return open.get(0);
          }
          current.add(literals.get(part));
          part++;
          at = 0;
          continue;
        }
        char c = texts.get(part).charAt(at);
        if (c == ' ') {
          at++;
        } else if (c == '(') {
          at++;
          List<Object> inner = new ArrayList<>();
          current.add(inner);
          open.add(inner);
        } else if (c == ')' && open.size() > 1) {
          at++;
          open.remove(open.size() - 1);
        } else if (c == '"') {
          current.add(quoted());
        } else {
          current.add(atom());
        }
      }
    }

    private String quoted() {
      String text = texts.get(part);
      StringBuilder out = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\') {
          at++;
        }
        out.append(text.charAt(at));
      }
      at++;
      return out.toString();
    }

    private String atom() {
      String text = texts.get(part);
      int start = at;
      // Only a section such as BODY[HEADER.FIELDS (TO)] holds spaces; a keyword may hold a bracket.
      boolean section = text.regionMatches(true, at, "BODY[", 0, 5);
      if (section) {
        at = text.indexOf(']', at) + 1;
      }
      while (at < text.length() && " ()".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      // A stray parenthesis is an atom of its own, so that nonsense cannot stop the parser.
      at = Math.max(at, start + 1);
      String atom = text.substring(start, at);
      return section ? atom.toUpperCase(Locale.ROOT) : atom;
    }
  }
}
