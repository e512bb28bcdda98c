package io.mailtrek.config;

import io.mailtrek.store.dav.RecipientMapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whose address changes, written {@code @old.example -> @new.example}: all of a domain, or one
 * address.
 *
 * @param from a domain with the {@code @} before it, or an address; in lower case
 * @param to what comes in its place, of the same form
 */
public record RecipientRule(String from, String to) {
  private static final Pattern DOMAIN = Pattern.compile("@[\\p{L}\\p{N}.-]*[\\p{L}\\p{N}]");
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@:;,<>\"]+@[\\p{L}\\p{N}.-]*[\\p{L}\\p{N}]");

  /**
   * Reads a rule.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static RecipientRule parse(String text) {
    List<String> sides = List.of(text.split("->", -1));
    if (sides.size() == 2) {
      String from = sides.get(0).strip().toLowerCase(Locale.ROOT);
      String to = sides.get(1).strip();
      boolean domains = DOMAIN.matcher(from).matches() && DOMAIN.matcher(to).matches();
      boolean addresses = ADDRESS.matcher(from).matches() && ADDRESS.matcher(to).matches();
      if (domains || addresses) {
        return new RecipientRule(from, to);
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is not a rule of the form: @old.example -> @new.example, or: anna@old.example ->"
            + " anna@new.example.");
  }

  /** All rules together; of two for the same address the first counts. */
  static RecipientMapping mapping(List<RecipientRule> rules) {
    Map<String, String> all = new LinkedHashMap<>();
    rules.forEach(rule -> all.putIfAbsent(rule.from(), rule.to()));
    return new RecipientMapping(all);
  }
}
