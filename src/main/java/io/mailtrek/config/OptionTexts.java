package io.mailtrek.config;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Options as text, by the names of their settings: those of the project, those of the row of a
 * mailbox, or both together. In this form they are kept with a mailbox pass.
 *
 * @param byName values without placeholders that their settings can read
 */
public record OptionTexts(SortedMap<String, String> byName) {
  /** Nothing is set. */
  public static final OptionTexts EMPTY = new OptionTexts(new TreeMap<>());

  /** In a row: not what the project says, but nothing. */
  static final String NONE = "none";

  /** The settings that a row may set, too. */
  static final List<Setting<?>> SETTINGS =
      List.of(
          Setting.ITEM_TYPES,
          Setting.EARLIEST_DATE,
          Setting.LATEST_DATE,
          Setting.DATE_SOURCE,
          Setting.FOLDER_FILTER,
          Setting.FOLDER_MAP,
          Setting.RECIPIENT_MAP,
          Setting.MAX_ITEM_SIZE,
          Setting.ITEM_ORDER,
          Setting.MAX_ITEM_FAILURES,
          Setting.ERROR_BUDGET,
          Setting.LOG_SUBJECTS);

  /** Makes the map immutable. */
  public OptionTexts {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  /** The title of the column of a setting: {@code Max Item Size}. */
  static String title(Setting<?> setting) {
    String name = setting.name().substring(Setting.PREFIX.length()).replace(".N", "");
    return Stream.of(name.split("-"))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining(" "));
  }

  /** The setting of a column with this title. */
  static Optional<Setting<?>> titled(String title) {
    return SETTINGS.stream().filter(setting -> title(setting).equalsIgnoreCase(title)).findFirst();
  }

  /**
   * What a row says of one setting. A numbered setting has a line for each value.
   *
   * @throws IllegalArgumentException when the setting can't read it
   */
  static SortedMap<String, String> ofCell(Setting<?> setting, String cell) {
    List<String> values = cell.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    boolean numbered = setting.name().endsWith(".N");
    SortedMap<String, String> texts = new TreeMap<>();
    for (String value : numbered ? values : List.of(cell.strip())) {
      if (!value.equals(NONE) || setting.standard().isPresent()) {
        Object unused = setting.parser().parse(value);
      }
      texts.put(setting.name().replace(".N", "." + (texts.size() + 1)), value);
    }
    return texts;
  }

  /** These, with what a row says in their place. The row's rules for folders replace all others. */
  public OptionTexts with(OptionTexts row) {
    SortedMap<String, String> both = new TreeMap<>(byName);
    for (Setting<?> setting : SETTINGS) {
      Map<String, String> own = row.of(setting);
      if (!own.isEmpty()) {
        both.keySet().removeIf(setting::covers);
        own.forEach(
            (name, value) -> {
              if (!value.equals(NONE) || setting.standard().isPresent()) {
                both.put(name, value);
              }
            });
      }
    }
    return new OptionTexts(both);
  }

  private Map<String, String> of(Setting<?> setting) {
    return byName.entrySet().stream()
        .filter(entry -> setting.covers(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * The options that these texts stand for; what is not there has its default.
   *
   * @throws IllegalArgumentException when a setting can't read its text
   */
  public Options read() {
    return new Options(
        new Filters(
            standard(Setting.ITEM_TYPES),
            value(Setting.EARLIEST_DATE),
            value(Setting.LATEST_DATE),
            standard(Setting.DATE_SOURCE),
            value(Setting.FOLDER_FILTER),
            value(Setting.MAX_ITEM_SIZE)),
        new FolderMap(numbered(Setting.FOLDER_MAP)),
        RecipientRule.mapping(numbered(Setting.RECIPIENT_MAP)),
        standard(Setting.MAX_ITEM_FAILURES),
        value(Setting.ERROR_BUDGET),
        standard(Setting.ITEM_ORDER),
        standard(Setting.LOG_SUBJECTS));
  }

  private <T> Optional<T> value(Setting<T> setting) {
    return Optional.ofNullable(byName.get(setting.name())).map(setting.parser()::parse);
  }

  private <T> T standard(Setting<T> setting) {
    return value(setting).or(setting::standardValue).orElseThrow();
  }

  private <T> List<T> numbered(Setting<T> setting) {
    return of(setting).entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> Setting.number(entry.getKey())))
        .map(entry -> setting.parser().parse(entry.getValue()))
        .toList();
  }
}
