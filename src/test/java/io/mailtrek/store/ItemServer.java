package io.mailtrek.store;

import io.mailtrek.corpus.SampleMessage;
import java.io.IOException;
import java.util.List;

/** A server that the contract tests run on, behind the store that they test. */
public interface ItemServer extends AutoCloseable {

  /** What is done to a mailbox. */
  @FunctionalInterface
  interface Work {
    /** Does it. */
    void run() throws Exception;
  }

  /** A new and empty mailbox. */
  Login newMailbox();

  /** The store as a client sees it that connects to a port, the server's own or a relay's. */
  Store store(int port);

  /** Where the server listens. */
  int port();

  /** Puts items into a mailbox by other ways than the store's. */
  void seed(Login mailbox, List<SampleMessage> messages) throws IOException;

  /** Creates and subscribes a folder by other ways than the store's; the path is joined by /. */
  void create(Login mailbox, String path) throws IOException;

  /** Deletes all items of a folder by other ways than the store's. */
  void empty(Login mailbox, String path) throws IOException;

  /** What a folder holds, sorted, as far as it should be the same as at another server. */
  List<String> contents(Login mailbox, String path) throws IOException;

  /** What a piece of work has changed in a mailbox, in contents, versions and ids. */
  List<String> changes(Login mailbox, Work work) throws Exception;

  @Override
  void close();
}
