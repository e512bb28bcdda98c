package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.Asked;
import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.demo.exchange.FolderNames;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.Repaired;
import io.mailtrek.server.DovecotConfig;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.server.dav.RadicaleServer;
import io.mailtrek.server.dav.RequiresRadicale;
import io.mailtrek.server.exchange.NobodyIsMailed;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All item types of several mailboxes, from Exchange to Dovecot and Radicale, and from there to
 * another Exchange: what arrives there is what there was at the beginning.
 */
@RequiresDovecot
@RequiresRadicale
class ExchangeAndRealServersTest {
  private static final List<String> USERS = List.of("anna", "bernd");
  private static final Pattern PHOTO =
      Pattern.compile("(?m)^PHOTO;[^:]*TYPE=JPEG[^:]*:([A-Za-z0-9+/=]+)\r?$");

  @Test
  void whatGoesThereAndOnToAnotherExchangeIsTheSame(@TempDir Path home) throws Exception {
    try (ExchangeServer first = ExchangeServer.start();
        ExchangeServer last = ExchangeServer.start();
        DovecotServer mail = dovecot();
        RadicaleServer groupware =
            new RadicaleServer(
                Map.of(USERS.get(0), TestProject.PASSWORD, USERS.get(1), TestProject.PASSWORD))) {
      for (String user : USERS) {
        ExchangeBelongings.fill(first.organization().addMailbox(user, TestProject.PASSWORD));
        last.organization().addMailbox(user, TestProject.PASSWORD, FolderNames.GERMAN);
      }
      int all = USERS.size() * ExchangeBelongings.ALL;
      try (TestProject project = project(home.resolve("from"), mail)) {
        project.set("mailtrek.source.ews", first.uri());
        project.remove("mailtrek.source.imap").set("mailtrek.destination.dav", groupware.uri());
        assertEquals(
            USERS.size() * ExchangeBelongings.MESSAGES / 2,
            sum(project.preStage("90d")).migrated());
        assertEquals(all, sum(project.full()).listed());
        assertEquals(all, sum(project.full()).alreadyMigrated());
        assertEquals(List.of(), losses(project));
      }
      for (String user : USERS) {
        assertBetween(new Groupware(groupware.port(), user));
      }
      try (TestProject project = project(home.resolve("to"), mail)) {
        project.set("mailtrek.destination.ews", last.uri() + "&timeZone=Europe/Berlin");
        project.remove("mailtrek.destination.imap").set("mailtrek.source.dav", groupware.uri());
        // DAV does not tell which collections are the main ones; IMAP may have notes, too.
        project.set("mailtrek.folder-map.1", "^Calendar$ -> Kalender");
        project.set("mailtrek.folder-map.2", "^Contacts$ -> Kontakte");
        project.set("mailtrek.folder-map.3", "^Tasks$ -> Aufgaben");
        project.set("mailtrek.folder-map.4", "^Notes \\(2\\)$ -> Notizen");
        assertEquals(all, sum(project.full()).migrated());
        assertEquals(all, sum(project.full()).alreadyMigrated());
        String fourth = "left behind: E-mail: no room for more; it is in the notes";
        assertEquals(USERS.stream().map(user -> fourth).toList(), losses(project));
      }
      for (String user : USERS) {
        ExchangeSubstance.assertSame(
            first.organization().mailbox(user).orElseThrow(),
            last.organization().mailbox(user).orElseThrow());
      }
      NobodyIsMailed.assertBy(last.organization());
      assertTrue(
          first.organization().operations().stream()
              .map(Asked::operation)
              .allMatch(each -> each.matches("(Find|Get|Sync|Export).*")));
    }
  }

  private static DovecotServer dovecot() {
    DovecotConfig config = DovecotServer.builder();
    USERS.forEach(user -> config.user(user, TestProject.PASSWORD));
    return config.start();
  }

  private static TestProject project(Path home, DovecotServer mail) throws Exception {
    return new TestProject(home, mail.port(), mail.port(), USERS.toArray(new String[0]));
  }

  private static List<String> losses(TestProject project) throws Exception {
    return project.engine().ledger().passes().repaired().stream().map(Repaired::repairs).toList();
  }

  private static Counts sum(List<MailboxPassRecord> records) {
    assertEquals(USERS.size(), records.size());
    for (MailboxPassRecord record : records) {
      assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
      assertEquals(0, record.counts().failed() + record.counts().skipped(), record.toString());
    }
    return records.stream().map(MailboxPassRecord::counts).reduce(Counts.ZERO, Counts::plus);
  }

  /** What the users have at the servers in between, seen by their own programs. */
  private static void assertBetween(Groupware groupware) throws Exception {
    String card = groupware.textWith("FN:Dr. Åsa Ångström");
    Matcher photo = PHOTO.matcher(card);
    assertTrue(photo.find(), "the card has a photo");
    assertArrayEquals(ExchangeBelongings.PHOTO, Base64.getDecoder().decode(photo.group(1)));
    assertEquals(List.of("one@x", "two@x", "three@x"), values(card, "EMAIL"));
    assertEquals(19, values(card, "TEL").size(), "telephones");
    assertEquals(
        List.of("berta1@x", "berta2@x", "berta3@x", "berta4@x", "berta5@x"),
        values(groupware.textWith("FN:Berta"), "EMAIL"));
    assertEquals(
        List.of("mailto:berta@example.org", "mailto:one@x"),
        values(groupware.textWith("FN:Team"), "X-ADDRESSBOOKSERVER-MEMBER"));
    String call = groupware.textWith("SUMMARY:Call");
    assertEquals(List.of("90"), values(call, "X-EXCHANGE-LOG-MINUTES"));
    assertEquals(List.of("20260329T003000Z"), values(call, "DTSTART"));
    assertEquals(List.of("20260329T020000Z"), values(call, "X-EXCHANGE-LOG-END"));
    String note = groupware.textWith("SUMMARY:Ideas");
    assertEquals(List.of("green"), values(note, "COLOR"));
    assertEquals(List.of("240"), values(note, "X-EXCHANGE-NOTE-WIDTH"));
  }

  /** The values of the lines of a name, whatever their parameters and groups. */
  private static List<String> values(String text, String name) {
    return Pattern.compile("(?m)^(?:[A-Za-z0-9]+\\.)?" + name + "(?:;[^:\r]*)?:([^\r]*)\r?$")
        .matcher(text)
        .results()
        .map(line -> line.group(1))
        .toList();
  }
}
