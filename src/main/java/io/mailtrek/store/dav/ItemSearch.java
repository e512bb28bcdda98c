package io.mailtrek.store.dav;

import io.mailtrek.store.HeaderSearch;
import java.util.Locale;
import java.util.Optional;

/** Looks for items by their titles and UIDs, as mail is looked for by subject and Message-ID. */
final class ItemSearch {
  private ItemSearch() {}

  static boolean matches(ScannedItem item, HeaderSearch search) {
    return contains(item.title(), search.subject()) && contains(item.uid(), search.messageId());
  }

  private static boolean contains(Optional<String> text, Optional<String> wanted) {
    return wanted.isEmpty()
        || text.filter(
                t -> t.toLowerCase(Locale.ROOT).contains(wanted.get().toLowerCase(Locale.ROOT)))
            .isPresent();
  }
}
