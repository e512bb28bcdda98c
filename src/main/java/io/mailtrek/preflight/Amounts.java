package io.mailtrek.preflight;

import io.mailtrek.store.ByteSize;
import java.util.Locale;

/** Amounts in the texts of findings. */
final class Amounts {
  private Amounts() {}

  /** {@code 1 item}, {@code 1,234 items}. */
  static String of(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }

  /** {@code 12.3 MB}. */
  static String bytes(long bytes) {
    return new ByteSize(bytes).toString();
  }
}
