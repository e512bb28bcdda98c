package io.mailtrek.store;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.server.MailboxSnapshot;
import java.io.IOException;
import java.util.List;

/** A server that the contract tests run on, behind the store that they test. */
public interface MailServer extends AutoCloseable {

  /** A new and empty mailbox. */
  Login newMailbox();

  /** The store as a client sees it that connects to a port, the server's own or a relay's. */
  Store store(int port);

  /** Where the server listens. */
  int port();

  /** Puts messages into a mailbox by other ways than the store's. */
  void seed(Login mailbox, List<SampleMessage> messages) throws IOException;

  /** Creates and subscribes a folder by other ways than the store's; the path is joined by /. */
  void create(Login mailbox, String path) throws IOException;

  /** Deletes all messages of a folder by other ways than the store's. */
  void empty(Login mailbox, String path) throws IOException;

  /** What a mailbox holds. */
  MailboxSnapshot snapshot(Login mailbox) throws IOException;

  @Override
  void close();
}
