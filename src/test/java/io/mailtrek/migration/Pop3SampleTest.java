package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.ImapResponse;
import io.mailtrek.server.RawImap;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample route brings the mail of a POP3 mailbox to the destination. */
class Pop3SampleTest {
  private static final String USER = "anna";
  private static final String HOSTILE =
      String.join(
          "\r\n",
          "delete: true",
          "moveTo: Trash",
          "MailTrekMailbox: bernd@example.org",
          "CamelFileName: ../../x",
          "");

  private final GreenMail source =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
          });
  private final GreenMail destination = EmbeddedImap.start(USER);
  private TestProject project;

  @BeforeEach
  void useTheSample(@TempDir Path home) throws Exception {
    source.start();
    source.setUser("anna@example.org", USER, TestProject.PASSWORD);
    project =
        new TestProject(home, source.getImap().getPort(), destination.getImap().getPort(), USER);
    Files.copy(Path.of("routes/samples/pop3.camel.yaml"), home.resolve("routes/pop3.camel.yaml"));
    project.set("pop3.server", "pop3:127.0.0.1:" + source.getPop3().getPort());
    project.set("pop3.username", USER);
    project.set("pop3.password", TestProject.PASSWORD);
    project.set("pop3.mailbox", "anna@example.org");
    project.editRoute("pop3.camel.yaml", "delay: 60000", "delay: 100\n        initialDelay: 100");
  }

  @AfterEach
  void stop() {
    project.close();
    source.stop();
    destination.stop();
  }

  @Test
  void bringsEachMessageOnceAndByteForByte() throws Exception {
    byte[] first = deposit(1);
    byte[] second = deposit(2);

    project.engine();
    TestProject.until(() -> count() == 2);
    byte[] third = deposit(3);
    TestProject.until(() -> count() == 3);

    List<byte[]> arrived = contents();
    assertArrayEquals(first, arrived.get(0));
    assertArrayEquals(second, arrived.get(1));
    assertArrayEquals(third, arrived.get(2));
  }

  @Test
  void bringsNothingAgainAfterARestart() throws Exception {
    deposit(1);
    project.engine();
    TestProject.until(() -> count() == 1);
    project.close();
    deposit(2);

    project.engine();
    TestProject.until(() -> count() == 2);
    project.close();

    assertEquals(2, count());
  }

  @Test
  void changesNothingAtTheSourceWhateverAHeaderSays() throws Exception {
    deposit(1);
    project.engine();
    TestProject.until(() -> count() == 1);
    project.close();

    assertEquals(1, source.getReceivedMessages().length);
  }

  @Test
  void aPassTakesTheMailboxAndGivesItBack() throws Exception {
    project.set("mailtrek.folder-filter", ".");
    deposit(1);
    project.engine();
    TestProject.until(() -> count() == 1);

    assertEquals(MailboxPassStatus.COMPLETED, project.full().get(0).status());
    deposit(2);

    TestProject.until(() -> count() == 2);
  }

  @Test
  void theDateIsThatOfTheTopmostReceivedLine() throws Exception {
    deposit(1);
    project.engine();
    TestProject.until(() -> count() == 1);

    try (RawImap imap = destination()) {
      imap.command("SELECT INBOX");
      String dates = imap.command("FETCH 1 (INTERNALDATE)").toString();
      assertTrue(dates.contains("05-Mar-2024 08:30:00 +0000"), dates);
    }
  }

  private byte[] deposit(int number) throws Exception {
    String text =
        "Received: from a by b; Tue, 5 Mar 2024 09:30:00 +0100\r\n"
            + HOSTILE
            + "Message-ID: <"
            + number
            + "@example.org>\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\nSubject: Number "
            + number
            + "\r\n\r\nText of "
            + number
            + "\r\n";
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    source
        .getUserManager()
        .getUser(USER)
        .deliver(
            new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(bytes)));
    return bytes;
  }

  private int count() {
    return destination.getReceivedMessages().length;
  }

  private List<byte[]> contents() throws Exception {
    try (RawImap imap = destination()) {
      imap.command("SELECT INBOX");
      return imap.command("FETCH 1:* (BODY.PEEK[])").stream()
          .map(ImapResponse::literals)
          .flatMap(List::stream)
          .toList();
    }
  }

  private RawImap destination() throws Exception {
    return RawImap.login(destination.getImap().getPort(), USER, TestProject.PASSWORD);
  }
}
