package io.mailtrek.cli;

import io.mailtrek.config.OlderThan;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every pass. */
final class PassOptions {

  @ArgGroup(multiplicity = "1")
  private MailboxOptions mailboxes;

  @Option(
      names = "--start-at",
      paramLabel = "TIME",
      converter = Time.class,
      description = "Start then, as in 2026-12-01T20:00+01:00; without a zone it is the system's.")
  private Instant startAt;

  @Option(
      names = "--adopt",
      description =
          "Look for what the destination has already, by another tool or because the ledger was"
              + " lost, and copy only what is missing.")
  private boolean adopt;

  @Option(
      names = "--json",
      description = "Print the result as one JSON object, which is the last line.")
  private boolean json;

  /** The options of a pass that has fewer of them on its command line. */
  static PassOptions of(MailboxOptions mailboxes, Optional<Instant> startAt, boolean json) {
    PassOptions options = new PassOptions();
    options.mailboxes = mailboxes;
    options.startAt = startAt.orElse(null);
    options.json = json;
    return options;
  }

  MailboxOptions mailboxes() {
    return mailboxes;
  }

  Optional<Instant> startAt() {
    return Optional.ofNullable(startAt);
  }

  boolean adopt() {
    return adopt;
  }

  boolean json() {
    return json;
  }

  /** Reads a time to come. */
  static final class Time implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      Instant time = read(text);
      if (time.isBefore(Instant.now())) {
        throw new TypeConversionException("'" + text + "' is in the past.");
      }
      return time;
    }
  }

  /** Reads a date or a time. */
  static Instant read(String text) {
    try {
      return OlderThan.instant(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a date as in 2026-12-01 or a time as in 2026-12-01T20:00+01:00.");
    }
  }
}
