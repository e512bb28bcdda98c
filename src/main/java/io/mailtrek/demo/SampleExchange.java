package io.mailtrek.demo;

import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.demo.exchange.StoredItem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Fills a mailbox of a server that speaks as Exchange does, with all types of items. */
final class SampleExchange {
  private static final int EVENTS = 6;
  private static final int CONTACTS = 8;
  private static final int TASKS = 4;
  private static final int NOTES = 3;
  private static final int JOURNALS = 3;
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private final ExchangeMailbox mailbox;
  private final Instant now;
  private final SampleMail mail = new SampleMail(2013);

  SampleExchange(ExchangeMailbox mailbox, Instant now) {
    this.mailbox = mailbox;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Fills it. */
  void fill() {
    ExchangeFolder inbox = mailbox.folder("inbox");
    mail(inbox, 12);
    mail(mailbox.folder("sentitems"), 5);
    mail(inbox.addFolder("Müller & Söhne", "IPF.Note"), 6);
    for (int i = 0; i < EVENTS; i++) {
      Instant start = now.minus(Duration.ofDays(20L * i)).truncatedTo(ChronoUnit.HOURS);
      mailbox.folder("calendar").add(event("Besprechung " + i, start, ""));
    }
    series();
    for (int i = 0; i < CONTACTS; i++) {
      mailbox
          .folder("contacts")
          .add(
              "<t:Contact><t:GivenName>Åsa</t:GivenName><t:EmailAddresses>"
                  + "<t:Entry Key=\"EmailAddress1\">person"
                  + i
                  + "@elsewhere.example</t:Entry></t:EmailAddresses><t:Surname>Ångström "
                  + i
                  + "</t:Surname></t:Contact>");
    }
    for (int i = 0; i < TASKS; i++) {
      mailbox
          .folder("tasks")
          .add(
              "<t:Task><t:Subject>Aufgabe "
                  + i
                  + "</t:Subject><t:DueDate>"
                  + now.plus(Duration.ofDays(i))
                  + "</t:DueDate></t:Task>");
    }
    for (int i = 0; i < NOTES; i++) {
      mailbox.folder("notes").add(plain("IPM.StickyNote", "Zettel " + i));
    }
    for (int i = 0; i < JOURNALS; i++) {
      mailbox.folder("journal").add(plain("IPM.Activity", "Anruf " + i));
    }
  }

  private void mail(ExchangeFolder folder, int count) {
    for (int i = 0; i < count; i++) {
      Instant date = now.minus(Duration.ofDays(55L * i + 1));
      Mail marks = i % 3 == 0 ? Mail.unread(date) : Mail.read(date);
      folder.addMail(mail.next(mailbox.address(), date), i % 4 == 1 ? marks.asFlagged() : marks);
    }
  }

  /** A weekly one, of which one occurrence is cancelled and another moved. */
  private void series() {
    LocalDate first = now.atZone(ZONE).toLocalDate().minusWeeks(5);
    Instant start = first.atTime(9, 0).atZone(ZONE).toInstant();
    StoredItem master =
        mailbox
            .folder("calendar")
            .add(
                event(
                    "Jour fixe",
                    start,
                    "<t:Recurrence><t:WeeklyRecurrence><t:Interval>1</t:Interval><t:DaysOfWeek>"
                        + day(first)
                        + "</t:DaysOfWeek></t:WeeklyRecurrence><t:NumberedRecurrence><t:StartDate>"
                        + first
                        + "</t:StartDate><t:NumberOfOccurrences>12</t:NumberOfOccurrences>"
                        + "</t:NumberedRecurrence></t:Recurrence>"));
    Instant moved = first.plusWeeks(2).plusDays(1).atTime(14, 0).atZone(ZONE).toInstant();
    master
        .series()
        .orElseThrow()
        .change(
            3,
            "<t:Start>" + moved + "</t:Start>",
            "<t:End>" + moved.plusSeconds(3600) + "</t:End>");
    master.series().orElseThrow().cancel(5);
  }

  private static String day(LocalDate date) {
    String name = date.getDayOfWeek().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String event(String subject, Instant start, String recurrence) {
    return "<t:CalendarItem><t:Subject>"
        + subject
        + "</t:Subject><t:Start>"
        + start
        + "</t:Start><t:End>"
        + start.plusSeconds(3600)
        + "</t:End>"
        + recurrence
        + "<t:StartTimeZone Id=\"W. Europe Standard Time\"/></t:CalendarItem>";
  }

  private static String plain(String itemClass, String subject) {
    return "<t:Message><t:ItemClass>"
        + itemClass
        + "</t:ItemClass><t:Subject>"
        + subject
        + "</t:Subject><t:Body BodyType=\"Text\">"
        + subject
        + "\r\nMilch kaufen</t:Body></t:Message>";
  }
}
