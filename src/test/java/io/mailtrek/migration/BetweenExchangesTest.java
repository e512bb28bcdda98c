package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.Asked;
import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.exchange.ExchangeFaults;
import io.mailtrek.server.exchange.ExchangeScript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passes of an administrator from one Exchange server to another. */
class BetweenExchangesTest {
  private static final Instant DATE = Instant.parse("2026-03-01T09:00:00Z");
  private static final int MESSAGES = 30;
  private static final Set<String> LOOKING =
      Set.of(
          "FindFolder",
          "GetFolder",
          "FindItem",
          "SyncFolderItems",
          "GetItem",
          "GetAttachment",
          "ExportItems");

  private final ExchangeScript script = new ExchangeScript();
  private ExchangeServer source;
  private ExchangeServer destination;
  private ExchangeMailbox anna;
  private TestProject project;

  @BeforeEach
  void fill(@TempDir Path home) throws Exception {
    source = ExchangeServer.start(script);
    destination = ExchangeServer.start(script);
    ExchangeMailbox old = source.organization().addMailbox("anna@old.example", "of anna");
    anna = destination.organization().addMailbox("anna@new.example", "of anna");
    for (ExchangeServer server : List.of(source, destination)) {
      server.organization().addAdmin("migrator", TestProject.PASSWORD);
    }
    for (int i = 0; i < MESSAGES; i++) {
      String text =
          "Subject: Mail " + i + "\r\nMessage-ID: <" + i + "@old.example>\r\n\r\nText\r\n";
      old.folder("inbox")
          .addMail(text.getBytes(StandardCharsets.US_ASCII), Mail.read(DATE.plusSeconds(i)));
    }
    project = new TestProject(home, "unused", "unused", "anna").withoutMail();
    project.set("mailtrek.source.ews", source.uri());
    project.set("mailtrek.destination.ews", destination.uri());
    for (String side : List.of("source", "destination")) {
      project.set("mailtrek." + side + ".username", "migrator");
      project.set("mailtrek." + side + ".password", TestProject.PASSWORD);
    }
    project.set("mailtrek.retry.first-delay-ms", "1");
    project.set("mailtrek.retry.longest-delay-ms", "10");
    Files.writeString(
        home.resolve("config/mailboxes.csv"),
        "Source Email,Destination Email\nanna@old.example,anna@new.example\n");
  }

  @AfterEach
  void stop() {
    project.close();
    source.close();
    destination.close();
  }

  private MailboxPassRecord full() throws Exception {
    List<MailboxPassRecord> records = project.full();
    assertEquals(1, records.size());
    return records.get(0);
  }

  @Test
  void theNextPassCopiesNothing() throws Exception {
    MailboxPassRecord first = full();
    assertEquals(MailboxPassStatus.COMPLETED, first.status(), first.toString());
    assertEquals(MESSAGES, first.counts().migrated());
    assertEquals(MESSAGES, anna.folder("inbox").size());

    MailboxPassRecord second = full();
    assertEquals(MailboxPassStatus.COMPLETED, second.status(), second.toString());
    assertEquals(0, second.counts().migrated());
    assertEquals(MESSAGES, anna.folder("inbox").size());

    List<Asked> asked = source.organization().operations();
    Set<String> operations = asked.stream().map(Asked::operation).collect(Collectors.toSet());
    assertTrue(LOOKING.containsAll(operations), operations.toString());
    assertTrue(asked.stream().allMatch(each -> each.anchor().equals("anna@old.example")));
    assertTrue(asked.stream().allMatch(each -> each.login().equals("migrator")));
  }

  /** Each item arrives once, whatever is refused, lost or cut once. */
  @Test
  void serversThatAreBusyOrLoseAnswersOnlyTakeLonger() throws Exception {
    script.on("FindFolder").once(ExchangeFaults.fault("ErrorMailboxStoreUnavailable"));
    script.on("ExportItems").once(ExchangeFaults.busy(500, 100));
    script.on("ExportItems").skip(1).once(ExchangeFaults.cutReply());
    script.on("UploadItems").once(ExchangeFaults.busy(200, 100));
    script.on("UploadItems").skip(1).once(ExchangeFaults.busyWithin200(100));
    script.on("UploadItems").skip(2).once(ExchangeFaults.loseReply());

    MailboxPassRecord first = full();

    assertEquals(MailboxPassStatus.COMPLETED, first.status(), first.toString());
    assertEquals(0, first.counts().failed(), first.toString());
    assertEquals(MESSAGES, first.counts().migrated() + first.counts().adopted());
    assertEquals(MESSAGES, anna.folder("inbox").size());
  }

  @Test
  void anAdministratorWithoutTheRoleIsTold() throws Exception {
    source.organization().mayImpersonate("migrator", false);

    MailboxPassRecord refused = full();

    assertEquals(MailboxPassStatus.FAILED, refused.status());
    assertTrue(refused.toString().contains("ApplicationImpersonation"), refused.toString());
  }
}
