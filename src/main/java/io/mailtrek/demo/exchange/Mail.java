package io.mailtrek.demo.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a mailbox knows of a message beside its text.
 *
 * @param received when it came; empty for now
 * @param read whether it was read
 * @param draft whether it was never sent
 * @param flagged whether it is to be followed up
 * @param categories words of its user
 * @param itemClass {@code IPM.Note} or another
 */
public record Mail(
    Optional<Instant> received,
    boolean read,
    boolean draft,
    boolean flagged,
    List<String> categories,
    String itemClass) {

  /** Makes the list immutable. */
  public Mail {
    categories = List.copyOf(categories);
  }

  /** A message that came and was not read. */
  public static Mail unread(Instant received) {
    return new Mail(Optional.of(received), false, false, false, List.of(), "IPM.Note");
  }

  /** A message that came and was read. */
  public static Mail read(Instant received) {
    return new Mail(Optional.of(received), true, false, false, List.of(), "IPM.Note");
  }

  /** The same, not sent. */
  public Mail asDraft() {
    return new Mail(received, true, true, flagged, categories, itemClass);
  }

  /** The same, to be followed up. */
  public Mail asFlagged() {
    return new Mail(received, read, draft, true, categories, itemClass);
  }

  /** The same with categories. */
  public Mail in(String... words) {
    return new Mail(received, read, draft, flagged, List.of(words), itemClass);
  }

  /** The same with another class. */
  public Mail ofClass(String other) {
    return new Mail(received, read, draft, flagged, categories, other);
  }
}
