package io.mailtrek.convert;

import io.mailtrek.store.Content;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** Ids for what has none in its new form; the same ones at every try, or there would be copies. */
final class Ids {
  private Ids() {}

  /** An id made of the bytes of an item. */
  static String of(Content content) {
    return UUID.nameUUIDFromBytes(content.toByteArray()).toString();
  }

  /** An id made of another one. */
  static String of(String other) {
    return UUID.nameUUIDFromBytes(other.getBytes(StandardCharsets.UTF_8))
        .toString()
        .toUpperCase(Locale.ROOT);
  }
}
