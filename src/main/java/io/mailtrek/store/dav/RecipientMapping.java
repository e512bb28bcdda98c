package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import io.mailtrek.store.text.ContentLine;
import io.mailtrek.store.text.ContentLines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Other addresses for people: of ORGANIZER and ATTENDEE in calendars, and of EMAIL in vCards, for a
 * move from one domain to another. All other lines keep their bytes.
 *
 * @param rules old addresses or domains and the new ones: {@code @old.example} to {@code
 *     @new.example}, in lower case; a whole address goes before its domain
 */
public record RecipientMapping(Map<String, String> rules) {

  /** No address is changed. */
  public static final RecipientMapping NONE = new RecipientMapping(Map.of());

  private static final Set<String> PEOPLE = Set.of("ORGANIZER", "ATTENDEE");
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@:;,<>\"]+@[A-Za-z0-9.-]*[A-Za-z0-9]");

  /** The parameters that may hold an address (RFC 5545 §3.2.18, RFC 7986 §6.2). */
  private static final Set<String> PARAMETERS =
      Set.of("EMAIL", "SENT-BY", "DELEGATED-TO", "DELEGATED-FROM", "MEMBER");

  /** Makes the map immutable, and its keys lower case. */
  public RecipientMapping {
    Map<String, String> lower = new LinkedHashMap<>();
    rules.forEach((from, to) -> lower.put(from.toLowerCase(Locale.ROOT), to));
    rules = Map.copyOf(lower);
  }

  /**
   * A content with other addresses in it.
   *
   * @param content the same object where nothing was changed
   * @param changes how many addresses were changed
   */
  public record Mapped(Content content, int changes) {}

  /** Changes the addresses of an iCalendar object or a vCard. */
  public Mapped apply(Content content) {
    if (rules.isEmpty()) {
      return new Mapped(content, 0);
    }
    int[] changes = {0};
    Content mapped =
        ContentLines.edit(
            content,
            (line, inside) -> {
              boolean card = inside.contains("VCARD");
              boolean person = card ? line.is("EMAIL") : PEOPLE.contains(line.name());
              return person ? edit(line, changes) : Optional.empty();
            });
    return new Mapped(mapped, changes[0]);
  }

  private Optional<List<String>> edit(ContentLine line, int[] changes) {
    int before = changes[0];
    List<String> head = line.head();
    StringBuilder text = new StringBuilder(head.get(0));
    for (String part : head.subList(1, head.size())) {
      boolean address = PARAMETERS.stream().anyMatch(name -> ContentLine.isParameter(part, name));
      text.append(';').append(address ? replace(part, changes) : part);
    }
    text.append(':').append(replace(line.value(), changes));
    return changes[0] == before ? Optional.empty() : Optional.of(List.of(text.toString()));
  }

  private String replace(String text, int[] changes) {
    Matcher matcher = ADDRESS.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      Optional<String> other = other(matcher.group());
      changes[0] += other.isPresent() ? 1 : 0;
      matcher.appendReplacement(out, Matcher.quoteReplacement(other.orElse(matcher.group())));
    }
    return matcher.appendTail(out).toString();
  }

  private Optional<String> other(String found) {
    int begin = found.lastIndexOf('=') + 1;
    String address = found.substring(begin);
    String lower = address.toLowerCase(Locale.ROOT);
    String whole = rules.get(lower);
    if (whole != null) {
      return Optional.of(found.substring(0, begin) + whole);
    }
    int at = lower.indexOf('@');
    String domain = rules.get(lower.substring(at));
    return domain == null
        ? Optional.empty()
        : Optional.of(found.substring(0, begin) + address.substring(0, at) + domain);
  }
}
