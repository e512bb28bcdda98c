package io.mailtrek.store.imap;

import io.mailtrek.server.DovecotConfig;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import java.util.Optional;
import java.util.OptionalInt;

/** A Dovecot of its own. */
final class DovecotMailServer extends ImapMailServer {
  private static final int MAILBOXES = 100;
  private static final int LARGEST = 200_000;

  private final DovecotServer server;
  private final OptionalInt largest;
  private int used;

  DovecotMailServer(DovecotConfig config) {
    this(config, OptionalInt.empty());
  }

  /** One that takes no large messages. */
  static DovecotMailServer limited(DovecotConfig config) {
    return new DovecotMailServer(
        config.config(
            """
            mail_plugins = quota
            protocol imap {
              mail_plugins = quota imap_quota
            }
            plugin {
              quota = count:User quota
              quota_vsizes = yes
              quota_max_mail_size = %d
            }
            """
                .formatted(LARGEST)),
        OptionalInt.of(LARGEST));
  }

  private DovecotMailServer(DovecotConfig config, OptionalInt largest) {
    this.largest = largest;
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
  public OptionalInt largest() {
    return largest;
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
