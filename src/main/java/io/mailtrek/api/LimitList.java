package io.mailtrek.api;

import io.mailtrek.pass.Limit;
import io.mailtrek.pass.Limits;
import java.util.List;
import java.util.stream.Stream;

/**
 * The limits that can be changed while passes run. Times are in UTC.
 *
 * @param limits all
 * @param blackoutHours when no mailbox is worked on, or null
 * @param blackoutUntil when the blackout hours of this moment are over; null outside of them
 */
public record LimitList(List<LimitAnswer> limits, String blackoutHours, String blackoutUntil) {

  /**
   * A limit.
   *
   * @param name its setting without {@code mailtrek.}
   * @param value what it is now; null for no limit
   * @param configured what the configuration says; null for no limit
   * @param changedAt when it was changed; null when it is as configured
   */
  public record LimitAnswer(String name, Long value, Long configured, String changedAt) {}

  static LimitList of(Limits limits) {
    return new LimitList(
        Stream.of(Limit.values())
            .map(
                limit ->
                    new LimitAnswer(
                        limit.word(),
                        limits.value(limit).orElse(null),
                        limits.configured(limit).orElse(null),
                        PassAnswer.text(limits.changedAt(limit))))
            .toList(),
        limits.blackoutHours().map(Object::toString).orElse(null),
        PassAnswer.text(limits.blackoutUntil()));
  }
}
