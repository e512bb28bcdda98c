package io.mailtrek.manage;

/** Texts for Camel's health page, which escapes them twice. */
final class Text {
  private Text() {}

  /** The text on one line, without what JSON escapes. */
  static String forJson(String text) {
    return text.replace('"', '\'').replace('\\', '/').replaceAll("\\p{Cntrl}+", " ");
  }
}
