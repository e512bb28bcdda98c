package io.mailtrek.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Properties in the syntax of {@link java.util.Properties}, with the place of each key. {@link
 * Properties} itself decodes each logical line; this class finds where these begin.
 */
final class PropertiesText {

  /**
   * One property as it is written.
   *
   * @param line the line of the key, from 1
   * @param column the column of the key, from 1
   */
  record Entry(String key, String value, int line, int column) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  PropertiesText(SourceText source) {
    String text = source.text();
    int start = 0;
    while (start < text.length()) {
      int key = start;
      while (key < text.length() && " \t\f".indexOf(text.charAt(key)) >= 0) {
        key++;
      }
      boolean entry = key < text.length() && "#!\r\n".indexOf(text.charAt(key)) < 0;
      int end = entry ? endOfLogicalLine(text, key) : endOfLine(text, key);
      if (entry) {
        add(source, key, text.substring(key, end));
      }
      start = end + 1;
    }
  }

  /** The properties in the order of the file; of a name that comes twice, the first. */
  Map<String, Entry> entries() {
    return entries;
  }

  /** Names that come twice, and escapes that are none. */
  List<Mistake> mistakes() {
    return mistakes;
  }

  /** The names and values. */
  Properties properties() {
    Properties properties = new Properties();
    entries.values().forEach(entry -> properties.setProperty(entry.key(), entry.value()));
    return properties;
  }

  private void add(SourceText source, int index, String logicalLine) {
    Properties one = new Properties();
    try {
      one.load(new StringReader(logicalLine));
    } catch (IllegalArgumentException e) {
      mistakes.add(
          source.mistake(
              index, "A \\u is not followed by four hexadecimal digits. Write \\\\ for one \\."));
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String key = one.stringPropertyNames().iterator().next();
    Entry entry =
        new Entry(key, one.getProperty(key).trim(), source.line(index), source.column(index));
    Entry first = entries.putIfAbsent(key, entry);
    if (first != null) {
      mistakes.add(
          source.mistake(index, key + " is set twice; first in line " + first.line() + "."));
    }
  }

  private static int endOfLogicalLine(String text, int start) {
    int end = endOfLine(text, start);
    while (end < text.length() && backslashes(text, end) % 2 == 1) {
      int next = text.startsWith("\r\n", end) ? end + 2 : end + 1;
      end = endOfLine(text, next);
    }
    return end;
  }

  private static int endOfLine(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private static int backslashes(String text, int end) {
    int count = 0;
    while (end - count > 0 && text.charAt(end - count - 1) == '\\') {
      count++;
    }
    return count;
  }
}
