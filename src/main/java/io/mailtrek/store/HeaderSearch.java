package io.mailtrek.store;

import java.util.Optional;

/**
 * Which items of a folder are looked for by their headers: those that meet all conditions.
 *
 * @param subject a text that is in the subject, in any case
 * @param messageId a text that is in the Message-ID
 */
public record HeaderSearch(Optional<String> subject, Optional<String> messageId) {

  /**
   * Checks that something is looked for.
   *
   * @throws IllegalArgumentException when nothing is, or a text holds control characters
   */
  public HeaderSearch {
    if (subject.isEmpty() && messageId.isEmpty()) {
      throw new IllegalArgumentException("A search needs a subject or a Message-ID.");
    }
    if (unusable(subject) || unusable(messageId)) {
      throw new IllegalArgumentException(
          "A text to search for is not empty, and has no control characters.");
    }
  }

  private static boolean unusable(Optional<String> text) {
    return text.filter(t -> t.isBlank() || t.chars().anyMatch(Character::isISOControl)).isPresent();
  }
}
