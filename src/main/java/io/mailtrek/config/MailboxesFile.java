package io.mailtrek.config;

import io.mailtrek.config.CsvTable.Cell;
import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads {@code mailboxes.csv}: a header, then one mailbox a row. Beside the columns that say who a
 * mailbox is there may be one for each of its options.
 */
final class MailboxesFile {

  /** The columns; their titles are these names. */
  enum Column {
    SOURCE_EMAIL("Source Email"),
    SOURCE_LOGIN_NAME("Source Login Name"),
    SOURCE_PASSWORD("Source Password"),
    DESTINATION_EMAIL("Destination Email"),
    DESTINATION_LOGIN_NAME("Destination Login Name"),
    DESTINATION_PASSWORD("Destination Password");

    private final String title;

    Column(String title) {
      this.title = title;
    }

    boolean secret() {
      return this == SOURCE_PASSWORD || this == DESTINATION_PASSWORD;
    }

    static Optional<Column> titled(String title) {
      return Stream.of(values()).filter(column -> column.title.equalsIgnoreCase(title)).findFirst();
    }

    static List<String> titles() {
      return Stream.of(values()).map(column -> column.title).toList();
    }

    /** Those and the ones of the options. */
    static List<String> allTitles() {
      return Stream.concat(titles().stream(), OptionTexts.SETTINGS.stream().map(OptionTexts::title))
          .toList();
    }
  }

  private final SourceText source;
  private final EndpointLogins sourceLogins;
  private final EndpointLogins destinationLogins;
  private final Placeholders placeholders;
  private final boolean passwords;
  private final List<Mistake> mistakes;

  private final Map<String, Integer> sourceLines = new HashMap<>();
  private final Map<String, Integer> destinationLines = new HashMap<>();

  /**
   * The file with this text.
   *
   * @param sourceLogins the logins of the rows that have none at the source
   * @param destinationLogins the same at the destination
   * @param passwords whether passwords are read
   * @param mistakes where mistakes go
   */
  MailboxesFile(
      SourceText source,
      EndpointLogins sourceLogins,
      EndpointLogins destinationLogins,
      Placeholders placeholders,
      boolean passwords,
      List<Mistake> mistakes) {
    this.source = source;
    this.sourceLogins = sourceLogins;
    this.destinationLogins = destinationLogins;
    this.placeholders = placeholders;
    this.passwords = passwords;
    this.mistakes = mistakes;
  }

  /** The mailboxes of the rows that have no mistake. */
  List<Mailbox> read() {
    CsvTable table = new CsvTable(source);
    mistakes.addAll(table.mistakes());
    if (table.rows().isEmpty()) {
      mistakes.add(
          new Mistake(
              source.name(),
              1,
              1,
              "There is no header. The first line names the columns: "
                  + String.join(", ", Column.titles())
                  + "."));
      return List.of();
    }
    List<Cell> header = table.rows().get(0);
    Map<Column, Integer> columns = columns(header);
    Map<Setting<?>, Integer> options = optionColumns(header);
    if (!columns.containsKey(Column.SOURCE_EMAIL)
        || !columns.containsKey(Column.DESTINATION_EMAIL)) {
      return List.of();
    }
    List<List<Cell>> rows = table.rows().subList(1, table.rows().size());
    if (rows.isEmpty() && table.mistakes().isEmpty()) {
      mistakes.add(mistake(header.get(0), "There is no mailbox below the header."));
    }
    return rows.stream().flatMap(row -> mailbox(row, columns, options, header.size())).toList();
  }

  private Map<Column, Integer> columns(List<Cell> header) {
    Map<Column, Integer> columns = new EnumMap<>(Column.class);
    for (int i = 0; i < header.size(); i++) {
      Cell cell = header.get(i);
      Optional<Column> column = Column.titled(cell.value());
      if (column.isEmpty() && OptionTexts.titled(cell.value()).isEmpty()) {
        mistakes.add(mistake(cell, unknownColumn(cell.value())));
      } else if (column.isPresent() && columns.putIfAbsent(column.get(), i) != null) {
        mistakes.add(twice(cell));
      }
    }
    for (Column required : List.of(Column.SOURCE_EMAIL, Column.DESTINATION_EMAIL)) {
      if (!columns.containsKey(required)) {
        mistakes.add(mistake(header.get(0), "The column '" + required.title + "' is missing."));
      }
    }
    return columns;
  }

  private Map<Setting<?>, Integer> optionColumns(List<Cell> header) {
    Map<Setting<?>, Integer> columns = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      Optional<Setting<?>> setting = OptionTexts.titled(header.get(i).value());
      if (setting.isPresent() && columns.putIfAbsent(setting.get(), i) != null) {
        mistakes.add(twice(header.get(i)));
      }
    }
    return columns;
  }

  private Mistake twice(Cell cell) {
    return mistake(cell, "The column '" + cell.value() + "' comes twice.");
  }

  private static String unknownColumn(String title) {
    return title.contains(";")
        ? "The fields of this file are separated by ';'. Save it with commas."
        : "There is no column '" + title + "'." + Nearest.hint(title, Column.allTitles());
  }

  private Stream<Mailbox> mailbox(
      List<Cell> row, Map<Column, Integer> columns, Map<Setting<?>, Integer> options, int width) {
    if (row.size() != width) {
      mistakes.add(
          mistake(
              row.get(0), "This row has " + row.size() + " fields, the header has " + width + "."));
      return Stream.empty();
    }
    int before = mistakes.size();
    Map<Column, Cell> cells = new EnumMap<>(Column.class);
    columns.forEach(
        (column, index) -> resolve(column, row.get(index)).ifPresent(c -> cells.put(column, c)));
    OptionTexts own = options(row, options);
    if (mistakes.size() > before) {
      return Stream.empty();
    }
    String from = address(cells, Column.SOURCE_EMAIL, sourceLines);
    String to = address(cells, Column.DESTINATION_EMAIL, destinationLines);
    Optional<Login> fromLogin =
        login(
            sourceLogins,
            row.get(0),
            from,
            cells.get(Column.SOURCE_LOGIN_NAME),
            cells.get(Column.SOURCE_PASSWORD));
    Optional<Login> toLogin =
        login(
            destinationLogins,
            row.get(0),
            to,
            cells.get(Column.DESTINATION_LOGIN_NAME),
            cells.get(Column.DESTINATION_PASSWORD));
    return mistakes.size() > before
        ? Stream.empty()
        : Stream.of(new Mailbox(from, to, fromLogin.orElseThrow(), toLogin.orElseThrow(), own));
  }

  /** What is empty is left to the project. */
  private OptionTexts options(List<Cell> row, Map<Setting<?>, Integer> columns) {
    SortedMap<String, String> texts = new TreeMap<>();
    columns.forEach(
        (setting, index) -> {
          Cell cell = row.get(index);
          try {
            String value = placeholders.resolve(cell.value());
            if (!value.isBlank()) {
              texts.putAll(OptionTexts.ofCell(setting, value));
            }
          } catch (IllegalArgumentException e) {
            mistakes.add(mistake(cell, OptionTexts.title(setting) + ": " + e.getMessage()));
          }
        });
    return new OptionTexts(texts);
  }

  private Optional<Cell> resolve(Column column, Cell cell) {
    try {
      String value = column.secret() && !passwords ? "" : placeholders.resolve(cell.value());
      return Optional.of(new Cell(value, cell.line(), cell.column()));
    } catch (IllegalArgumentException e) {
      mistakes.add(mistake(cell, e.getMessage()));
      return Optional.empty();
    }
  }

  private String address(Map<Column, Cell> cells, Column column, Map<String, Integer> lines) {
    Cell cell = cells.get(column);
    String address = cell.value();
    if (address.isEmpty()) {
      mistakes.add(mistake(cell, "The " + column.title + " is empty."));
      return address;
    }
    if (!address.matches("[^@\\s,;<>]+@[^@\\s,;<>]+")) {
      mistakes.add(mistake(cell, "'" + address + "' is not an e-mail address."));
      return address;
    }
    Integer first = lines.putIfAbsent(address.toLowerCase(Locale.ROOT), cell.line());
    if (first != null) {
      mistakes.add(
          mistake(
              cell,
              "The "
                  + column.title
                  + " '"
                  + address
                  + "' comes twice; first in line "
                  + first
                  + "."));
    }
    return address;
  }

  private Optional<Login> login(
      EndpointLogins logins, Cell row, String address, Cell name, Cell password) {
    Optional<Login> login =
        logins.login(
            address,
            Optional.ofNullable(name).map(Cell::value).filter(value -> !value.isEmpty()),
            Optional.ofNullable(password)
                .map(Cell::value)
                .filter(value -> !value.isEmpty())
                .map(Secret::new));
    if (login.isEmpty() && !address.isEmpty()) {
      mistakes.add(mistake(row, logins.missing(address)));
    }
    return login;
  }

  private Mistake mistake(Cell cell, String message) {
    return new Mistake(source.name(), cell.line(), cell.column(), message);
  }
}
