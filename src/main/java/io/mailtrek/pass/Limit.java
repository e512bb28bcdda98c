package io.mailtrek.pass;

import io.mailtrek.config.Project;
import io.mailtrek.config.Setting;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A limit that may be changed while passes run. */
public enum Limit {
  CONCURRENT_MAILBOXES(
      Setting.CONCURRENT_MAILBOXES, project -> Optional.of(project.concurrentMailboxes())),
  SOURCE_MESSAGES_PER_SECOND(
      Setting.SOURCE.maxMessagesPerSecond(), project -> project.sourceLimits().messagesPerSecond()),
  SOURCE_BYTES_PER_SECOND(
      Setting.SOURCE.maxBytesPerSecond(), project -> project.sourceLimits().bytesPerSecond()),
  DESTINATION_MESSAGES_PER_SECOND(
      Setting.DESTINATION.maxMessagesPerSecond(),
      project -> project.destinationLimits().messagesPerSecond()),
  DESTINATION_BYTES_PER_SECOND(
      Setting.DESTINATION.maxBytesPerSecond(),
      project -> project.destinationLimits().bytesPerSecond());

  // Settings and functions that keep nothing don't change, though their types don't say so.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Setting<? extends Number> setting;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Project, Optional<? extends Number>> configured;

  Limit(
      Setting<? extends Number> setting, Function<Project, Optional<? extends Number>> configured) {
    this.setting = setting;
    this.configured = configured;
  }

  /** The limit with this word; empty when there is none. */
  public static Optional<Limit> named(String word) {
    return Stream.of(values()).filter(limit -> limit.word().equalsIgnoreCase(word)).findFirst();
  }

  /** The name of its setting without what all names begin with: {@code concurrent-mailboxes}. */
  public String word() {
    return setting.name().substring(Setting.PREFIX.length());
  }

  /** What the configuration says; empty for no limit. */
  Optional<Long> configured(Project project) {
    return configured.apply(project).map(Number::longValue);
  }

  /** Whether there has to be one. */
  boolean required() {
    return setting.standard().isPresent();
  }

  /**
   * Reads a value, as its setting does.
   *
   * @throws IllegalArgumentException when it is not one
   */
  public long parse(String text) {
    return setting.parser().parse(text).longValue();
  }
}
