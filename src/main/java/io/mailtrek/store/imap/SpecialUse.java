package io.mailtrek.store.imap;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Special uses of folders (RFC 6154). */
final class SpecialUse {
  private static final Map<String, FolderRole> ROLES =
      Map.of(
          "\\sent", FolderRole.SENT,
          "\\drafts", FolderRole.DRAFTS,
          "\\trash", FolderRole.TRASH,
          "\\junk", FolderRole.JUNK,
          "\\archive", FolderRole.ARCHIVE);

  /** Folders that only show again what others hold; \Important is of RFC 8457. */
  private static final Set<String> VIRTUAL = Set.of("\\all", "\\flagged", "\\important");

  private static final Map<String, FolderRole> WELL_KNOWN =
      Map.ofEntries(
          Map.entry("sent", FolderRole.SENT),
          Map.entry("sent items", FolderRole.SENT),
          Map.entry("sent mail", FolderRole.SENT),
          Map.entry("sent messages", FolderRole.SENT),
          Map.entry("drafts", FolderRole.DRAFTS),
          Map.entry("trash", FolderRole.TRASH),
          Map.entry("deleted items", FolderRole.TRASH),
          Map.entry("deleted messages", FolderRole.TRASH),
          Map.entry("junk", FolderRole.JUNK),
          Map.entry("junk e-mail", FolderRole.JUNK),
          Map.entry("junk mail", FolderRole.JUNK),
          Map.entry("spam", FolderRole.JUNK),
          Map.entry("archive", FolderRole.ARCHIVE),
          Map.entry("archives", FolderRole.ARCHIVE));

  private SpecialUse() {}

  /** The role that the server gives a folder. */
  static FolderRole told(ListedFolder folder) {
    return folder.attributes().stream()
        .filter(ROLES::containsKey)
        .sorted()
        .map(ROLES::get)
        .findFirst()
        .orElse(FolderRole.NONE);
  }

  /** The role that a top-level name suggests, for servers that know no special uses. */
  static FolderRole guessed(FolderPath path) {
    return path.names().size() > 1
        ? FolderRole.NONE
        : WELL_KNOWN.getOrDefault(path.name().toLowerCase(Locale.ROOT), FolderRole.NONE);
  }

  static boolean virtual(ListedFolder folder) {
    return folder.attributes().stream().anyMatch(VIRTUAL::contains);
  }

  /** The attribute of a role, such as {@code \Sent}; empty when it has none. */
  static Optional<String> attribute(FolderRole role) {
    if (!ROLES.containsValue(role)) {
      return Optional.empty();
    }
    String name = role.name();
    return Optional.of("\\" + name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT));
  }
}
