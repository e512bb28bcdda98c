package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import io.mailtrek.store.text.ContentLine;
import io.mailtrek.store.text.ContentLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a server from taking a migrated event for an invitation. A METHOD is of messages only, and
 * a calendar may not hold it (RFC 4791 §4.1). SCHEDULE-AGENT=CLIENT leaves the mails to attendees
 * to the user's program (RFC 6638 §7.1), so that nobody is invited again.
 */
final class Scheduling {
  private static final String AGENT = "SCHEDULE-AGENT";
  private static final Set<String> PEOPLE = Set.of("ORGANIZER", "ATTENDEE");
  private static final Set<String> ITEMS = Set.of("VEVENT", "VTODO", "VJOURNAL");
  private static final Set<String> QUIET = Set.of("CLIENT", "NONE");

  private Scheduling() {}

  /** The same object, sent to nobody; all other lines keep their bytes. */
  static Content quiet(Content content) {
    return ContentLines.edit(content, Scheduling::edit);
  }

  private static Optional<List<String>> edit(ContentLine line, List<String> inside) {
    if (line.is("METHOD") && inside.equals(List.of("VCALENDAR"))) {
      return Optional.of(List.of());
    }
    boolean person =
        PEOPLE.contains(line.name())
            && !inside.isEmpty()
            && ITEMS.contains(inside.get(inside.size() - 1));
    return person ? quiet(line) : Optional.empty();
  }

  private static Optional<List<String>> quiet(ContentLine line) {
    Optional<String> agent = line.parameter(AGENT);
    if (agent.filter(value -> QUIET.contains(value.toUpperCase(Locale.ROOT))).isPresent()) {
      return Optional.empty();
    }
    List<String> head = new ArrayList<>(line.head());
    head.removeIf(part -> ContentLine.isParameter(part, AGENT));
    head.add(1, AGENT + "=CLIENT");
    return Optional.of(List.of(String.join(";", head) + ":" + line.value()));
  }
}
