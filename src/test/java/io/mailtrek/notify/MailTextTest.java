package io.mailtrek.notify;

import static io.mailtrek.ledger.MailboxPassStatus.COMPLETED;
import static io.mailtrek.ledger.MailboxPassStatus.FAILED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.config.ConfigException;
import io.mailtrek.ledger.MailboxPassStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailTextTest {
  @TempDir private Path folder;

  @Test
  void theShippedTextTellsTheEndOfAPass() throws Exception {
    MailText mail = MailText.read(Path.of("config/notify-mail.txt"));
    Notification notification = SampleNotifications.ended(COMPLETED, FAILED);

    assertEquals(
        "MailTrek contoso: The full pass (number 3) has ended: Failed with 2 errors",
        mail.subject(notification));
    String text = mail.text(notification);
    assertTrue(text.contains("listed 4 = 2 migrated + 0 already migrated"), text);
    assertTrue(text.contains("user0@old.example: Completed, 1 error. Message 0."), text);
    assertTrue(text.contains("user1@old.example: Failed, 1 error. Message 1."), text);
  }

  @Test
  void theShippedTextTellsAMailboxThatFailed() throws Exception {
    MailText mail = MailText.read(Path.of("config/notify-mail.txt"));
    Notification notification =
        SampleNotifications.failed("anna@old.example", "The login was refused.");

    assertEquals(
        "MailTrek contoso: anna@old.example has failed in the full pass (number 3)",
        mail.subject(notification));
    assertTrue(mail.text(notification).contains("The login was refused."));
  }

  @Test
  void theShippedTextTellsTheFirstError() throws Exception {
    MailText mail = MailText.read(Path.of("config/notify-mail.txt"));
    Notification notification = SampleNotifications.error("INBOX", "Too large.");

    assertTrue(mail.subject(notification).endsWith("(number 3) is in anna@old.example"));
    assertTrue(mail.text(notification).contains("Folder INBOX: Too large."));
  }

  @Test
  void manyMailboxesInTroubleAreCounted() throws Exception {
    MailboxPassStatus[] statuses = new MailboxPassStatus[50];
    Arrays.fill(statuses, FAILED);

    String text =
        MailText.read(Path.of("config/notify-mail.txt")).text(SampleNotifications.ended(statuses));

    assertTrue(text.contains("and 30 more."), text);
    assertFalse(text.contains("user20@"), text);
  }

  @Test
  void aValueIsNeverATemplate() throws Exception {
    MailText mail = template("Subject: ${headline}\n\n${details}");
    Notification notification =
        SampleNotifications.failed("anna@old.example", "${project} $1 {{env:HOME}}");

    assertEquals("${project} $1 {{env:HOME}}", mail.text(notification));
  }

  @Test
  void aSubjectIsOneLineOfLimitedLength() throws Exception {
    MailText mail = template("Subject: ${details}\n\n${details}");

    assertEquals(
        "a Bcc: x@y.example",
        mail.subject(SampleNotifications.failed("anna@old.example", "a\r\nBcc: x@y.example")));
    assertEquals(
        201,
        mail.subject(SampleNotifications.failed("anna@old.example", "x".repeat(1000))).length());
  }

  @Test
  void aNameThatIsNoneIsAMistakeWithItsLine() {
    ConfigException failure =
        assertThrows(ConfigException.class, () -> template("Subject: x\n\na\n${passs}"));

    assertEquals(4, failure.mistakes().get(0).line());
    assertTrue(failure.getMessage().contains("${passs}"), failure.getMessage());
  }

  @Test
  void aTextWithoutASubjectIsAMistake() {
    ConfigException failure =
        assertThrows(ConfigException.class, () -> template("${headline}\n\n${details}"));

    assertTrue(failure.getMessage().contains("Subject:"), failure.getMessage());
  }

  private MailText template(String text) throws IOException, ConfigException {
    return MailText.read(Files.writeString(folder.resolve("template.txt"), text));
  }
}
