package io.mailtrek.corpus;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

/**
 * A message to be put into a mailbox. Immutable as long as nobody writes into the content.
 *
 * @param folder Unicode path with {@code /}
 * @param flags system flags and keywords
 * @param internalDate to the second
 * @param content the bytes of the message
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Copies of large contents would cost more than they save.
public record SampleMessage(
    String folder, List<String> flags, OffsetDateTime internalDate, byte[] content) {
  /** Checks that nothing is missing. */
  public SampleMessage {
    Objects.requireNonNull(folder);
    Objects.requireNonNull(internalDate);
    Objects.requireNonNull(content);
    flags = List.copyOf(flags);
  }

  /** The same message in another folder. */
  public SampleMessage in(String otherFolder) {
    return new SampleMessage(otherFolder, flags, internalDate, content);
  }
}
