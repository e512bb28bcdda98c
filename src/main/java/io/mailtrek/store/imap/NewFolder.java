package io.mailtrek.store.imap;

import io.mailtrek.store.FolderState;
import io.mailtrek.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The commands that make a folder: CREATE, SUBSCRIBE, and a first look at it, which costs no round
 * trip when it is asked for together with the folder: SELECT, which tells the permitted keywords,
 * too, where the folder can be left again by UNSELECT; else STATUS.
 */
final class NewFolder {
  private final Connection connection;
  private final Optional<CreateCommand> create;
  private final Optional<SubscribeCommand> subscribe;
  private final Optional<SelectCommand> select;
  private final StatusCommand status;

  private NewFolder(
      Connection connection, String name, Optional<CreateCommand> create, boolean subscribed) {
    this.connection = connection;
    this.create = create;
    subscribe = subscribed ? Optional.of(new SubscribeCommand(name)) : Optional.empty();
    boolean leave = connection.capabilities().has("UNSELECT");
    select = leave ? Optional.of(SelectCommand.select(name)) : Optional.empty();
    status = new StatusCommand(name);
  }

  /**
   * Commands that are still to be sent, on this connection.
   *
   * @param use the special use of the folder, see {@link CreateCommand}
   * @param subscribed whether it is to be subscribed to
   */
  static NewFolder of(
      Connection connection, String name, Optional<String> use, boolean subscribed) {
    return new NewFolder(connection, name, Optional.of(new CreateCommand(name, use)), subscribed);
  }

  /** The same, and sends them. */
  static NewFolder ask(
      Connection connection, String name, Optional<String> use, boolean subscribed) {
    NewFolder folder = of(connection, name, use, subscribed);
    connection.submitAll(folder.commands());
    return folder;
  }

  /** The first look at a folder that is there after all. */
  static NewFolder look(Connection connection, String name, boolean subscribed) {
    NewFolder folder = new NewFolder(connection, name, Optional.empty(), subscribed);
    connection.submitAll(folder.commands());
    return folder;
  }

  List<Command<?>> commands() {
    List<Command<?>> commands = new ArrayList<>();
    create.ifPresent(commands::add);
    subscribe.ifPresent(commands::add);
    if (select.isPresent()) {
      commands.add(select.get());
      commands.add(new UnselectCommand());
    } else {
      commands.add(status);
    }
    return commands;
  }

  /** What it was sent on. */
  Connection connection() {
    return connection;
  }

  /** Why the folder was not made; empty when it was. */
  Optional<ResponseText> refusal() throws StoreException {
    return create.isPresent() ? Connection.await(create.get()) : Optional.empty();
  }

  /** Whether the user is subscribed to it now. */
  boolean subscribed() throws StoreException {
    return subscribe.isPresent() && Connection.await(subscribe.get());
  }

  /** Its counters. */
  FolderState state() throws StoreException {
    return select.isPresent() ? Connection.await(select.get()).state() : Connection.await(status);
  }

  /** The flags that can be set there; the inner one is empty when all can. */
  Optional<Optional<Set<String>>> keywords() throws StoreException {
    return select.isPresent()
        ? Optional.of(Connection.await(select.get()).permanentFlags())
        : Optional.empty();
  }
}
