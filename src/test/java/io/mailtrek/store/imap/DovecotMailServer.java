package io.mailtrek.store.imap;

import io.mailtrek.server.DovecotConfig;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import java.util.Optional;

/** A Dovecot of its own. */
final class DovecotMailServer extends ImapMailServer {
  private static final int MAILBOXES = 100;

  private final DovecotServer server;
  private int used;

  DovecotMailServer(DovecotConfig config) {
    for (int i = 1; i <= MAILBOXES; i++) {
      config.user("user" + i, PASSWORD);
    }
    server = config.start();
  }

  @Override
  public Login newMailbox() {
    return new Login("user" + ++used, new Secret(PASSWORD), Optional.empty());
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
