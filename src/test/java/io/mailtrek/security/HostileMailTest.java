package io.mailtrek.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.migration.TestProject;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages whose headers and bodies want to be more than text arrive as they are. */
class HostileMailTest {
  private static final String USER = "anna";
  private static final List<String> HEADERS =
      List.of(
          "CamelHttpUri: http://127.0.0.1:1/",
          "CamelFileName: ../../../tmp/mailtrek-hostile",
          "CamelExecCommandExecutable: /bin/false",
          "MailTrekMailbox: bernd@example.org",
          "MailTrekItemKey: the-same-for-all",
          "MailTrekFolder: Trash",
          "mail.smtp.host: 127.0.0.2",
          "delete: true",
          "moveTo: Trash",
          "Subject: ${env:HOME} {{env:HOME}} ${header.MailTrekItemKey} ${bean:ledger?method=clear}",
          "X-Folded: a\r\n b: c\r\n\td: e",
          "X-Carriage-Return: a\rSubject: forged",
          "X-Nul: \u0000");

  private final GreenMail source = start();
  private final GreenMail destination = start();
  private TestProject project;

  @BeforeEach
  void fill(@TempDir Path home) throws Exception {
    project =
        new TestProject(home, source.getImap().getPort(), destination.getImap().getPort(), USER);
    try (RawImap imap = RawImap.login(source.getImap().getPort(), USER, TestProject.PASSWORD)) {
      imap.seed(
          IntStream.range(0, HEADERS.size())
              .mapToObj(i -> message(i, i % 2 == 0 ? "INBOX" : "A ${env.HOME} {{env:HOME}}"))
              .toList());
    }
  }

  @AfterEach
  void stop() {
    project.close();
    source.stop();
    destination.stop();
  }

  @Test
  void arriveByteForByteInTheirFolders() throws Exception {
    MailboxPassRecord record = project.full().get(0);

    assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
    assertEquals(HEADERS.size(), record.counts().migrated(), record.toString());
    assertEquals(List.of(), snapshot(source).missingFrom(snapshot(destination)));
    assertEquals(HEADERS.size(), snapshot(source).count());
  }

  @Test
  void noneOfTheirHeadersIsAHeaderOfTheExchange() throws Exception {
    beforeTheDelivery(
        """
        - setProperty:
            name: read
            expression:
              simple:
                expression: "${bodyAs(String)}"
        - filter:
            id: only-our-headers
            expression:
              simple:
                expression: >-
                  ${header.MailTrekMailbox} == 'anna@example.org'
                  && ${header.CamelHttpUri} == null
                  && ${header.CamelFileName} == null
                  && ${header.CamelExecCommandExecutable} == null
                  && ${header.delete} == null
                  && ${header.moveTo} == null
                  && ${header.Subject} == null
                  && ${header.X-Folded} == null
            steps:
              - to:
                  id: deliver
                  uri: mailbox:destination
        """);

    MailboxPassRecord record = project.full().get(0);

    assertEquals(HEADERS.size(), record.counts().migrated(), record.toString());
  }

  @Test
  void theirTextIsNotEvaluatedWhenARouteUsesIt() throws Exception {
    beforeTheDelivery(
        """
        - setProperty:
            name: text
            expression:
              simple:
                expression: "${bodyAs(String)}"
        - setBody:
            expression:
              simple:
                expression: "${exchangeProperty.text}"
        - to:
            id: deliver
            uri: mailbox:destination
        """);

    project.full();

    assertEquals(List.of(), snapshot(source).missingFrom(snapshot(destination)));
  }

  private void beforeTheDelivery(String steps) throws Exception {
    String delivery = "- to:\n    id: deliver\n    uri: mailbox:destination\n";
    int indent = 32;
    project.editRoute("full.camel.yaml", delivery.indent(indent), steps.indent(indent));
  }

  private static MailboxSnapshot snapshot(GreenMail server) throws Exception {
    return MailboxSnapshot.read(server.getImap().getPort(), USER, TestProject.PASSWORD);
  }

  private static GreenMail start() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    server.setUser(USER + "@example.org", USER, TestProject.PASSWORD);
    return server;
  }

  private static SampleMessage message(int number, String folder) {
    String text =
        "Message-ID: <"
            + number
            + "@example.org>\r\n"
            + HEADERS.get(number)
            + "\r\n\r\n${env:HOME} {{env:HOME}} {{file:/etc/hostname}}\r\n";
    return new SampleMessage(
        folder,
        List.of(),
        OffsetDateTime.parse("2024-03-05T09:30:00+01:00").plusDays(number),
        text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
