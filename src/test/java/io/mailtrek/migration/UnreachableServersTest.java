package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.store.Problem;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mailbox whose server or login does not work fails with a reason; the others go on. */
class UnreachableServersTest {
  private final GreenMail server = EmbeddedImap.start("anna", "bert");
  private @TempDir Path home;

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aWrongPasswordFailsThatMailboxOnly() throws Exception {
    try (TestProject project = new TestProject(home, port(), port(), "anna", "bert")) {
      Path file = home.resolve("config/mailboxes.csv");
      Files.writeString(
          file, Files.readString(file).replaceFirst("anna,secret", "anna,wr0ng-canary"));

      var records = project.full();

      assertEquals(MailboxPassStatus.FAILED, records.get(0).status());
      assertEquals(MailboxPassStatus.COMPLETED, records.get(1).status(), records.toString());
      String message = records.get(0).message();
      assertTrue(message.contains("anna"), message);
      assertTrue(message.contains("password"), message);
      assertFalse(message.contains("canary"), message);
    }
  }

  @Test
  void anUnknownHostFailsTheMailbox() throws Exception {
    String message = failure("imap://no-such-host.invalid?security=none", imap());
    assertTrue(message.contains("no-such-host.invalid"), message);
  }

  @Test
  void whatConcernsAllMailboxesIsNotTriedWithEach() throws Exception {
    String unknown = "imap://no-such-host.invalid?security=none";
    try (TestProject project = new TestProject(home, unknown, imap(), "anna", "bert", "carl")) {
      project.set("mailtrek.concurrent-mailboxes", "1");

      List<MailboxPassRecord> records = project.full();

      assertTrue(records.stream().allMatch(r -> r.status() == MailboxPassStatus.FAILED));
      assertTrue(
          records.stream().allMatch(r -> r.problem().equals(Optional.of(Problem.HOST_UNKNOWN))));
      assertEquals(2, records.stream().filter(r -> r.message().startsWith("Not tried")).count());
      assertEquals(1, records.stream().mapToInt(MailboxPassRecord::attempts).sum());
    }
  }

  @Test
  void aRefusedPortFailsTheMailbox() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    String message = failure(imap(), "imap://127.0.0.1:" + free + "?security=none");
    assertTrue(message.contains("127.0.0.1:" + free), message);
  }

  @Test
  void aServerThatHangsFailsTheMailbox() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String message =
          failure(
              "imap://127.0.0.1:"
                  + silent.getLocalPort()
                  + "?security=none&readTimeout=200ms&connectTimeout=200ms",
              imap());
      assertTrue(message.contains("127.0.0.1:" + silent.getLocalPort()), message);
    }
  }

  @Test
  @RequiresDovecot
  void aCertificateThatIsNotTrustedFailsTheMailbox() throws Exception {
    try (DovecotServer tls = DovecotServer.builder().user("anna", TestProject.PASSWORD).start()) {
      String message = failure("imaps://localhost:" + tls.tlsPort(), imap());
      assertTrue(message.contains("certificate"), message);
      assertTrue(message.contains("truststore"), message);
    }
  }

  private String failure(String source, String destination) throws Exception {
    try (TestProject project = new TestProject(home, source, destination, "anna")) {
      project.set("mailtrek.retry.first-delay-ms", "10");
      MailboxPassRecord record = project.full().get(0);
      assertEquals(MailboxPassStatus.FAILED, record.status(), record.toString());
      return record.message();
    }
  }

  private String imap() {
    return TestProject.imap(port());
  }

  private int port() {
    return server.getImap().getPort();
  }
}
