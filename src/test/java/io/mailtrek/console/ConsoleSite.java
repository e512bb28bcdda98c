package io.mailtrek.console;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.mailtrek.api.ApiToken;
import io.mailtrek.camel.CamelEngines;
import io.mailtrek.migration.TestProject;
import io.mailtrek.pass.Engine;
import io.mailtrek.server.FaultProxy;
import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** A service with its console, between two mail servers in this process. */
final class ConsoleSite implements AutoCloseable {
  private final GreenMail source = server();
  private final GreenMail destination = server();
  private final FaultProxy toDestination;
  private final TestProject project;
  private Optional<Engine> service = Optional.empty();

  /** The servers and the project; the service is not started yet. */
  ConsoleSite(Path home, String... users) throws IOException {
    toDestination = FaultProxy.to(destination.getImap().getPort());
    for (String user : users) {
      for (GreenMail server : new GreenMail[] {source, destination}) {
        server.setUser(TestProject.address(user), user, TestProject.PASSWORD);
      }
    }
    project = new TestProject(home, source.getImap().getPort(), toDestination.port(), users);
  }

  private static GreenMail server() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    return server;
  }

  /** The project, to be set before the start. */
  TestProject project() {
    return project;
  }

  /** What stands between MailTrek and the destination. */
  FaultProxy toDestination() {
    return toDestination;
  }

  /** Starts the service. */
  ConsoleSite start() throws Exception {
    service = Optional.of(new CamelEngines().start(project.project(), true));
    return this;
  }

  /** Where the console is. */
  String url() {
    return service.orElseThrow().address().orElseThrow().uri() + "/";
  }

  /** What one logs in with. */
  String token() throws IOException {
    return Files.readString(project.home().resolve(ApiToken.FILE)).strip();
  }

  /** Adds a message to a folder at the source, which is made where it is missing. */
  void add(String user, String folder, String subject, Duration age) {
    try {
      MailFolder target =
          source
              .getManagers()
              .getImapHostManager()
              .getFolder(source.getUserManager().getUser(user), folder);
      if (target == null) {
        target =
            source
                .getManagers()
                .getImapHostManager()
                .createMailbox(source.getUserManager().getUser(user), folder);
      }
      MimeMessage message =
          GreenMailUtil.createTextEmail(
              TestProject.address(user), "sender@example.org", subject, "text", ServerSetup.SMTP);
      target.appendMessage(message, new Flags(), Date.from(Instant.now().minus(age)));
    } catch (AuthorizationException | FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many messages a folder at the destination has; 0 when it is not there. */
  int messagesAtDestination(String user, String folder) {
    MailFolder found =
        destination
            .getManagers()
            .getImapHostManager()
            .getFolder(destination.getUserManager().getUser(user), folder);
    return found == null ? 0 : found.getMessageCount();
  }

  @Override
  public void close() {
    service.ifPresent(Engine::close);
    toDestination.close();
    source.stop();
    destination.stop();
  }
}
