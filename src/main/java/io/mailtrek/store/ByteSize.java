package io.mailtrek.store;

import java.util.Locale;

/** A number of bytes as people read it: {@code 12.3 MB}; 1 KB is 1,024 bytes. */
public record ByteSize(long bytes) {
  private static final String[] UNITS = {"KB", "MB", "GB", "TB"};

  @Override
  public String toString() {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes / 1024.0;
    int unit = 0;
    while (value >= 999.95 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }
}
