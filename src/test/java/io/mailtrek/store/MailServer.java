package io.mailtrek.store;

import java.io.IOException;
import java.util.OptionalInt;

/** A mail server that the contract tests run on. */
public interface MailServer extends ItemServer {

  /** More bytes than this the server takes of no message; it may have no limit. */
  default OptionalInt largest() {
    return OptionalInt.empty();
  }

  /** Renames a folder by other ways than the store's; the paths are joined by /. */
  void rename(Login mailbox, String from, String to) throws IOException;

  /** Deletes a folder with what is in it by other ways than the store's. */
  void delete(Login mailbox, String path) throws IOException;
}
