package io.mailtrek.demo.dav;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of an item has to survive a migration: its components with their times, rules, texts and
 * people. The order of lines, their folding, and what servers write anew don't matter.
 */
public final class ItemSubstance {
  /** What servers may set, or must not be told. */
  private static final Set<String> WRITTEN_ANEW =
      Set.of("PRODID", "CALSCALE", "METHOD", "DTSTAMP", "LAST-MODIFIED", "REV");

  private static final Set<String> PARAMETERS_WRITTEN_ANEW =
      Set.of("SCHEDULE-AGENT", "SCHEDULE-STATUS", "SCHEDULE-FORCE-SEND");
  private static final Set<String> LISTS = Set.of("RDATE", "EXDATE", "CATEGORIES", "RESOURCES");
  private static final Pattern PARAMETER =
      Pattern.compile(";([^=;]+)(?:=((?:\"[^\"]*\"|[^;\"])*))?");

  private ItemSubstance() {}

  /** The substance as text, to be compared with that of another item. */
  public static String of(byte[] content) {
    return ItemComponent.parse(content).stream()
        .map(ItemSubstance::of)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String of(ItemComponent component) {
    if (component.name().equals("VTIMEZONE")) {
      // Servers may have better rules for a zone, but not another name.
      return component.lines().stream()
          .filter(line -> line.name().equals("TZID"))
          .map(line -> "VTIMEZONE " + line.value())
          .collect(Collectors.joining());
    }
    return Stream.concat(
            component.lines().stream()
                .filter(line -> !WRITTEN_ANEW.contains(line.name()))
                .map(ItemSubstance::of),
            component.children().stream().map(child -> of(child).indent(2).stripTrailing()))
        .sorted()
        .collect(Collectors.joining("\n", component.name() + "\n", ""));
  }

  private static String of(ItemComponent.Line line) {
    return line.name() + parameters(line) + ":" + value(line);
  }

  private static List<String> parameters(ItemComponent.Line line) {
    Matcher matcher = PARAMETER.matcher(line.parameters());
    return matcher
        .results()
        .map(
            result -> {
              String name = result.group(1).toUpperCase(Locale.ROOT);
              String value = result.group(2) == null ? "" : result.group(2).replace("\"", "");
              return List.of(name, value);
            })
        .filter(parameter -> !PARAMETERS_WRITTEN_ANEW.contains(parameter.get(0)))
        .flatMap(
            parameter ->
                Arrays.stream(parameter.get(1).split(",", -1))
                    .map(value -> parameter.get(0) + "=" + value.toUpperCase(Locale.ROOT)))
        .filter(parameter -> !parameter.equals("VALUE=DATE-TIME"))
        .sorted()
        .toList();
  }

  private static String value(ItemComponent.Line line) {
    String value = line.value().strip();
    if (line.name().equals("RRULE") || line.name().equals("EXRULE")) {
      return sorted(value, ";");
    }
    if (LISTS.contains(line.name())) {
      return sorted(value, "(?<!\\\\),");
    }
    if (!line.parameter("ENCODING").isEmpty()) {
      return value.replaceAll("\\s", "");
    }
    return value
        .replaceAll("\\\\[nN]", "\n")
        .replaceAll("\\\\([,;:])", "$1")
        .replace("\\\\", "\\")
        .stripTrailing();
  }

  private static String sorted(String value, String separator) {
    return Arrays.stream(value.split(separator, -1)).sorted().collect(Collectors.joining(","));
  }
}
