package io.mailtrek.store.imap;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** What a server can do after the login (RFC 9051 §7.2.2); all names in upper case. */
record Capabilities(Set<String> names) {

  Capabilities {
    names = Set.copyOf(names);
  }

  boolean has(String name) {
    return names.contains(name.toUpperCase(Locale.ROOT));
  }

  /** Whether LIST takes RETURN options: an extension, and part of IMAP4rev2. */
  boolean listExtended() {
    return has("LIST-EXTENDED");
  }

  /** The size of the largest literal that needs no consent of the server (RFC 7888). */
  long largestFreeLiteral() {
    if (has("LITERAL+")) {
      return Long.MAX_VALUE;
    }
    return has("LITERAL-") || has("IMAP4REV2") ? 4096 : -1;
  }

  /** The largest message that APPEND takes (RFC 7889), where it holds for all folders. */
  OptionalLong appendLimit() {
    String start = "APPENDLIMIT=";
    return names.stream()
        .filter(
            name -> name.startsWith(start) && name.substring(start.length()).matches("\\d{1,18}"))
        .mapToLong(name -> Long.parseLong(name.substring(start.length())))
        .findFirst();
  }
}
