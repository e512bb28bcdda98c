package io.mailtrek.store.imap;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one connection of a source session, and which folder is examined on it. A lost connection is
 * made again when it is next needed. Commands that need a folder are written right behind its
 * EXAMINE, so listing and reading may use different folders without waiting for each other. Safe
 * for use by many threads.
 */
final class SourceFolders {
  private final Connector connector;
  private final Map<FolderPath, String> names = new HashMap<>();
  private final Map<FolderPath, String> validities = new HashMap<>();

  /** Changed with the lock held; read without it where only the last one is wanted. */
  private volatile Connection connection;

  private FolderPath examined;
  private boolean closed;

  SourceFolders(Connector connector) throws StoreException {
    this.connector = connector;
    this.connection = connector.connectFirst();
  }

  /** Lists the folders with their counters. */
  FolderDirectory directory() throws StoreException {
    return use(this::directory);
  }

  /** Examines a folder, and tells its state as of now. */
  FolderState examine(FolderPath folder) throws StoreException {
    return examine(folder, List.of());
  }

  /** The same with commands right behind it, which save the wait for its answer. */
  FolderState examine(FolderPath folder, List<? extends Command<?>> behind) throws StoreException {
    return use(live -> examine(live, folder, behind));
  }

  /** Submits a command to a folder, which is examined first when another one is. */
  <C extends Command<?>> C submit(FolderPath folder, C command) throws StoreException {
    return use(
        live -> {
          if (!folder.equals(examined)) {
            examine(live, folder, List.of());
          }
          return live.submit(command);
        });
  }

  /**
   * See {@link CommandsInFlight#roundTrip}. Takes no lock: who asks may hold one that the reader
   * needs, while another thread waits here for an answer that the reader has to bring.
   */
  Optional<Duration> roundTrip() {
    return connection.roundTrip();
  }

  /** What the server can do. */
  Capabilities capabilities() throws StoreException {
    return use(Connection::capabilities);
  }

  private interface Use<T> {
    T of(Connection live) throws StoreException;
  }

  /** Pauses are kept without the lock, so that the session can be closed meanwhile. */
  private <T> T use(Use<T> use) throws StoreException {
    connector.traffic().await();
    synchronized (this) {
      return use.of(live());
    }
  }

  private FolderDirectory directory(Connection live) throws StoreException {
    FolderDirectory directory = FolderDirectory.read(live, true);
    directory
        .entries()
        .forEach(
            (path, entry) -> {
              names.put(path, entry.name());
              // What is recorded of the folder's messages is recorded under this.
              entry
                  .state()
                  .filter(state -> !state.validity().isEmpty())
                  .ifPresent(state -> validities.putIfAbsent(path, state.validity()));
            });
    return directory;
  }

  private FolderState examine(Connection live, FolderPath folder, List<? extends Command<?>> behind)
      throws StoreException {
    examined = null;
    SelectCommand examine = SelectCommand.examine(name(live, folder));
    List<Command<?>> commands = new ArrayList<>(List.of(examine));
    commands.addAll(behind);
    live.submitAll(commands);
    FolderState state = Connection.await(examine).state();
    String former = validities.putIfAbsent(folder, state.validity());
    boolean told = !state.validity().isEmpty();
    if (told && former != null && !former.equals(state.validity())) {
      throw new FatalException(
          Problem.SOURCE_CHANGED,
          "The folder "
              + folder
              + " at "
              + live.server()
              + " was replaced while it was read (UIDVALIDITY "
              + former
              + " became "
              + state.validity()
              + "): run the pass again");
    }
    examined = folder;
    return state;
  }

  String server() {
    return connector.server();
  }

  void close() {
    Connection last;
    synchronized (this) {
      closed = true;
      last = connection;
    }
    last.close();
  }

  private Connection live() throws StoreException {
    if (closed) {
      throw new TransientException("The session with " + connector.server() + " is closed", null);
    }
    if (!connection.alive()) {
      connection.awaitEnd();
      examined = null;
      connection = connector.connect();
    }
    return connection;
  }

  private String name(Connection live, FolderPath folder) throws StoreException {
    if (!names.containsKey(folder)) {
      directory(live);
    }
    String name = names.get(folder);
    if (name == null) {
      throw new PermanentException(
          Problem.FOLDER_REFUSED,
          "The folder " + folder + " is not at " + connector.server() + " any more");
    }
    return name;
  }
}
