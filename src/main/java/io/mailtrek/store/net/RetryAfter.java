package io.mailtrek.store.net;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** When a server wants to be asked again (RFC 9110 §10.2.3). */
public final class RetryAfter {
  private RetryAfter() {}

  /** For how long it wants to be left alone; zero when it does not say. */
  public static Duration of(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .map(value -> delay(value.strip()))
        .orElse(Duration.ZERO);
  }

  private static Duration delay(String value) {
    if (value.matches("[0-9]{1,6}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Instant.now(), then);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }
}
