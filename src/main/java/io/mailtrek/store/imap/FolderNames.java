package io.mailtrek.store.imap;

import io.mailtrek.store.FolderPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Folder paths and one server's names for them: its separator, its prefix for personal folders, and
 * modified UTF-7.
 *
 * @param prefix of personal folders, such as {@code INBOX.}; often empty
 * @param separator between the levels; empty when the server has no levels
 */
record FolderNames(String prefix, Optional<Character> separator) {
  private static final String INBOX = "INBOX";

  /** Whether two names mean the same folder: INBOX is known in any case (RFC 9051 §5.1). */
  static boolean same(String one, String other) {
    return one.equals(other) || (one.equalsIgnoreCase(INBOX) && other.equalsIgnoreCase(INBOX));
  }

  /** The path of a name; empty for a name that has no names between its separators. */
  Optional<FolderPath> path(String name) {
    String own = name;
    if (name.length() > prefix.length() && startsWithPrefix(name)) {
      own = name.substring(prefix.length());
    }
    List<String> names = new ArrayList<>();
    for (String level : levels(own)) {
      if (!level.isEmpty()) {
        boolean inbox = names.isEmpty() && level.equalsIgnoreCase(INBOX);
        names.add(inbox ? INBOX : ModifiedUtf7.decode(level));
      }
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(new FolderPath(names));
  }

  /**
   * The name of a path. What the server can't have in a name, its separator and control characters,
   * becomes {@code _}; without levels the whole path becomes one name.
   */
  String name(FolderPath path) {
    if (path.equals(FolderPath.INBOX)) {
      return INBOX;
    }
    List<String> names = path.names();
    boolean belowInbox = names.get(0).equals(INBOX) && prefix.equalsIgnoreCase(INBOX + joint());
    String joined =
        String.join(
            joint(),
            (belowInbox ? names.subList(1, names.size()) : names)
                .stream().map(this::allowed).map(ModifiedUtf7::encode).toList());
    return prefix + joined;
  }

  /** Whether {@link #name} has to change something in the path. */
  boolean changes(FolderPath path) {
    return path.names().stream().anyMatch(each -> !allowed(each).equals(each))
        || (separator.isEmpty() && path.names().size() > 1);
  }

  private String joint() {
    return separator.map(String::valueOf).orElse("_");
  }

  private String allowed(String name) {
    StringBuilder allowed = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean joint = separator.isPresent() && c == separator.get();
      allowed.append(joint || Character.isISOControl(c) ? '_' : c);
    }
    return allowed.toString();
  }

  private boolean startsWithPrefix(String name) {
    return name.regionMatches(
        prefix.equalsIgnoreCase(INBOX + joint()), 0, prefix, 0, prefix.length());
  }

  private String[] levels(String name) {
    return separator.isPresent()
        ? name.split(Pattern.quote(separator.get().toString()), -1)
        : new String[] {name};
  }
}
