package io.mailtrek.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which mailboxes of the project a pass runs on. Addresses are those of the source; upper and lower
 * case are the same.
 *
 * @param all every mailbox
 * @param terms otherwise those that any of these names
 */
public record Selection(boolean all, List<Term> terms) {

  /** Makes the list immutable. */
  public Selection {
    terms = List.copyOf(terms);
  }

  /** Every mailbox. */
  public static Selection everything() {
    return new Selection(true, List.of());
  }

  /**
   * Addresses and patterns from one place.
   *
   * @param where what the user wrote them in: an option, a file
   */
  public static Selection of(String where, List<String> addresses) {
    return new Selection(
        false, addresses.stream().map(address -> new Term(address.trim(), where, 0, 0)).toList());
  }

  /**
   * The addresses of a file: one a line, or a CSV file like {@code mailboxes.csv}.
   *
   * @param file its path
   * @param where the path as the user wrote it
   * @throws ConfigException when it can't be read
   */
  public static Selection file(Path file, String where) throws ConfigException {
    return new Selection(false, SelectionFile.read(file, where));
  }

  /**
   * The mailboxes that are selected, in the order of the project, each once.
   *
   * @throws ConfigException when a term names no mailbox, or nothing is selected
   */
  public List<Mailbox> resolve(List<Mailbox> mailboxes) throws ConfigException {
    if (all) {
      return List.copyOf(mailboxes);
    }
    Set<Mailbox> selected = new LinkedHashSet<>();
    List<Mistake> mistakes = new ArrayList<>();
    Map<String, List<Mailbox>> bySource =
        mailboxes.stream()
            .collect(Collectors.groupingBy(each -> each.source().toLowerCase(Locale.ROOT)));
    for (Term term : terms) {
      List<Mailbox> found =
          term.isPattern()
              ? mailboxes.stream().filter(term::matches).toList()
              : bySource.getOrDefault(term.text().toLowerCase(Locale.ROOT), List.of());
      selected.addAll(found);
      if (found.isEmpty()) {
        mistakes.add(term.unknown(mailboxes));
      }
    }
    if (terms.isEmpty()) {
      mistakes.add(Mistake.in("selection", "No mailbox is selected."));
    }
    if (!mistakes.isEmpty()) {
      throw new ConfigException(mistakes);
    }
    return mailboxes.stream().filter(selected::contains).toList();
  }

  /**
   * An address, or a pattern in which {@code *} stands for any characters and {@code ?} for one.
   *
   * @param text as it was written
   * @param file where it was written
   * @param line its line from 1; 0 where there are none
   * @param column its column from 1; 0 where there are none
   */
  public record Term(String text, String file, int line, int column) {

    private boolean matches(Mailbox mailbox) {
      String expression =
          Pattern.quote(text.toLowerCase(Locale.ROOT))
              .replace("*", "\\E.*\\Q")
              .replace("?", "\\E.\\Q");
      return mailbox.source().toLowerCase(Locale.ROOT).matches(expression);
    }

    private boolean isPattern() {
      return text.contains("*") || text.contains("?");
    }

    private Mistake unknown(List<Mailbox> mailboxes) {
      String message =
          isPattern()
              ? "No mailbox of the project matches '" + text + "'."
              : "The project has no mailbox with the source address '"
                  + text
                  + "'."
                  + Nearest.hint(text, mailboxes.stream().map(Mailbox::source).toList());
      return new Mistake(file, line, column, message);
    }
  }
}
