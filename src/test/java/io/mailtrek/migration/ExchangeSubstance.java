package io.mailtrek.migration;

import static io.mailtrek.migration.ExchangeXml.ADDRESS;
import static io.mailtrek.migration.ExchangeXml.COMMON;
import static io.mailtrek.migration.ExchangeXml.LOG;
import static io.mailtrek.migration.ExchangeXml.NOTE;
import static io.mailtrek.migration.ExchangeXml.name;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.PropertyName;
import io.mailtrek.demo.exchange.Series;
import io.mailtrek.demo.exchange.StoredItem;
import io.mailtrek.demo.exchange.Xml;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What has to survive of the items of a mailbox, whatever ways they go. */
final class ExchangeSubstance {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"([^\"]+)\"");

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "IPM.Appointment",
          "Subject Body Location Categories Sensitivity Importance LegacyFreeBusyStatus"
              + " ReminderIsSet ReminderMinutesBeforeStart Start End IsAllDayEvent",
          "IPM.Contact",
          "FileAs DisplayName GivenName MiddleName Surname Generation Nickname Initials"
              + " CompanyName Department JobTitle Profession OfficeLocation EmailAddresses"
              + " PhysicalAddresses PostalAddressIndex PhoneNumbers ImAddresses Birthday"
              + " WeddingAnniversary Manager AssistantName SpouseName Children"
              + " BusinessHomePage Categories Sensitivity Body",
          "IPM.DistList",
          "DisplayName FileAs Members Categories",
          "IPM.Task",
          "Subject Body Categories Importance Status PercentComplete StartDate DueDate"
              + " ReminderIsSet ReminderDueBy BillingInformation Mileage Companies ActualWork"
              + " TotalWork",
          "IPM.StickyNote",
          "Subject Body Categories",
          "IPM.Activity",
          "Subject Body Categories");

  private static final Map<String, List<PropertyName>> EXTENDED =
      Map.of(
          "IPM.Contact",
          List.of(
              PropertyName.tag(0x3a45),
              PropertyName.tag(0x3a50),
              name(ADDRESS, 0x802c),
              name(ADDRESS, 0x802d)),
          "IPM.StickyNote",
          List.of(name(NOTE, 0x8b00), name(NOTE, 0x8b02), name(NOTE, 0x8b03), name(NOTE, 0x8b04)),
          "IPM.Activity",
          List.of(
              name(LOG, 0x8700),
              name(LOG, 0x8706),
              name(LOG, 0x8707),
              name(LOG, 0x8708),
              name(LOG, 0x8712),
              name(COMMON, 0x8539)));

  private ExchangeSubstance() {}

  /** That all of it, and nothing else, is in another mailbox; tells only what is not the same. */
  static void assertSame(ExchangeMailbox expected, ExchangeMailbox actual) {
    List<String> before = substance(expected);
    List<String> after = substance(actual);
    List<String> missing = new ArrayList<>(before);
    missing.removeAll(after);
    List<String> other = new ArrayList<>(after);
    other.removeAll(before);
    assertEquals(String.join("\n", missing), String.join("\n", other));
    assertEquals(before.size(), after.size());
  }

  /** What has to survive, a line an item. */
  private static List<String> substance(ExchangeMailbox mailbox) {
    List<String> all = new ArrayList<>();
    for (ExchangeFolder folder : mailbox.folders()) {
      folder.items().forEach(item -> all.add(folder.distinguished() + " " + substance(item)));
    }
    all.sort(null);
    return all;
  }

  private static String substance(StoredItem item) {
    if (item.mime().isPresent()) {
      return String.join(
          " ",
          item.itemClass(),
          item.text("InternetMessageId"),
          item.subject(),
          item.text("IsRead"),
          item.text("DateTimeReceived"),
          item.property("Categories").map(ExchangeSubstance::shown).orElse(""),
          text(item.mime().get()));
    }
    List<String> parts = new ArrayList<>(List.of(item.itemClass()));
    for (String name : PROPERTIES.get(item.itemClass()).split(" ", -1)) {
      item.property(name).map(ExchangeSubstance::shown).ifPresent(v -> parts.add(name + v));
    }
    for (PropertyName name : EXTENDED.getOrDefault(item.itemClass(), List.of())) {
      item.extended(name).ifPresent(value -> parts.add(name.name() + "=" + value));
    }
    item.attachments()
        .forEach(
            file ->
                parts.add(
                    "%s %s photo %s %s"
                        .formatted(
                            file.name(),
                            file.description().text("ContentType"),
                            file.description().text("IsContactPhoto").equals("true"),
                            hash(file.content()))));
    item.series().ifPresent(series -> parts.add(occurrences(series)));
    return String.join(" ", parts);
  }

  private static String shown(Xml value) {
    return value.attribute("Key")
        + (value.children().isEmpty()
            ? "=" + value.text()
            : value.children().stream()
                .map(child -> child.name() + shown(child))
                .sorted()
                .collect(Collectors.joining(",", "(", ")")));
  }

  private static String occurrences(Series series) {
    StringBuilder text = new StringBuilder("of " + series.size());
    text.append(" without ").append(series.deletedStarts()).append(" but");
    series
        .modified()
        .forEach(
            (index, one) ->
                text.append(" %d: %s %s".formatted(index, one.subject(), one.text("Start"))));
    return text.toString();
  }

  /** What a message says, of which Exchange writes the headers and the boundaries anew. */
  private static String text(byte[] mime) {
    String all = new String(mime, ISO_8859_1);
    int head = all.indexOf("\r\n\r\n");
    Matcher boundary = BOUNDARY.matcher(all).region(0, head);
    String body = all.substring(head);
    return hash(
        (boundary.find() ? body.replace("--" + boundary.group(1), "--") : body)
            .getBytes(ISO_8859_1));
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
