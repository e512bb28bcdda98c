package io.mailtrek.store.imap;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which keywords the folders of a destination take: those of PERMANENTFLAGS (RFC 9051 §7.1). A
 * folder that was there before is selected to learn it when the first message with keywords comes,
 * and never closed, because CLOSE expunges. For one thread.
 */
final class PermittedKeywords {
  private static final Pattern ATOM = Pattern.compile("[!#$&'+,\\-./0-9:;<=>?@A-Z\\[^_`a-z|}~]+");

  private final DestinationFolders folders;
  private final Map<FolderPath, Optional<Set<String>>> flags = new HashMap<>();

  PermittedKeywords(DestinationFolders folders) {
    this.folders = folders;
  }

  /** The keywords that the folder takes, sorted. */
  List<String> of(Connection connection, FolderPath folder, String name, Set<String> keywords)
      throws StoreException {
    if (keywords.isEmpty()) {
      return List.of();
    }
    if (!flags.containsKey(folder)) {
      Optional<Optional<Set<String>>> told = folders.toldKeywords(folder);
      flags.put(folder, told.isPresent() ? told.get() : ask(connection, name));
    }
    Optional<Set<String>> permitted = flags.get(folder);
    return keywords.stream()
        .filter(
            keyword ->
                permitted
                    .map(list -> list.contains(keyword.toLowerCase(Locale.ROOT)))
                    .orElseGet(() -> ATOM.matcher(keyword).matches()))
        .sorted()
        .toList();
  }

  private static Optional<Set<String>> ask(Connection connection, String name)
      throws StoreException {
    try {
      Optional<Set<String>> permitted = connection.run(SelectCommand.select(name)).permanentFlags();
      if (connection.capabilities().has("UNSELECT")) {
        connection.submit(new UnselectCommand());
      }
      return permitted;
    } catch (PermanentException e) {
      // A folder that can be appended to but not selected: no keyword is known to be permitted.
      return Optional.of(Set.of());
    }
  }
}
