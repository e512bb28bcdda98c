package io.mailtrek.store.imap;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The user's own folders on one server, by path; those above come before those below, INBOX first.
 *
 * @param names how the server names folders
 * @param entries the folders by path
 */
record FolderDirectory(FolderNames names, Map<FolderPath, Entry> entries) {

  /**
   * A folder.
   *
   * @param name the server's name for it
   * @param role from SPECIAL-USE; from well-known names where the server knows none
   * @param selectable whether it can hold messages
   * @param state its counters, where they were asked for and told
   */
  record Entry(
      String name,
      FolderRole role,
      boolean subscribed,
      boolean selectable,
      Optional<FolderState> state) {}

  private static final Comparator<FolderPath> INBOX_FIRST =
      Comparator.<FolderPath, Boolean>comparing(path -> !path.names().get(0).equals("INBOX"))
          .thenComparing(FolderDirectory::compareNames);

  /**
   * Asks the server, in two or three round trips whatever the number of folders.
   *
   * @param withStates whether the counters are wanted
   */
  static FolderDirectory read(Connection connection, boolean withStates) throws StoreException {
    Capabilities can = connection.capabilities();
    NamespaceCommand namespace = new NamespaceCommand();
    ListCommand list = ListCommand.everything(can, withStates);
    ListCommand subscribed = ListCommand.subscribed();
    List<Command<?>> commands = new ArrayList<>();
    if (can.has("NAMESPACE")) {
      commands.add(namespace);
    }
    commands.add(list);
    if (!can.listExtended()) {
      commands.add(subscribed);
    }
    connection.submitAll(commands);
    NamespaceCommand.Namespaces namespaces =
        can.has("NAMESPACE") ? Connection.await(namespace) : NamespaceCommand.Namespaces.NONE;
    ListCommand.Folders folders = Connection.await(list);
    Set<String> subscriptions = new HashSet<>();
    if (!can.listExtended()) {
      Connection.await(subscribed).all().forEach(each -> subscriptions.add(each.name()));
    }
    List<ListedFolder> own = own(folders.all(), namespaces);
    Map<String, FolderState> states =
        withStates && !folders.states().isEmpty() ? folders.states() : Map.of();
    if (withStates && states.isEmpty()) {
      states = states(connection, own);
    }
    return of(names(namespaces, own), own, subscriptions, states, can.has("SPECIAL-USE"));
  }

  private static FolderDirectory of(
      FolderNames names,
      List<ListedFolder> folders,
      Set<String> subscriptions,
      Map<String, FolderState> states,
      boolean rolesTold) {
    Map<FolderPath, Entry> entries = new TreeMap<>(INBOX_FIRST);
    Set<FolderRole> guessed = new HashSet<>();
    for (ListedFolder folder : folders) {
      Optional<FolderPath> path = free(names, folder.name(), entries);
      if (path.isEmpty()) {
        continue;
      }
      FolderRole role = SpecialUse.told(folder);
      if (path.get().equals(FolderPath.INBOX)) {
        role = FolderRole.INBOX;
      } else if (!rolesTold && role == FolderRole.NONE) {
        FolderRole guess = SpecialUse.guessed(path.get());
        role = guessed.add(guess) ? guess : FolderRole.NONE;
      }
      entries.put(
          path.get(),
          new Entry(
              folder.name(),
              role,
              folder.has("\\subscribed") || subscriptions.contains(folder.name()),
              folder.selectable(),
              Optional.ofNullable(states.get(folder.name()))));
    }
    return new FolderDirectory(names, entries);
  }

  /** The path of a name; where broken encodings make two names one path, the name as it is. */
  private static Optional<FolderPath> free(
      FolderNames names, String name, Map<FolderPath, Entry> taken) {
    Optional<FolderPath> path = names.path(name);
    if (path.isPresent() && taken.containsKey(path.get())) {
      FolderPath literal = FolderPath.of(name);
      return taken.containsKey(literal) ? Optional.empty() : Optional.of(literal);
    }
    return path;
  }

  private static List<ListedFolder> own(
      List<ListedFolder> folders, NamespaceCommand.Namespaces namespaces) {
    return folders.stream()
        .filter(folder -> !SpecialUse.virtual(folder))
        .filter(folder -> !foreign(folder, namespaces))
        .toList();
  }

  private static boolean foreign(ListedFolder folder, NamespaceCommand.Namespaces namespaces) {
    String separator = folder.separator().map(String::valueOf).orElse("");
    return namespaces.foreign().stream()
        .filter(prefix -> !prefix.isEmpty() && !namespaces.personal().contains(prefix))
        .anyMatch(prefix -> (folder.name() + separator).startsWith(prefix));
  }

  private static FolderNames names(
      NamespaceCommand.Namespaces namespaces, List<ListedFolder> folders) {
    Optional<Character> separator =
        namespaces
            .separator()
            .or(() -> folders.stream().flatMap(f -> f.separator().stream()).findFirst());
    return new FolderNames(namespaces.personal().stream().findFirst().orElse(""), separator);
  }

  /** STATUS of each folder, all at once; a folder that refuses it has no state. */
  private static Map<String, FolderState> states(Connection connection, List<ListedFolder> folders)
      throws StoreException {
    Map<String, StatusCommand> commands = new HashMap<>();
    for (ListedFolder folder : folders) {
      if (folder.selectable()) {
        commands.put(folder.name(), new StatusCommand(folder.name()));
      }
    }
    connection.submitAll(List.copyOf(commands.values()));
    Map<String, FolderState> states = new HashMap<>();
    for (Map.Entry<String, StatusCommand> each : commands.entrySet()) {
      try {
        states.put(each.getKey(), Connection.await(each.getValue()));
      } catch (PermanentException e) {
        // EXAMINE will tell, or say why not.
      }
    }
    return states;
  }

  private static int compareNames(FolderPath one, FolderPath other) {
    int common = Math.min(one.names().size(), other.names().size());
    for (int i = 0; i < common; i++) {
      int order = one.names().get(i).compareTo(other.names().get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.names().size(), other.names().size());
  }
}
