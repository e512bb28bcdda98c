package io.mailtrek.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of text in columns that fit the widest cell. */
final class Table {
  private final List<String> header;
  private final int leftColumns;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param leftColumns how many columns, from the first, are aligned left; the others hold numbers
   */
  Table(int leftColumns, String... header) {
    this.header = List.of(header);
    this.leftColumns = leftColumns;
  }

  /** Adds a row with a cell a column. */
  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** Adds a line across all columns below the last row. */
  void note(String text) {
    rows.add(List.of(text));
  }

  /** Adds a rule. */
  void rule() {
    rows.add(List.of());
  }

  /** The lines, without line ends. */
  List<String> lines() {
    int[] widths =
        IntStream.range(0, header.size())
            .map(column -> rows.stream().mapToInt(row -> width(row, column)).max().orElse(0))
            .toArray();
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], header.get(i).length());
    }
    int total = IntStream.of(widths).sum() + 2 * (widths.length - 1);
    List<String> lines = new ArrayList<>();
    lines.add(line(header, widths));
    lines.add("-".repeat(total));
    for (List<String> row : rows) {
      lines.add(
          row.isEmpty()
              ? "-".repeat(total)
              : row.size() == 1 && header.size() > 1 ? "  " + row.get(0) : line(row, widths));
    }
    return Collections.unmodifiableList(lines);
  }

  private int width(List<String> row, int column) {
    return row.size() == header.size() ? row.get(column).length() : 0;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String space = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "" : "  ")
          .append(i < leftColumns ? cells.get(i) + space : space + cells.get(i));
    }
    return line.toString().stripTrailing();
  }
}
