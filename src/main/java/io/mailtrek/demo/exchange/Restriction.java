package io.mailtrek.demo.exchange;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides which items a search wants. */
final class Restriction {
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

  private final Optional<Xml> expression;

  /** What {@code m:Restriction} holds; without one all items are wanted. */
  Restriction(Optional<Xml> restriction) {
    this.expression = restriction.flatMap(r -> r.children().stream().findFirst());
  }

  boolean wants(StoredItem item) throws EwsFailure {
    return expression.isEmpty() || holds(expression.get(), item);
  }

  private static boolean holds(Xml term, StoredItem item) throws EwsFailure {
    switch (term.name()) {
      case "And" -> {
        for (Xml part : term.children()) {
          if (!holds(part, item)) {
            return false;
          }
        }
        return true;
      }
      case "Or" -> {
        for (Xml part : term.children()) {
          if (holds(part, item)) {
            return true;
          }
        }
        return false;
      }
      case "Not" -> {
        return !holds(term.children().get(0), item);
      }
      case "Exists" -> {
        return !values(term.children().get(0), item).isEmpty();
      }
      default -> {
        return compares(term, item);
      }
    }
  }

  private static boolean compares(Xml term, StoredItem item) throws EwsFailure {
    List<Xml> parts = term.children();
    if (parts.size() != 2) {
      throw EwsFailure.schema(term.name() + " compares two things.");
    }
    if (term.name().equals("Contains")) {
      String wanted = parts.get(1).attribute("Value");
      return values(parts.get(0), item).stream().anyMatch(value -> contains(term, value, wanted));
    }
    Xml right = parts.get(1);
    List<String> constants =
        right
            .child("Constant")
            .map(constant -> List.of(constant.attribute("Value")))
            .orElse(List.of());
    if (constants.isEmpty()) {
      constants = values(right.children().get(0), item);
    }
    for (String value : values(parts.get(0), item)) {
      for (String constant : constants) {
        int order = compare(value, constant);
        boolean holds =
            switch (term.name()) {
              case "IsEqualTo" -> order == 0;
              case "IsNotEqualTo" -> order != 0;
              case "IsLessThan" -> order < 0;
              case "IsLessThanOrEqualTo" -> order <= 0;
              case "IsGreaterThan" -> order > 0;
              case "IsGreaterThanOrEqualTo" -> order >= 0;
              default -> throw EwsFailure.schema("there is no " + term.name() + ".");
            };
        if (holds) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean contains(Xml term, String value, String wanted) {
    boolean exact = term.attribute("ContainmentComparison").equals("Exact");
    String in = exact ? value : value.toLowerCase(Locale.ROOT);
    String text = exact ? wanted : wanted.toLowerCase(Locale.ROOT);
    return switch (term.attribute("ContainmentMode")) {
      case "FullString" -> in.equals(text);
      case "Prefixed" -> in.startsWith(text);
      default -> in.contains(text);
    };
  }

  /** As Exchange compares: words without case. */
  static int compare(String left, String right) throws EwsFailure {
    if (TIME.matcher(left).matches() && TIME.matcher(right).matches()) {
      return Times.read(left, ZoneOffset.UTC).compareTo(Times.read(right, ZoneOffset.UTC));
    }
    if (NUMBER.matcher(left).matches() && NUMBER.matcher(right).matches()) {
      return Long.compare(Long.parseLong(left), Long.parseLong(right));
    }
    return left.compareToIgnoreCase(right);
  }

  /** The values of what a path is about: none, one, or several. */
  static List<String> values(Xml path, StoredItem item) throws EwsFailure {
    Optional<Xml> value =
        switch (path.name()) {
          case "FieldURI" -> new ItemView(item).property(Fields.property(path));
          case "ExtendedFieldURI" -> new ItemView(item).extended(PropertyName.of(path));
          case "IndexedFieldURI" -> Fields.entry(item, path);
          default -> throw EwsFailure.schema("there is no path " + path.name() + ".");
        };
    return value.stream()
        .flatMap(v -> v.children().isEmpty() ? List.of(v).stream() : v.children().stream())
        .map(Xml::text)
        .toList();
  }
}
