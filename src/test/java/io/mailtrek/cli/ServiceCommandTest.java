package io.mailtrek.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.mailtrek.api.ApiToken;
import io.mailtrek.api.TestKeyStore;
import io.mailtrek.camel.CamelEngines;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.migration.TestProject;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.PassRequest;
import io.mailtrek.pass.ProjectLock;
import io.mailtrek.pass.ServiceAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands beside a service, which they reach by its API. */
class ServiceCommandTest {
  @TempDir private Path home;

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
  private final PretendEngines engines = new PretendEngines();
  private TestProject project;
  private Engine service;
  private ProjectLock lock;

  @BeforeEach
  void makeProject() throws Exception {
    server.start();
    server
        .setUser("anna@example.org", "anna", TestProject.PASSWORD)
        .deliver(
            GreenMailUtil.createTextEmail(
                "anna@example.org", "b@example.org", "one", "text", ServerSetup.SMTP));
    int port = server.getImap().getPort();
    project = new TestProject(home, port, port, "anna");
  }

  private void start() throws Exception {
    service = new CamelEngines().start(project.project(), true);
    lock = ProjectLock.take(home.resolve("data"), "run").orElseThrow();
    lock.announce(service.address().orElseThrow());
  }

  @AfterEach
  void stop() {
    service.close();
    lock.close();
    server.stop();
  }

  @Test
  void aPassIsHandedOverAndFollowed() throws Exception {
    start();
    Run run = run("full", "--all");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.err().contains("Pass 1 was handed to the service"), run.err());
    assertTrue(run.out().contains("listed 1 = 1 migrated"), run.out());
    assertEquals(List.of(), engines.calls, "the ledger is left to the service");
  }

  @Test
  void whatThePassSaysIsTheSameAsWithoutAService() throws Exception {
    start();
    Run run = run("pre-stage", "--all", "--older-than", "30d", "--json");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.lastLine().startsWith("{\"pass\":1,\"type\":\"pre-stage\""), run.out());
    assertTrue(run.lastLine().contains("\"filtered\":1"), run.out());
    Run text = run("pre-stage", "--all", "--older-than", "30d");
    assertTrue(text.out().contains("filtered by: cut-off 1"), text.out());
  }

  @Test
  void theServiceIsReachedByTlsWithItsOwnCertificate() throws Exception {
    TestKeyStore.make(home.resolve("config/api.p12"), "changeit");
    project
        .set("camel.ssl.enabled", "true")
        .set("camel.ssl.keyStore", "file:{{mailtrek.home}}/config/api.p12")
        .set("camel.ssl.keystorePassword", "changeit");
    start();
    ServiceAddress address = service.address().orElseThrow();
    assertEquals("https", address.uri().getScheme());

    assertEquals(0, run("full", "--all").exitCode());
    assertEquals(List.of(), engines.calls);

    lock.announce(new ServiceAddress(address.uri(), Set.of("00".repeat(32))));
    Run stranger = run("full", "--all");
    assertEquals(2, stranger.exitCode(), stranger.out());
    assertTrue(stranger.err().contains("does not answer"), stranger.err());
  }

  @Test
  void aPassOfWhichNothingIsHeardAfterwardsIsNoMistakeOfTheUser() throws Exception {
    start();
    HttpServer mute =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    mute.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestMethod().equals("POST")) {
            byte[] submitted = "{\"pass\":7}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, submitted.length);
            exchange.getResponseBody().write(submitted);
          }
          exchange.close();
        });
    mute.start();
    try {
      URI uri = URI.create("http://127.0.0.1:" + mute.getAddress().getPort());
      lock.announce(new ServiceAddress(uri, Set.of()));
      Run run = run("full", "--all");

      assertEquals(1, run.exitCode(), run.err());
      assertTrue(run.err().contains("does not answer"), run.err());
      assertTrue(run.err().contains("Pass 7 was submitted."), run.err());
    } finally {
      mute.stop(0);
    }
  }

  @Test
  void aPassIsStopped() throws Exception {
    start();
    long pass =
        service.submit(
            new PassRequest(
                PassType.FULL,
                Optional.empty(),
                project.project().mailboxes(),
                Optional.of(Instant.now().plus(Duration.ofHours(3))),
                false));

    assertEquals("anna@example.org, pass 1: Stopped", run("stop", "--all").out().strip());
    assertEquals(
        MailboxPassStatus.STOPPED, service.ledger().passes().mailboxPasses(pass).get(0).status());
    assertEquals(
        "Nothing to stop: no pass is under way.", run("stop", "--pass", "1").out().strip());
  }

  @Test
  void aTokenThatIsNotTheServicesIsRefused() throws Exception {
    start();
    Files.writeString(home.resolve(ApiToken.FILE), "x".repeat(43) + "\n");
    Run run = run("full", "--all");

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("This is not the token"), run.err());
  }

  @Test
  void withoutATokenTheLedgerIsUsed() throws Exception {
    start();
    Files.delete(home.resolve(ApiToken.FILE));
    engines.end = Optional.of(MailboxPassStatus.COMPLETED);
    Run run = run("full", "--all");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(engines.calls.contains("connect"), engines.calls.toString());
  }

  private Run run(Object... words) {
    Object[] all = new Object[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--home";
    all[words.length + 1] = home;
    return Run.of(engines, all);
  }
}
