package io.mailtrek.store.limit;

import java.util.Optional;

/**
 * What a server is spared, over all mailboxes of the process; what is empty is not limited.
 *
 * @param connections the most connections at once
 * @param messagesPerSecond the most messages in a second, on average
 * @param bytesPerSecond the most bytes of messages in a second, on average
 * @param bytesPerDay the most bytes of messages in a day (UTC)
 */
public record ServerLimits(
    Optional<Integer> connections,
    Optional<Integer> messagesPerSecond,
    Optional<Long> bytesPerSecond,
    Optional<Long> bytesPerDay) {

  /** No limits. */
  public static final ServerLimits NONE =
      new ServerLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
