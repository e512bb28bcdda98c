package io.mailtrek.store.exchange.form;

import java.util.ArrayList;
import java.util.List;

/** Values of the type TEXT (RFC 5545 §3.3.11, RFC 2426 §4). */
final class TextValue {
  private TextValue() {}

  /** What is meant by it. */
  static String of(String escaped) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\' && i + 1 < escaped.length()) {
        char next = escaped.charAt(++i);
        text.append(next == 'n' || next == 'N' ? '\n' : next);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** The texts of a list, which commas part that are not escaped. */
  static List<String> list(String escaped) {
    return split(escaped, ',');
  }

  /** The texts of a structured value, which semicolons part that are not escaped. */
  static List<String> parts(String escaped) {
    return split(escaped, ';');
  }

  private static List<String> split(String escaped, char between) {
    List<String> texts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == between) {
        texts.add(of(escaped.substring(from, i)));
        from = i + 1;
      }
    }
    texts.add(of(escaped.substring(from)));
    return texts;
  }
}
