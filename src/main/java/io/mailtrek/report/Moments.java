package io.mailtrek.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as people read them, in the system's zone. */
public final class Moments {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);

  private static final DateTimeFormatter PRECISE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

  private static final DateTimeFormatter IN_FULL =
      DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm VV", Locale.ENGLISH);

  private Moments() {}

  /** {@code 2026-08-24 15:00 +02:00}. */
  public static String text(Instant instant) {
    return FORMAT.format(instant.atZone(ZoneId.systemDefault()));
  }

  /** {@code 24 August 2026 15:00 Europe/Berlin}. */
  public static String inFull(Instant instant) {
    return IN_FULL.format(instant.atZone(ZoneId.systemDefault()));
  }

  /** {@code 2026-08-24 15:00:12 +02:00}. */
  public static String precise(Instant instant) {
    return PRECISE.format(instant.atZone(ZoneId.systemDefault()));
  }
}
