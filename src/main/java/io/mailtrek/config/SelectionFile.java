package io.mailtrek.config;

import io.mailtrek.config.CsvTable.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a file of addresses: one a line, or a CSV file with a column {@code Source Email}. */
final class SelectionFile {
  private static final String TITLE = MailboxesFile.Column.titles().get(0);

  private SelectionFile() {}

  static List<Selection.Term> read(Path file, String where) throws ConfigException {
    SourceText source = SourceText.read(file, where);
    CsvTable table = new CsvTable(source);
    if (!table.mistakes().isEmpty()) {
      throw new ConfigException(table.mistakes());
    }
    List<List<Cell>> rows = table.rows();
    int column = rows.isEmpty() ? -1 : column(rows.get(0));
    List<Selection.Term> terms = new ArrayList<>();
    for (List<Cell> row : rows.subList(column < 0 ? 0 : 1, rows.size())) {
      Cell cell = row.get(Math.min(Math.max(column, 0), row.size() - 1));
      terms.add(new Selection.Term(cell.value(), where, cell.line(), cell.column()));
    }
    if (terms.isEmpty()) {
      throw new ConfigException(List.of(Mistake.in(where, "The file names no mailbox.")));
    }
    return terms;
  }

  private static int column(List<Cell> header) {
    return header.stream()
        .map(cell -> cell.value().toLowerCase(Locale.ROOT))
        .toList()
        .indexOf(TITLE.toLowerCase(Locale.ROOT));
  }
}
