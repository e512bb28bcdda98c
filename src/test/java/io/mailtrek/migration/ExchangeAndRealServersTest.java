package io.mailtrek.migration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.Asked;
import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.demo.exchange.FolderNames;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.demo.exchange.Series;
import io.mailtrek.demo.exchange.StoredItem;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.DovecotConfig;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.server.dav.RadicaleServer;
import io.mailtrek.server.dav.RequiresRadicale;
import io.mailtrek.server.exchange.ExchangeSamples;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
  private static final int MESSAGES = 60;
  private static final int OTHERS = 12;
  private static final int LARGE = 20 << 20;
  private static final String ZONE = "<t:StartTimeZone Id=\"W. Europe Standard Time\"/>";

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @Test
  void whatGoesThereAndOnToAnotherExchangeIsTheSame(@TempDir Path home) throws Exception {
    try (ExchangeServer first = ExchangeServer.start();
        ExchangeServer last = ExchangeServer.start();
        DovecotServer mail = dovecot();
        RadicaleServer groupware =
            new RadicaleServer(
                Map.of(USERS.get(0), TestProject.PASSWORD, USERS.get(1), TestProject.PASSWORD))) {
      for (String user : USERS) {
        fill(first.organization().addMailbox(user, TestProject.PASSWORD));
        last.organization().addMailbox(user, TestProject.PASSWORD, FolderNames.GERMAN);
      }
      int all = USERS.size() * (MESSAGES + 1 + OTHERS);
      try (TestProject project = project(home.resolve("from"), mail)) {
        project.set("mailtrek.source.ews", first.uri());
        project.remove("mailtrek.source.imap").set("mailtrek.destination.dav", groupware.uri());
        assertEquals(USERS.size() * MESSAGES / 2, sum(project.preStage("90d")).migrated());
        assertEquals(all, sum(project.full()).listed());
        assertEquals(all, sum(project.full()).alreadyMigrated());
      }
      try (TestProject project = project(home.resolve("to"), mail)) {
        project.set("mailtrek.destination.ews", last.uri() + "&timeZone=Europe/Berlin");
        project.remove("mailtrek.destination.imap").set("mailtrek.source.dav", groupware.uri());
        assertEquals(all, sum(project.full()).migrated());
        assertEquals(all, sum(project.full()).alreadyMigrated());
      }
      for (String user : USERS) {
        assertEquals(
            String.join("\n", substance(first.organization().mailbox(user).orElseThrow())),
            String.join("\n", substance(last.organization().mailbox(user).orElseThrow())));
      }
      assertEquals(List.of(), last.organization().mailed());
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

  private static Counts sum(List<MailboxPassRecord> records) {
    assertEquals(USERS.size(), records.size());
    for (MailboxPassRecord record : records) {
      assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
      assertEquals(0, record.counts().failed() + record.counts().skipped(), record.toString());
    }
    return records.stream().map(MailboxPassRecord::counts).reduce(Counts.ZERO, Counts::plus);
  }

  private void fill(ExchangeMailbox mailbox) {
    for (int i = 0; i < MESSAGES; i++) {
      Instant date = now.minus(i % 2 == 0 ? 200 : 1, ChronoUnit.DAYS).plusSeconds(i);
      Mail marks = i % 3 == 0 ? Mail.unread(date) : Mail.read(date).in("Blue");
      String text = "Subject: Mail " + i + "\r\nMessage-ID: <m" + i + "@x>\r\n\r\nText\r\n";
      mailbox.folder(i % 5 == 0 ? "sentitems" : "inbox").addMail(text.getBytes(US_ASCII), marks);
    }
    mailbox.folder("inbox").addMail(large(), Mail.read(now.minus(1, ChronoUnit.DAYS)));
    ExchangeFolder calendar = mailbox.folder("calendar");
    calendar.add(ExchangeSamples.event("Dinner"));
    calendar.add(
        ExchangeSamples.item(
            "CalendarItem",
            "<t:Subject>Holiday</t:Subject><t:Start>2026-04-02T22:00:00Z</t:Start>"
                + "<t:End>2026-04-03T22:00:00Z</t:End><t:IsAllDayEvent>true</t:IsAllDayEvent>"
                + ZONE));
    // Three weeks before the clocks change to three weeks after it, at nine in the morning.
    Series series =
        calendar
            .add(
                ExchangeSamples.item(
                    "CalendarItem",
                    "<t:Subject>Jour fixe</t:Subject><t:Start>2026-03-09T08:00:00Z</t:Start>"
                        + "<t:End>2026-03-09T09:00:00Z</t:End><t:Recurrence><t:WeeklyRecurrence>"
                        + "<t:Interval>1</t:Interval><t:DaysOfWeek>Monday</t:DaysOfWeek>"
                        + "</t:WeeklyRecurrence><t:NumberedRecurrence>"
                        + "<t:StartDate>2026-03-09</t:StartDate>"
                        + "<t:NumberOfOccurrences>7</t:NumberOfOccurrences>"
                        + "</t:NumberedRecurrence></t:Recurrence>"
                        + ZONE))
            .series()
            .orElseThrow();
    series.change(
        5,
        "<t:Subject>Jour fixe, later</t:Subject>",
        "<t:Start>2026-04-06T12:00:00Z</t:Start>",
        "<t:End>2026-04-06T13:00:00Z</t:End>");
    series.cancel(2);
    series.cancel(6);
    mailbox
        .folder("contacts")
        .add(
            ExchangeSamples.item(
                "Contact",
                "<t:GivenName>Åsa</t:GivenName><t:CompanyName>Sjö AB</t:CompanyName>"
                    + "<t:EmailAddresses><t:Entry Key=\"EmailAddress1\">one@x.example</t:Entry>"
                    + "<t:Entry Key=\"EmailAddress2\">two@x.example</t:Entry>"
                    + "<t:Entry Key=\"EmailAddress3\">three@x.example</t:Entry>"
                    + "</t:EmailAddresses><t:PhoneNumbers><t:Entry Key=\"MobilePhone\">+46 1"
                    + "</t:Entry></t:PhoneNumbers><t:Surname>Ångström</t:Surname>"));
    mailbox.folder("contacts").add(ExchangeSamples.contact("Berta"));
    mailbox
        .folder("contacts")
        .add(
            ExchangeSamples.item(
                "DistributionList",
                "<t:DisplayName>Team</t:DisplayName><t:Members><t:Member><t:Mailbox>"
                    + "<t:Name>Berta</t:Name><t:EmailAddress>berta@example.org</t:EmailAddress>"
                    + "<t:RoutingType>SMTP</t:RoutingType></t:Mailbox></t:Member></t:Members>"));
    mailbox.folder("tasks").add(ExchangeSamples.task("Task"));
    mailbox.folder("tasks").add(ExchangeSamples.task("Another task"));
    mailbox.folder("notes").add(ExchangeSamples.note("Shopping"));
    mailbox.folder("notes").add(ExchangeSamples.note("Ideas"));
    mailbox.folder("journal").add(ExchangeSamples.journal("Call"));
    mailbox.folder("journal").add(ExchangeSamples.journal("Letter"));
  }

  private static byte[] large() {
    byte[] file = new byte[LARGE];
    new Random(1).nextBytes(file);
    return ("Subject: Large\r\nMessage-ID: <large@x>\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\n\r\nText\r\n--b\r\n"
            + "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
            + "Content-Disposition: attachment; filename=large.bin\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(file)
            + "\r\n--b--\r\n")
        .getBytes(US_ASCII);
  }

  /** What has to survive, a line an item. */
  private static List<String> substance(ExchangeMailbox mailbox) {
    List<String> all = new ArrayList<>();
    for (ExchangeFolder folder : mailbox.folders()) {
      for (StoredItem item : folder.items()) {
        all.add(
            switch (item.itemClass()) {
              case "IPM.Appointment" -> event(item);
              case "IPM.Contact" ->
                  String.join(
                      " ",
                      item.itemClass(),
                      item.text("GivenName"),
                      item.text("Surname"),
                      item.text("CompanyName"),
                      item.property("EmailAddresses").map(Object::toString).orElse(""));
              case "IPM.DistList" ->
                  String.join(
                      " ",
                      item.itemClass(),
                      item.text("DisplayName"),
                      item.text("Members", "Member", "Mailbox", "EmailAddress"));
              case "IPM.Note" ->
                  String.join(
                      " ",
                      folder.distinguished(),
                      item.text("InternetMessageId"),
                      item.subject(),
                      item.text("IsRead"),
                      item.text("DateTimeReceived"));
              default -> item.itemClass() + " " + item.subject();
            });
      }
    }
    all.sort(null);
    return all;
  }

  private static String event(StoredItem item) {
    StringBuilder text = new StringBuilder(item.subject());
    text.append(' ').append(Instant.parse(item.text("Start")));
    text.append(' ').append(Instant.parse(item.text("End")));
    text.append(" all day: ").append(item.text("IsAllDayEvent").equals("true"));
    item.series()
        .ifPresent(
            series -> {
              text.append(" of ").append(series.size()).append(" without ");
              text.append(series.deleted()).append(" but");
              series
                  .modified()
                  .forEach(
                      (index, one) ->
                          text.append(' ')
                              .append(index)
                              .append(": ")
                              .append(one.subject())
                              .append(' ')
                              .append(one.text("Start")));
            });
    return text.toString();
  }
}
