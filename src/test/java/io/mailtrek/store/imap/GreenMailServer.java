package io.mailtrek.store.imap;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import java.util.Optional;

/** A GreenMail in this process, with few extensions of IMAP. */
final class GreenMailServer extends ImapMailServer {
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
  private int used;

  GreenMailServer() {
    server.start();
  }

  @Override
  public Login newMailbox() {
    String name = "user" + ++used;
    server.setUser(name + "@example.com", name, PASSWORD);
    return new Login(name, new Secret(PASSWORD), Optional.empty());
  }

  @Override
  public int port() {
    return server.getImap().getPort();
  }

  @Override
  public void close() {
    server.stop();
  }
}
