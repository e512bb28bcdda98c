package io.mailtrek.demo;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mailtrek.demo.dav.DavServer;
import io.mailtrek.demo.dav.DavTree;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/**
 * An IMAP server and a CalDAV and CardDAV server in this process, on free ports of 127.0.0.1, with
 * all in memory.
 */
final class DemoServer implements AutoCloseable {
  private static final Session NO_SESSION = Session.getInstance(new Properties());

  private final GreenMail server;
  private final DavServer dav;
  private final String domain;
  private final List<String> users;
  private final String password;

  private DemoServer(
      GreenMail server, DavServer dav, String domain, List<String> users, String password) {
    this.server = server;
    this.dav = dav;
    this.domain = domain;
    this.users = users;
    this.password = password;
  }

  /** Starts both with an empty mailbox for each user. */
  static DemoServer start(String domain, List<String> users, String password) throws IOException {
    DavServer dav = DavServer.start();
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    DemoServer started = new DemoServer(server, dav, domain, users, password);
    for (String user : users) {
      server.setUser(started.address(user), started.address(user), password);
      dav.tree().addUser(started.address(user), password);
    }
    return started;
  }

  /** The names before the {@code @}. */
  List<String> users() {
    return users;
  }

  /** The address of a user, which is also the login name. */
  String address(String user) {
    return user + "@" + domain;
  }

  /** The calendars and address books of all users. */
  DavTree groupware() {
    return dav.tree();
  }

  /** How a project names the server of calendars and address books. */
  String davUri() {
    return dav.uri();
  }

  /** How a project names the mail server. */
  String uri() {
    return "imap://127.0.0.1:" + server.getImap().getPort() + "?security=none";
  }

  /** Logs a user in, as any mail program does. */
  Store login(String user) throws MessagingException {
    Properties properties = new Properties();
    // A message that was read to be compared must not become one that the user has seen.
    properties.setProperty("mail.imap.peek", "true");
    Store store = Session.getInstance(properties).getStore("imap");
    store.connect("127.0.0.1", server.getImap().getPort(), address(user), password);
    return store;
  }

  /**
   * Adds a message as it is, byte for byte, to a folder that exists. Not by IMAP, where the sockets
   * of the embedded server take 50 ms for each.
   */
  void add(String user, List<String> folder, byte[] content, Instant date, Flags flags)
      throws MessagingException {
    MimeMessage message = new MimeMessage(NO_SESSION, new ByteArrayInputStream(content));
    GreenMailUser owner = server.getUserManager().getUser(address(user));
    server
        .getManagers()
        .getImapHostManager()
        .getFolder(owner, String.join(".", folder))
        .appendMessage(message, flags, Date.from(date));
  }

  @Override
  public void close() {
    server.stop();
    dav.close();
  }
}
