package io.mailtrek.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The values of the settings in one properties file; collects what is wrong with them. */
final class Values {
  private final String file;
  private final Map<String, PropertiesText.Entry> entries;
  private final Placeholders placeholders;
  private final List<Mistake> mistakes;

  /**
   * The values of one file.
   *
   * @param file the file as the user knows it
   * @param mistakes where mistakes go
   */
  Values(String file, PropertiesText text, Placeholders placeholders, List<Mistake> mistakes) {
    this.file = file;
    this.entries = text.entries();
    this.placeholders = placeholders;
    this.mistakes = mistakes;
    entries.values().stream()
        .filter(entry -> entry.key().startsWith(Setting.PREFIX))
        .filter(entry -> Setting.named(entry.key()).isEmpty())
        .forEach(entry -> mistakes.add(at(entry, unknown(entry.key()))));
  }

  private static String unknown(String key) {
    return "There is no setting "
        + key
        + "."
        + Nearest.hint(key, Setting.ALL.stream().map(Setting::name).toList());
  }

  /** The value that is set; the default otherwise; empty when there is none or it is wrong. */
  <T> Optional<T> get(Setting<T> setting) {
    PropertiesText.Entry entry = entries.get(setting.name());
    return entry == null ? setting.standardValue() : read(setting, entry);
  }

  /** The value of a setting that has a default. */
  <T> T standard(Setting<T> setting) {
    return get(setting).or(setting::standardValue).orElseThrow();
  }

  /** The value of a setting that must be set. */
  <T> Optional<T> required(Setting<T> setting) {
    PropertiesText.Entry entry = entries.get(setting.name());
    if (entry == null) {
      mistakes.add(
          new Mistake(
              file,
              1,
              1,
              setting.name()
                  + " is not set. Add a line: "
                  + setting.name()
                  + " = "
                  + setting.form()));
      return Optional.empty();
    }
    return read(setting, entry);
  }

  /** The options as text: what is set, and the defaults of the others. */
  OptionTexts options() {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Setting<?> setting : OptionTexts.SETTINGS) {
      setting.standard().ifPresent(text -> texts.put(setting.name(), text));
      entries.values().stream()
          .filter(entry -> setting.covers(entry.key()))
          .filter(entry -> read(setting, entry).isPresent())
          .forEach(entry -> texts.put(entry.key(), placeholders.resolve(entry.value())));
    }
    return new OptionTexts(texts);
  }

  /** A mistake at the line of a setting, or about the file when it is not set. */
  Mistake mistake(Setting<?> setting, String message) {
    PropertiesText.Entry entry = entries.get(setting.name());
    return entry == null ? new Mistake(file, 1, 1, message) : at(entry, message);
  }

  /** Whether the setting is set, to whatever. */
  boolean has(Setting<?> setting) {
    return entries.containsKey(setting.name());
  }

  private <T> Optional<T> read(Setting<T> setting, PropertiesText.Entry entry) {
    try {
      String value = placeholders.resolve(entry.value());
      if (value.isEmpty()) {
        throw new IllegalArgumentException(
            "It has no value; remove the line or write " + setting.form() + ".");
      }
      return Optional.of(setting.parser().parse(value));
    } catch (IllegalArgumentException e) {
      mistakes.add(at(entry, entry.key() + ": " + e.getMessage()));
      return Optional.empty();
    }
  }

  private Mistake at(PropertiesText.Entry entry, String message) {
    return new Mistake(file, entry.line(), entry.column(), message);
  }
}
