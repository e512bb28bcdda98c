package io.mailtrek.config;

import io.mailtrek.store.ItemType;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/**
 * Reads the value of a setting. The methods of this interface are the parsers that several settings
 * share; each throws IllegalArgumentException with a sentence for the user.
 *
 * @param <T> what the value is
 */
@FunctionalInterface
public interface Parser<T> {

  /** Reads a value that is not empty. */
  T parse(String text);

  /** Any text. */
  static String text(String text) {
    return text;
  }

  /** A name that is safe in file names and reports. */
  static String name(String text) {
    if (!text.matches("[\\p{L}\\p{N}._-]{1,64}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a name of letters, digits, '-', '_' and '.' (64 at most).");
    }
    return text;
  }

  /** A whole number. */
  static int number(String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The sentence below says the same and more.
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is not a whole number "
            + (most == Integer.MAX_VALUE
                ? "from " + least + " on."
                : "from " + least + " to " + most + "."));
  }

  /** A time in milliseconds, up to an hour. */
  static Duration milliseconds(String text) {
    return Duration.ofMillis(number(text, 1, 3_600_000));
  }

  /** A number of bytes, with or without a unit. */
  static long bytes(String text) {
    Matcher matcher =
        Pattern.compile("(\\d{1,12})\\s*([KMG]?)i?B?").matcher(text.toUpperCase(Locale.ROOT));
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a size like 35MB (a number above 0, then B, KB, MB or GB).");
    }
    int thousands = " KMG".indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2));
    return Long.parseLong(matcher.group(1)) << (10 * thousands);
  }

  /** A length of time with its unit. */
  static Duration duration(String text) {
    Matcher matcher =
        Pattern.compile("([1-9]\\d{0,5})\\s*([smhd])").matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration such as 30m, 24h or 3d (s, m, h or d).");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /** A switch. */
  static boolean onOrOff(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is neither on nor off.");
    };
  }

  /** A constant by its name in lower case with hyphens. */
  static <E extends Enum<E>> E word(Class<E> type, String text) {
    List<String> words =
        Arrays.stream(type.getEnumConstants()).map(constant -> word(constant)).toList();
    int index = words.indexOf(text.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is none of: "
              + String.join(", ", words)
              + "."
              + Nearest.hint(text, words));
    }
    return type.getEnumConstants()[index];
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Item types with commas between, or {@code all}. */
  static Set<ItemType> itemTypes(String text) {
    if (text.equalsIgnoreCase("all")) {
      return EnumSet.allOf(ItemType.class);
    }
    EnumSet<ItemType> types = EnumSet.noneOf(ItemType.class);
    for (String word : text.split(",", -1)) {
      types.add(word(ItemType.class, word.trim()));
    }
    return types;
  }

  /** Report formats with commas between, or {@code none}. */
  static Set<ReportFormat> reportFormats(String text) {
    EnumSet<ReportFormat> formats = EnumSet.noneOf(ReportFormat.class);
    if (!text.equalsIgnoreCase("none")) {
      for (String word : text.split(",", -1)) {
        formats.add(word(ReportFormat.class, word.trim()));
      }
    }
    return formats;
  }

  /** Addresses and patterns with commas between, or {@code all}. */
  static Selection selection(String text) {
    return text.equalsIgnoreCase("all")
        ? Selection.everything()
        : Selection.of("", List.of(text.split("\\s*,\\s*")));
  }

  /** A Quartz cron expression. */
  static String cron(String text) {
    try {
      CronExpression.validateExpression(text);
      return text;
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a cron expression: " + e.getMessage(), e);
    }
  }

  /** A JDBC URL of a database that the ledger can be kept in. */
  static String ledgerUrl(String text) {
    if (!text.matches("jdbc:h2:[^;]+.*")) {
      throw new IllegalArgumentException(
          "'"
              + text.replaceAll("[?;].*", "")
              + "' is not a JDBC URL like jdbc:h2:file:./data/ledger.");
    }
    return text;
  }
}
