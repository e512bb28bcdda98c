package io.mailtrek.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A mail system that mailboxes are migrated from or to. Safe for use by many threads. */
public interface Store {

  /** The item types that it lists as a source. */
  Set<ItemType> itemTypes();

  /** The item types that it takes in their own form as a destination. */
  default Set<ItemType> takes() {
    return itemTypes();
  }

  /** Whether it may list a folder of this path and type. */
  default boolean mayList(Place place) {
    return itemTypes().contains(place.type());
  }

  /**
   * The part of it that some item types are in, so that no server is asked for others; all of it
   * where it has no parts.
   */
  default Store holding(Set<ItemType> types) {
    return this;
  }

  /** The same for a destination, by what it {@link #takes}. */
  default Store taking(Set<ItemType> types) {
    return this;
  }

  /**
   * Connects and logs in to read a mailbox. Waits for a connection to be free, where their number
   * is limited, and for a server that asks to wait.
   *
   * @param waits by whom the waits of the session are seen and ended
   * @throws FatalException when the login is refused, the certificate is not trusted, …
   * @throws TransientException when the server does not answer
   * @throws StoppedException when {@code waits} was stopped meanwhile
   */
  SourceSession openSource(Login login, Waits waits) throws StoreException;

  /** The same with waits that nobody ends. */
  default SourceSession openSource(Login login) throws StoreException {
    return openSource(login, new Waits(Waits.PATIENCE));
  }

  /**
   * The same beside another session of the mailbox, to go faster: it is refused at once where it
   * would have to wait, so nobody waits for a connection while having one. A refusal pauses nobody.
   * The open session waits as all others do.
   *
   * @throws TransientException when no connection is free, or the server does not want another
   */
  SourceSession openFurtherSource(Login login, Waits waits) throws StoreException;

  /**
   * Connects and logs in to add to a mailbox, and settles what {@code journal} holds in doubt.
   * Waits for a connection to be free, where their number is limited, and for a server that asks to
   * wait.
   *
   * @param waits by whom the waits of the session are seen and ended
   * @throws FatalException when the login is refused, the certificate is not trusted, …
   * @throws TransientException when the server does not answer
   * @throws StoppedException when {@code waits} was stopped meanwhile
   */
  DestinationSession openDestination(Login login, DeliveryJournal journal, Waits waits)
      throws StoreException;

  /** The same with waits that nobody ends. */
  default DestinationSession openDestination(Login login, DeliveryJournal journal)
      throws StoreException {
    return openDestination(login, journal, new Waits(Waits.PATIENCE));
  }

  /**
   * The same beside another session of the mailbox; see {@link #openFurtherSource}.
   *
   * @throws TransientException when no connection is free, or the server does not want another
   */
  DestinationSession openFurtherDestination(Login login, DeliveryJournal journal, Waits waits)
      throws StoreException;

  /**
   * Looks at what the server offers to a mailbox, by questions that change nothing there. What goes
   * wrong is among the findings.
   *
   * @param side the side of the migration that the store is to be
   * @param connections how many connections of the mailbox are wanted at once; tried where they
   *     need not wait for others of the project
   * @throws StoppedException when {@code waits} was stopped meanwhile
   */
  Inspection inspect(Side side, Login login, int connections, Waits waits) throws StoppedException;

  /**
   * Writes a marked message to a new folder of a mailbox, reads it back, compares, and removes
   * exactly that message and that folder; also those that an interrupted probe has left. What goes
   * wrong is among the findings.
   *
   * @throws StoppedException when {@code waits} was stopped meanwhile
   */
  List<Finding> probe(Login login, Waits waits) throws StoppedException;

  /**
   * Looks whether the server is there: connects, and leaves before a login. Does not disturb a
   * server that has asked to be left alone.
   *
   * @return the pause that the server has asked for; empty when it was reached
   * @throws StoreException why it can't be reached, or takes no connection
   */
  Optional<Pause> reach() throws StoreException;
}
