package io.mailtrek.store.imap;

import java.util.Optional;
import java.util.Set;

/**
 * A LIST or LSUB response (RFC 9051 §7.3.1).
 *
 * @param name the folder's name as the server writes it, a string of bytes
 * @param separator what separates the levels of names; empty when there are none
 * @param attributes its attributes in lower case, such as {@code \noselect}
 */
record ListedFolder(String name, Optional<Character> separator, Set<String> attributes) {

  boolean has(String attribute) {
    return attributes.contains(attribute);
  }

  /** Whether it can be selected, and so may hold messages. */
  boolean selectable() {
    return !has("\\noselect") && !has("\\nonexistent");
  }
}
