package io.mailtrek.store;

import java.util.Set;

/** A mail system that mailboxes are migrated from or to. Safe for use by many threads. */
public interface Store {

  /** The item types that it holds. */
  Set<ItemType> itemTypes();

  /**
   * Connects and logs in to read a mailbox.
   *
   * @throws FatalException when the login is refused, the certificate is not trusted, …
   * @throws TransientException when the server does not answer
   */
  SourceSession openSource(Login login) throws StoreException;

  /**
   * Connects and logs in to add to a mailbox, and settles what {@code journal} holds in doubt.
   *
   * @throws FatalException when the login is refused, the certificate is not trusted, …
   * @throws TransientException when the server does not answer
   */
  DestinationSession openDestination(Login login, DeliveryJournal journal) throws StoreException;
}
