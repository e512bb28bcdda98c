package io.mailtrek.report;

import io.mailtrek.store.ByteSize;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
public final class Words {
  private Words() {}

  /** {@code 1,234}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 mailbox}, {@code 2 mailboxes}. */
  public static String count(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /** {@code 12.3 MB}; 1 KB is 1,024 bytes. */
  public static String bytes(long bytes) {
    return new ByteSize(bytes).toString();
  }

  /** The two largest units that matter: {@code 5 h 12 min}, {@code 3 min 20 s}, {@code 0 s}. */
  public static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    long days = seconds / 86_400;
    long hours = seconds / 3600 % 24;
    long minutes = seconds / 60 % 60;
    if (days > 0) {
      return days + " d " + hours + " h";
    }
    if (hours > 0) {
      return hours + " h " + minutes + " min";
    }
    return minutes > 0 ? minutes + " min " + seconds % 60 + " s" : seconds + " s";
  }

  /** {@code 85/s}, {@code 0.4/s}. */
  public static String rate(double perSecond) {
    return perSecond >= 10 || perSecond == 0
        ? count(Math.round(perSecond)) + "/s"
        : String.format(Locale.ROOT, "%.1f/s", perSecond);
  }
}
