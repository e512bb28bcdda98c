package io.mailtrek.config;

import io.mailtrek.store.FolderPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user's rules for where folders go. The first rule whose expression finds a match in the
 * source path decides; every match is replaced. No other rule is looked at.
 */
public record FolderMap(List<Rule> rules) {

  /** Makes the list immutable. */
  public FolderMap {
    rules = List.copyOf(rules);
  }

  /**
   * Where a folder goes.
   *
   * @return empty when no rule matches, or when a rule leaves no name over
   */
  public Optional<FolderPath> apply(FolderPath source) {
    String path = source.toString();
    for (Rule rule : rules) {
      Matcher matcher = rule.expression().matcher(path);
      if (matcher.find()) {
        return parse(matcher.replaceAll(rule.replacement()));
      }
    }
    return Optional.empty();
  }

  /** A replacement may leave separators over at either end or side by side; they mean nothing. */
  private static Optional<FolderPath> parse(String path) {
    String tidy = path.replaceAll("(?<!\\\\)/{2,}", "/").replaceAll("^/|(?<!\\\\)/$", "");
    return tidy.isEmpty() ? Optional.empty() : Optional.of(FolderPath.parse(tidy));
  }

  /**
   * One rule, written {@code expression -> replacement}.
   *
   * @param expression a regular expression, case-insensitive
   * @param replacement what comes for a match; {@code $1} is its first group
   */
  public record Rule(Pattern expression, String replacement) {

    private static final String ARROW = "->";

    /**
     * Reads a rule.
     *
     * @throws IllegalArgumentException when there is no arrow, the expression is none, or the
     *     replacement names a group that it lacks
     */
    public static Rule parse(String text) {
      List<String> sides = new ArrayList<>(List.of(text.split(ARROW, 2)));
      if (sides.size() < 2 || sides.get(0).isBlank()) {
        throw new IllegalArgumentException(
            "'" + text + "' is not a rule of the form: expression -> replacement.");
      }
      String expression = sides.get(0).trim();
      String replacement = sides.get(1).trim();
      Rule rule = new Rule(Expression.parse(expression), replacement);
      try {
        // An expression that always matches shows whether the replacement fits its groups.
        String unused = Pattern.compile(expression + "|").matcher("").replaceAll(replacement);
        return rule;
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new IllegalArgumentException(
            "The replacement '" + replacement + "' does not fit the expression: " + e.getMessage(),
            e);
      }
    }
  }
}
