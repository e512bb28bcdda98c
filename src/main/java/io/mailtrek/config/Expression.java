package io.mailtrek.config;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions as settings: case-insensitive in every script. */
final class Expression {
  private Expression() {}

  /**
   * Compiles one.
   *
   * @throws IllegalArgumentException with a message of one line
   */
  static Pattern parse(String text) {
    try {
      return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    } catch (PatternSyntaxException e) {
      String place = e.getIndex() >= 0 ? " at character " + (e.getIndex() + 1) : "";
      throw new IllegalArgumentException(
          "'" + text + "' is not a regular expression: " + e.getDescription() + place + ".", e);
    }
  }
}
