package io.mailtrek.migration;

import static io.mailtrek.migration.ExchangeXml.ADDRESS;
import static io.mailtrek.migration.ExchangeXml.COMMON;
import static io.mailtrek.migration.ExchangeXml.LOG;
import static io.mailtrek.migration.ExchangeXml.NOTE;
import static io.mailtrek.migration.ExchangeXml.entries;
import static io.mailtrek.migration.ExchangeXml.file;
import static io.mailtrek.migration.ExchangeXml.number;
import static io.mailtrek.migration.ExchangeXml.strings;
import static io.mailtrek.migration.ExchangeXml.text;
import static io.mailtrek.migration.ExchangeXml.value;
import static io.mailtrek.migration.ExchangeXml.values;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.demo.exchange.PropertyName;
import io.mailtrek.demo.exchange.Series;
import io.mailtrek.server.exchange.ExchangeSamples;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Random;

/** What a user of Exchange has: items of all types. */
final class ExchangeBelongings {
  /** Messages, half of them older than 90 days. */
  static final int MESSAGES = 60;

  /** All items. */
  static final int ALL = MESSAGES + 1 + 12;

  /** The picture of a contact. */
  static final byte[] PHOTO = bytes(2, 300 << 10);

  private static final int LARGE = 20 << 20;
  private static final String ZONE = "<t:StartTimeZone Id=\"W. Europe Standard Time\"/>";

  private ExchangeBelongings() {}

  /** Puts all of it into a mailbox. */
  static void fill(ExchangeMailbox mailbox) {
    mail(mailbox);
    calendar(mailbox.folder("calendar"));
    contacts(mailbox.folder("contacts"));
    ExchangeFolder tasks = mailbox.folder("tasks");
    tasks.add(ExchangeSamples.task("Task"));
    tasks.add(
        ExchangeSamples.item(
            "Task",
            "<t:Subject>Report</t:Subject><t:Body BodyType=\"Text\">Of the year</t:Body>"
                + strings("Categories", "Work")
                + "<t:Importance>High</t:Importance><t:ReminderDueBy>2026-05-04T07:00:00Z"
                + "</t:ReminderDueBy><t:ReminderIsSet>true</t:ReminderIsSet>"
                + "<t:ActualWork>90</t:ActualWork><t:BillingInformation>No. 7"
                + "</t:BillingInformation>"
                + strings("Companies", "Sjö AB")
                + "<t:DueDate>2026-05-08T00:00:00Z</t:DueDate><t:Mileage>12 km</t:Mileage>"
                + "<t:PercentComplete>40</t:PercentComplete>"
                + "<t:StartDate>2026-05-04T00:00:00Z</t:StartDate>"
                + "<t:Status>InProgress</t:Status><t:TotalWork>480</t:TotalWork>"));
    ExchangeFolder notes = mailbox.folder("notes");
    notes.add(ExchangeSamples.note("Shopping"));
    notes.add(
        message(
            "IPM.StickyNote",
            "Ideas",
            "Ideas\nfor the garden",
            number(NOTE, 0x8b00, 1)
                + number(NOTE, 0x8b02, 240)
                + number(NOTE, 0x8b03, 160)
                + number(NOTE, 0x8b04, 80)));
    ExchangeFolder journal = mailbox.folder("journal");
    journal.add(
        message(
            "IPM.Activity",
            "Call",
            "About the contract",
            log("Phone call", "2026-03-29T00:30:00Z", 90, "2026-03-29T02:00:00Z")
                + values(COMMON, 0x8539, "Sjö AB")));
    journal.add(
        message(
            "IPM.Activity",
            "Letter",
            "With the offer",
            log("Letter", "2026-03-02T09:00:00Z", 15, "2026-03-02T09:15:00Z")));
  }

  private static void mail(ExchangeMailbox mailbox) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (int i = 0; i < MESSAGES; i++) {
      Instant date = now.minus(i % 2 == 0 ? 200 : 1, ChronoUnit.DAYS).plusSeconds(i);
      Mail marks = i % 3 == 0 ? Mail.unread(date) : Mail.read(date).in("Blue");
      String text = "Subject: Mail " + i + "\r\nMessage-ID: <m" + i + "@x>\r\n\r\nText\r\n";
      mailbox.folder(i % 5 == 0 ? "sentitems" : "inbox").addMail(text.getBytes(US_ASCII), marks);
    }
    mailbox.folder("inbox").addMail(large(), Mail.read(now.minus(1, ChronoUnit.DAYS)));
  }

  private static void calendar(ExchangeFolder calendar) {
    calendar.add(
        ExchangeSamples.item(
            "CalendarItem",
            "<t:Subject>Dinner</t:Subject><t:Sensitivity>Private</t:Sensitivity>"
                + "<t:Body BodyType=\"Text\">Bring wine</t:Body>"
                + file("menu.txt", "text/plain", false, bytes(3, 5000))
                + strings("Categories", "Friends", "Food")
                + "<t:Importance>High</t:Importance><t:ReminderIsSet>true</t:ReminderIsSet>"
                + "<t:ReminderMinutesBeforeStart>45</t:ReminderMinutesBeforeStart>"
                + "<t:Start>2026-03-02T19:00:00Z</t:Start><t:End>2026-03-02T22:00:00Z</t:End>"
                + "<t:LegacyFreeBusyStatus>Tentative</t:LegacyFreeBusyStatus>"
                + "<t:Location>At home</t:Location>"
                + ZONE));
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
  }

  private static void contacts(ExchangeFolder contacts) {
    contacts.add(
        ExchangeSamples.item(
            "Contact",
            "<t:Sensitivity>Private</t:Sensitivity>"
                + "<t:Body BodyType=\"Text\">Likes tea\nand cake</t:Body>"
                + file("ContactPicture.jpg", "image/jpeg", true, PHOTO)
                + strings("Categories", "Friends")
                + value(PropertyName.tag(0x3a45), "Dr.")
                + value(PropertyName.tag(0x3a50), "https://asa.example")
                + text(ADDRESS, 0x802c, "osa")
                + text(ADDRESS, 0x802d, "ongstrom")
                + "<t:FileAs>Ångström, Åsa</t:FileAs><t:DisplayName>Dr. Åsa Ångström"
                + "</t:DisplayName><t:GivenName>Åsa</t:GivenName><t:Initials>ÅÅ</t:Initials>"
                + "<t:MiddleName>M.</t:MiddleName><t:Nickname>Å</t:Nickname>"
                + "<t:CompanyName>Sjö AB</t:CompanyName>"
                + entries("EmailAddresses", "EmailAddress%d", "one@x", "two@x", "three@x")
                + "<t:PhysicalAddresses>"
                + address("Business", "Gatan 1\nHus 2", "Lund")
                + address("Home", "Vägen 3", "Malmö")
                + address("Other", "Box 4", "Ystad")
                + "</t:PhysicalAddresses><t:PhoneNumbers>"
                + phones()
                + "</t:PhoneNumbers><t:AssistantName>Bo</t:AssistantName>"
                + "<t:Birthday>1980-05-03T11:59:00Z</t:Birthday>"
                + "<t:BusinessHomePage>https://sjo.example</t:BusinessHomePage>"
                + strings("Children", "Kai", "Eva")
                + "<t:Department>Sales</t:Department><t:Generation>jr.</t:Generation>"
                + entries("ImAddresses", "ImAddress%d", "sip:asa@x", "xmpp:asa@x", "irc:asa@x")
                + "<t:JobTitle>Head</t:JobTitle><t:Manager>Max</t:Manager>"
                + "<t:OfficeLocation>B 12</t:OfficeLocation>"
                + "<t:PostalAddressIndex>Home</t:PostalAddressIndex>"
                + "<t:Profession>Engineer</t:Profession><t:SpouseName>Ann</t:SpouseName>"
                + "<t:Surname>Ångström</t:Surname>"
                + "<t:WeddingAnniversary>2009-08-08T11:59:00Z</t:WeddingAnniversary>"));
    contacts.add(fiveAddresses());
    contacts.add(
        ExchangeSamples.item(
            "DistributionList",
            strings("Categories", "Work")
                + "<t:FileAs>Team</t:FileAs><t:DisplayName>Team</t:DisplayName><t:Members>"
                + member("Berta", "berta@example.org")
                + member("Åsa", "one@x")
                + "</t:Members>"));
  }

  /** As a card with five addresses came to Exchange, which has room for three. */
  private static String fiveAddresses() {
    return ExchangeSamples.item(
        "Contact",
        "<t:Body BodyType=\"Text\">E-mail: berta4@x\nE-mail: berta5@x</t:Body>"
            + "<t:ExtendedProperty><t:ExtendedFieldURI"
            + " DistinguishedPropertySetId=\"PublicStrings\" PropertyName=\"MailTrekKept\""
            + " PropertyType=\"String\"/><t:Value>EMAIL;TYPE=HOME:berta4@x\nEMAIL:berta5@x"
            + "</t:Value></t:ExtendedProperty>"
            + "<t:FileAs>Berta</t:FileAs><t:DisplayName>Berta</t:DisplayName>"
            + "<t:GivenName>Berta</t:GivenName>"
            + entries("EmailAddresses", "EmailAddress%d", "berta1@x", "berta2@x", "berta3@x"));
  }

  private static byte[] large() {
    return ("Subject: Large\r\nMessage-ID: <large@x>\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\n\r\nText\r\n--b\r\n"
            + "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
            + "Content-Disposition: attachment; filename=large.bin\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(bytes(1, LARGE))
            + "\r\n--b--\r\n")
        .getBytes(US_ASCII);
  }

  private static byte[] bytes(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static String message(String itemClass, String subject, String body, String more) {
    return ExchangeSamples.item(
        "Message",
        "<t:ItemClass>%s</t:ItemClass><t:Subject>%s</t:Subject>".formatted(itemClass, subject)
            + "<t:Body BodyType=\"Text\">%s</t:Body>".formatted(body)
            + strings("Categories", "Garden")
            + more);
  }

  private static String log(String type, String start, int minutes, String end) {
    return text(LOG, 0x8700, type)
        + text(LOG, 0x8712, type)
        + text(LOG, 0x8706, start)
        + number(LOG, 0x8707, minutes)
        + text(LOG, 0x8708, end);
  }

  private static String phones() {
    StringBuilder all = new StringBuilder();
    int number = 1;
    for (String key :
        ("AssistantPhone BusinessFax BusinessPhone BusinessPhone2 Callback CarPhone"
                + " CompanyMainPhone HomeFax HomePhone HomePhone2 Isdn MobilePhone OtherFax"
                + " OtherTelephone Pager PrimaryPhone RadioPhone Telex TtyTddPhone")
            .split(" ", -1)) {
      all.append("<t:Entry Key=\"%s\">+46 %d</t:Entry>".formatted(key, number++));
    }
    return all.toString();
  }

  private static String address(String key, String street, String city) {
    return ("<t:Entry Key=\"%s\"><t:Street>%s</t:Street><t:City>%s</t:City><t:State>Skåne</t:State>"
            + "<t:CountryOrRegion>Sverige</t:CountryOrRegion><t:PostalCode>222 22</t:PostalCode>"
            + "</t:Entry>")
        .formatted(key, street, city);
  }

  private static String member(String name, String address) {
    return ("<t:Member><t:Mailbox><t:Name>%s</t:Name><t:EmailAddress>%s</t:EmailAddress>"
            + "<t:RoutingType>SMTP</t:RoutingType><t:MailboxType>OneOff</t:MailboxType>"
            + "</t:Mailbox></t:Member>")
        .formatted(name, address);
  }
}
