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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one connection of a source session, and which folder is examined on it. A lost connection is
 * made again when it is next needed. Commands that need a folder are written right behind its
 * EXAMINE, without a wait for its answer, so listing and reading may use different folders. Safe
 * for use by many threads.
 */
final class SourceFolders {
  private final Connector connector;
  private final Map<FolderPath, String> names = new HashMap<>();
  private final Map<FolderPath, String> validities = new ConcurrentHashMap<>();

  /** Changed with the lock held; read without it where only the last one is wanted. */
  private volatile Connection connection;

  /** The one that was asked for last on the connection. */
  private Optional<Examination> last = Optional.empty();

  /** What was read before it is wanted. */
  private volatile Optional<FolderDirectory> read = Optional.empty();

  private boolean closed;

  SourceFolders(Connector connector) throws StoreException {
    this.connector = connector;
    this.connection = connector.connectFirst();
  }

  /** Reads what {@link #directory} will be asked for. */
  void ask() {
    try {
      read = Optional.of(use(this::directory));
    } catch (StoreException e) {
      // Whoever wants it asks again, and learns it.
    }
  }

  /** Lists the folders with their counters. */
  FolderDirectory directory() throws StoreException {
    Optional<FolderDirectory> before = read;
    read = Optional.empty();
    return before.isPresent() ? before.get() : use(this::directory);
  }

  /** Examines a folder, and tells its state as of now. */
  FolderState examine(FolderPath folder) throws StoreException {
    return examineAll(Map.of(folder, Optional.empty())).get(folder).state();
  }

  /**
   * Examines folders one after the other, each with a command right behind it, all in one flight.
   */
  Map<FolderPath, Examination> examineAll(
      Map<FolderPath, ? extends Optional<? extends Command<?>>> folders) throws StoreException {
    return use(
        live -> {
          Map<FolderPath, Examination> asked = new LinkedHashMap<>();
          List<Command<?>> commands = new ArrayList<>();
          for (Map.Entry<FolderPath, ? extends Optional<? extends Command<?>>> each :
              folders.entrySet()) {
            Examination examination = examination(live, each.getKey());
            asked.put(each.getKey(), examination);
            commands.add(examination.command());
            each.getValue().ifPresent(behind -> commands.add(examination.guard(behind)));
            last = Optional.of(examination);
          }
          live.submitAll(commands);
          return asked;
        });
  }

  /**
   * Submits a command to a folder. It is examined first when another one is; if that fails, the
   * command fails with it.
   */
  <C extends Command<?>> C submit(FolderPath folder, C command) throws StoreException {
    return use(
        live -> {
          Optional<Examination> open =
              last.filter(examination -> examination.of(folder) && !examination.failed());
          Examination examination = open.isPresent() ? open.get() : examination(live, folder);
          last = Optional.of(examination);
          examination.guard(command);
          live.submitAll(
              open.isPresent() ? List.of(command) : List.of(examination.command(), command));
          return command;
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

  private Examination examination(Connection live, FolderPath folder) throws StoreException {
    return new Examination(
        folder, SelectCommand.examine(name(live, folder)), state -> replaced(folder, state));
  }

  /** Whether the keys of a folder are not those any more that were told before. */
  private Optional<StoreException> replaced(FolderPath folder, FolderState state) {
    if (state.validity().isEmpty()) {
      return Optional.empty();
    }
    String former = validities.putIfAbsent(folder, state.validity());
    return former == null || former.equals(state.validity())
        ? Optional.empty()
        : Optional.of(
            new FatalException(
                Problem.SOURCE_CHANGED,
                "The folder "
                    + folder
                    + " at "
                    + connector.server()
                    + " was replaced while it was read (UIDVALIDITY "
                    + former
                    + " became "
                    + state.validity()
                    + "): run the pass again"));
  }

  String server() {
    return connector.server();
  }

  void close() {
    Connection open;
    synchronized (this) {
      closed = true;
      open = connection;
    }
    open.close();
  }

  private Connection live() throws StoreException {
    if (closed) {
      throw new TransientException("The session with " + connector.server() + " is closed", null);
    }
    if (!connection.alive()) {
      connection.awaitEnd();
      last = Optional.empty();
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
