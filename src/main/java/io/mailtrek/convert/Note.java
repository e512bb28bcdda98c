package io.mailtrek.convert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a note or a journal entry says, whatever its form.
 *
 * @param uid its own id, which it keeps in every form
 * @param subject its title; empty when it has none
 * @param text its text without format
 * @param html the same with format, where it has one
 * @param created when it was made
 * @param modified when it was changed last
 * @param categories what it is filed under
 */
record Note(
    String uid,
    String subject,
    String text,
    Optional<String> html,
    Optional<Instant> created,
    Optional<Instant> modified,
    List<String> categories) {

  /** The category that makes a journal entry a note. */
  static final String CATEGORY = "Notes";

  /** Makes the list immutable. */
  Note {
    categories = List.copyOf(categories);
  }

  /** When it was changed last, or made; the same at each call, also where nobody knows. */
  Instant stamp() {
    return modified.or(() -> created).orElse(Instant.EPOCH);
  }

  /** The categories that say more than that it is a note. */
  List<String> otherCategories() {
    return categories.stream().filter(each -> !each.equalsIgnoreCase(CATEGORY)).toList();
  }
}
