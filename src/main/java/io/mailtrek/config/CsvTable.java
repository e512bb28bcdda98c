package io.mailtrek.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of a CSV text (RFC 4180) with the place of every cell. Blank lines, and lines whose
 * first character is {@code #}, are left out. Spaces around a cell do not count unless they are
 * inside its quotes. A malformed row is reported, and reading goes on in the line after it.
 */
final class CsvTable {

  /**
   * One cell.
   *
   * @param line its line, from 1
   * @param column its column, from 1
   */
  record Cell(String value, int line, int column) {}

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setRecordSeparator('\n')
          .setIgnoreEmptyLines(true)
          .setIgnoreSurroundingSpaces(true)
          .setCommentMarker('#')
          .get();

  private final SourceText source;
  private final List<List<Cell>> rows = new ArrayList<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  CsvTable(SourceText source) {
    this.source = source;
    int start = 0;
    while (start < source.text().length()) {
      start = read(start);
    }
  }

  /** The rows that could be read, in order. */
  List<List<Cell>> rows() {
    return rows;
  }

  /** The rows that could not. */
  List<Mistake> mistakes() {
    return mistakes;
  }

  /** Reads from an index up to the end or the first malformed row; returns where to go on. */
  private int read(int start) {
    String text = source.text().substring(start);
    int next = start;
    try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
      for (CSVRecord row : parser) {
        int at = beginning(start + (int) row.getCharacterPosition());
        if (!isBlank(row)) {
          rows.add(cells(row, at));
        }
        next = end(at, row.size());
      }
      return source.text().length();
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      int at = beginning(next);
      mistakes.add(
          source.mistake(
              at,
              "This row is malformed: its quotes don't match. Put a field that holds quotes,"
                  + " commas or line ends in double quotes, and write \"\" for a quote in it."));
      return endOfLine(at) + 1;
    }
  }

  private static boolean isBlank(CSVRecord row) {
    return row.size() == 1 && row.get(0).isEmpty();
  }

  /** The index where the row begins that comes after blank lines and comments. */
  private int beginning(int index) {
    int at = index;
    while (at < source.text().length()) {
      int end = endOfLine(at);
      if (!source.text().substring(at, end).isBlank() && source.text().charAt(at) != '#') {
        return at;
      }
      at = end + 1;
    }
    return at;
  }

  private List<Cell> cells(CSVRecord row, int beginning) {
    List<Cell> cells = new ArrayList<>();
    int at = beginning;
    for (String value : row) {
      int start = skipSpaces(at);
      cells.add(new Cell(value, source.line(start), source.column(start)));
      at = endOfCell(at) + 1;
    }
    return cells;
  }

  private int end(int beginning, int size) {
    int at = beginning;
    for (int i = 0; i < size; i++) {
      at = endOfCell(at) + 1;
    }
    return at;
  }

  private int skipSpaces(int index) {
    int at = index;
    while (at < source.text().length() && " \t".indexOf(source.text().charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** The index of the comma or line end after a cell. */
  private int endOfCell(int index) {
    String text = source.text();
    int at = skipSpaces(index);
    boolean quoted = at < text.length() && text.charAt(at) == '"';
    if (quoted) {
      at++;
      while (at < text.length() && (text.charAt(at) != '"' || text.startsWith("\"\"", at))) {
        at += text.startsWith("\"\"", at) ? 2 : 1;
      }
    }
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.startsWith("\r\n", at) ? at + 1 : at;
  }

  private int endOfLine(int index) {
    int end = source.text().indexOf('\n', index);
    return end < 0 ? source.text().length() : end;
  }
}
