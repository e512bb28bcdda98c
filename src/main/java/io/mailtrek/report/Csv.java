package io.mailtrek.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * Tables as CSV (RFC 4180, UTF-8, lines that end in CR LF) that are safe to open in a spreadsheet:
 * names of folders and answers of servers are written by strangers, and a spreadsheet takes a cell
 * that begins with {@code =} for a formula. Such a text gets an apostrophe before it, which says
 * that it is text. All text stands in quotes, so that it stays in its cell also where a spreadsheet
 * takes the semicolon for the separator.
 */
public final class Csv {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.NON_NUMERIC).setNullString("").get();

  /** What a spreadsheet may take for the beginning of a formula, also after white space. */
  private static final Pattern FORMULA =
      Pattern.compile("[\\p{Z}\\p{C}]*[=+\\-@|%＝＋－＠].*", Pattern.DOTALL);

  private Csv() {}

  /**
   * Begins a table.
   *
   * @param header the names of the columns
   * @throws IOException when {@code out} can't be written
   */
  static CSVPrinter table(Appendable out, List<String> header) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, FORMAT);
    printer.printRecord(header);
    return printer;
  }

  /** Adds a row. Numbers stay numbers; everything else becomes text; null an empty cell. */
  static void row(CSVPrinter table, Object... cells) throws IOException {
    for (Object cell : cells) {
      table.print(cell instanceof Number || cell == null ? cell : safe(cell.toString()));
    }
    table.println();
  }

  /** The text, with an apostrophe before it where a spreadsheet might take it for a formula. */
  static String safe(String text) {
    return FORMULA.matcher(text).matches() ? "'" + text : text;
  }

  /**
   * A table of the rows that a query gave, for routes: the body after {@code jdbc:}. The header is
   * made of the columns of the first row.
   *
   * @param rows for each row its cells by the names of their columns, in the order of the columns
   * @return the table; empty when there is no row
   */
  public static String of(Collection<Map<String, Object>> rows) {
    StringBuilder text = new StringBuilder();
    try {
      CSVPrinter table = null;
      for (Map<String, Object> row : rows) {
        if (table == null) {
          table = table(text, List.copyOf(row.keySet()));
        }
        row(table, row.values().toArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
