package io.mailtrek.store.imap;

import io.mailtrek.store.FolderPath;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  /** What every server takes, in bytes as they go over the wire. */
  private static final int LONGEST_NAME = 180;

  private static final int LONGEST_LEVEL = 60;

  /** Whether two names mean the same folder: INBOX is known in any case (RFC 9051 §5.1). */
  static boolean same(String one, String other) {
    return one.equals(other) || (one.equalsIgnoreCase(INBOX) && other.equalsIgnoreCase(INBOX));
  }

  /** The path of a name; empty for a name that has no names between its separators. */
  Optional<FolderPath> path(String name) {
    boolean below =
        !prefix.isEmpty()
            && name.length() > prefix.length()
            && startsWithPrefix(name)
            && !inboxTwice(name);
    List<String> names = new ArrayList<>();
    for (String level : levels(below ? name.substring(prefix.length()) : name)) {
      if (!level.isEmpty()) {
        boolean inbox = names.isEmpty() && level.equalsIgnoreCase(INBOX) && !below;
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

  /** Whether servers that keep letters' case or Unicode forms less exactly hold both for one. */
  static boolean alike(FolderPath one, FolderPath other) {
    return folded(one).equals(folded(other));
  }

  /** The same for all paths that are {@link #alike}. */
  static List<String> folded(FolderPath path) {
    return path.names().stream()
        .map(name -> Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
        .toList();
  }

  /** Whether a server may find the name of the path, or of one of its levels, too long. */
  boolean tooLong(FolderPath path) {
    return name(path).length() > LONGEST_NAME
        || path.names().stream().anyMatch(level -> encodedLength(level) > LONGEST_LEVEL);
  }

  /**
   * A path that is short enough for every server: it leaves out inner levels where it has to, and
   * its last name ends with {@code suffix}.
   */
  FolderPath shortened(FolderPath path, String suffix) {
    List<String> levels = new ArrayList<>();
    int length = prefix.length();
    for (FolderPath above : path.ancestors()) {
      String level = cut(above.name());
      length += encodedLength(level) + 1;
      if (length <= LONGEST_NAME - LONGEST_LEVEL - suffix.length()) {
        levels.add(level);
      }
    }
    levels.add(cut(path.name()) + suffix);
    return new FolderPath(levels);
  }

  private static String cut(String level) {
    int end = level.length();
    while (encodedLength(level.substring(0, end)) > LONGEST_LEVEL) {
      end = level.offsetByCodePoints(end, -1);
    }
    return level.substring(0, end);
  }

  private static int encodedLength(String level) {
    return ModifiedUtf7.encode(level).length();
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

  /** A folder such as INBOX.Inbox keeps its prefix: without it, it would be INBOX. */
  private boolean inboxTwice(String name) {
    return prefix.equalsIgnoreCase(INBOX + joint())
        && levels(name.substring(prefix.length()))[0].equalsIgnoreCase(INBOX);
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
