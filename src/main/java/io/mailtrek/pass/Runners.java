package io.mailtrek.pass;

import io.mailtrek.ledger.PassType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which route works for which type of pass. Safe for use by many threads. */
public final class Runners {
  private final Map<PassType, MailboxPassRunner> runners = new ConcurrentHashMap<>();

  /**
   * Registers a runner.
   *
   * @throws IllegalStateException when another one works for this type
   */
  public void register(PassType type, MailboxPassRunner runner) {
    if (runners.putIfAbsent(type, runner) != null) {
      throw new IllegalStateException(
          "Two routes begin with mailbox:source?pass="
              + type.word()
              + ". Keep one of them in the routes folder.");
    }
  }

  /** Takes a runner out again. */
  public void remove(PassType type, MailboxPassRunner runner) {
    runners.remove(type, runner);
  }

  /** The runner for a type of pass. */
  public Optional<MailboxPassRunner> find(PassType type) {
    return Optional.ofNullable(runners.get(type));
  }
}
