package io.mailtrek.store.exchange.form;

import io.mailtrek.store.text.ContentLine;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A line of a vCard.
 *
 * @param label what its group calls it ({@code item1.X-ABLabel}), without the marks of Apple
 */
record CardLine(ContentLine line, Optional<String> label) {

  /** The lines of a name in their order; those that are preferred first. */
  static List<CardLine> all(Component card, String name) {
    return card.all(name)
        .filter(line -> !line.value().isBlank())
        .map(line -> new CardLine(line, label(card, line)))
        .sorted((a, b) -> Boolean.compare(b.preferred(), a.preferred()))
        .toList();
  }

  private static Optional<String> label(Component card, ContentLine line) {
    return group(line)
        .flatMap(
            group ->
                card.all("X-ABLABEL")
                    .filter(label -> group(label).filter(group::equals).isPresent())
                    .map(label -> TextValue.of(label.value()).strip())
                    .findFirst())
        .map(label -> label.replaceFirst("^_\\$!<(.*)>!\\$_$", "$1"));
  }

  private static Optional<String> group(ContentLine line) {
    String name = line.head().get(0);
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? Optional.empty()
        : Optional.of(name.substring(0, dot).strip().toUpperCase(Locale.ROOT));
  }

  /** Its types in upper case, however they are written. */
  Set<String> types() {
    List<String> head = line.head();
    return head.subList(1, head.size()).stream()
        .filter(part -> ContentLine.isParameter(part, "TYPE") || part.indexOf('=') < 0)
        .flatMap(
            part ->
                Arrays.stream(
                    part.substring(part.indexOf('=') + 1).replace("\"", "").split(",", -1)))
        .map(type -> type.strip().toUpperCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  boolean preferred() {
    return types().contains("PREF")
        || line.parameter("PREF").filter(value -> value.strip().equals("1")).isPresent();
  }

  String text() {
    return TextValue.of(line.value()).strip();
  }

  /** The part of a structured value; empty where it is. */
  Optional<String> part(int index) {
    List<String> parts = TextValue.parts(line.value());
    return index < parts.size()
        ? Optional.of(parts.get(index)).filter(text -> !text.isBlank())
        : Optional.empty();
  }
}
