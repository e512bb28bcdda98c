package io.mailtrek.store.exchange.form;

import io.mailtrek.store.Content;
import io.mailtrek.store.text.HtmlText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@code t:Contact} ([MS-OXWSCONT] §2.2.4.3) as vCard 3 (RFC 2426). For one thread. */
final class ContactCard {
  static final List<ExtendedField> EXTENDED =
      List.of(
          Mapi.TITLE,
          Mapi.HOME_PAGE,
          Mapi.YOMI_FIRST,
          Mapi.YOMI_LAST,
          Mapi.YOMI_COMPANY,
          Mapi.BIRTHDAY,
          Mapi.ANNIVERSARY,
          Mapi.originalAddress(0),
          Mapi.originalAddress(1),
          Mapi.originalAddress(2));

  /** Outlook's year for a birthday of which nobody knows the year. */
  static final int NO_YEAR = 1604;

  /** What a card may have more of than Exchange has room for. */
  private static final Set<String> SEVERAL = Set.of("EMAIL", "TEL", "ADR", "IMPP", "URL");

  private static final Map<String, String> ADDRESSES =
      Map.of("Business", "ADR;TYPE=WORK", "Home", "ADR;TYPE=HOME");

  private final Told told;
  private final ExchangeItem item;
  private final CalendarText out = new CalendarText();
  private int groups;

  private ContactCard(ExchangeItem item) {
    this.item = item;
    this.told = new Told(item.element());
  }

  static Content of(ExchangeItem item) {
    return new ContactCard(item).write();
  }

  private Content write() {
    out.line("BEGIN:VCARD").line("VERSION:3.0").line("PRODID:-//MailTrek//EN");
    out.text("UID", CommonText.uid(told));
    told.instant("LastModifiedTime").ifPresent(when -> out.line("REV:" + CalendarText.utc(when)));
    names();
    work();
    addresses();
    told.all("PhoneNumbers", "Entry").forEach(entry -> phone(entry));
    messengers();
    dates();
    people();
    out.text("URL;TYPE=WORK", told.text("BusinessHomePage"));
    out.text("URL;TYPE=HOME", told.extended(Mapi.HOME_PAGE));
    note();
    out.texts("CATEGORIES", told.strings("Categories"));
    told.text("Sensitivity")
        .filter(word -> !word.equals("Normal"))
        .ifPresent(
            word -> out.line("CLASS:" + (word.equals("Personal") ? "PRIVATE" : upper(word))));
    item.attachments().stream().filter(ContactCard::isPhoto).findFirst().ifPresent(this::photo);
    out.kept(CommonText.kept(told), SEVERAL);
    return out.line("END:VCARD").content();
  }

  private void names() {
    Optional<Told> complete = told.child("CompleteName");
    out.line(
        "N:"
            + Stream.of(
                    told.text("Surname").or(() -> part(complete, "LastName")),
                    told.text("GivenName").or(() -> part(complete, "FirstName")),
                    told.text("MiddleName").or(() -> part(complete, "MiddleName")),
                    told.extended(Mapi.TITLE).or(() -> part(complete, "Title")),
                    told.text("Generation").or(() -> part(complete, "Suffix")))
                .map(part -> part.map(CalendarText::escaped).orElse(""))
                .collect(Collectors.joining(";")));
    Optional<String> fileAs = told.text("FileAs");
    out.text(
        "FN",
        Stream.of(
                told.text("DisplayName"),
                part(complete, "FullName"),
                fileAs,
                told.text("Subject"),
                told.text("CompanyName"),
                told.all("EmailAddresses", "Entry").stream()
                    .map(entry -> entry.element().text())
                    .findFirst())
            .flatMap(Optional::stream)
            .findFirst()
            .orElse("?"));
    out.text("X-EVOLUTION-FILE-AS", fileAs);
    out.text("NICKNAME", told.text("Nickname").or(() -> part(complete, "Nickname")));
    out.text("X-EXCHANGE-INITIALS", told.text("Initials"));
    out.text(
        "X-PHONETIC-FIRST-NAME",
        told.extended(Mapi.YOMI_FIRST).or(() -> part(complete, "YomiFirstName")));
    out.text(
        "X-PHONETIC-LAST-NAME",
        told.extended(Mapi.YOMI_LAST).or(() -> part(complete, "YomiLastName")));
    out.text("X-PHONETIC-ORG", told.extended(Mapi.YOMI_COMPANY));
  }

  private static Optional<String> part(Optional<Told> name, String part) {
    return name.flatMap(each -> each.text(part));
  }

  private void work() {
    Optional<String> company = told.text("CompanyName");
    Optional<String> department = told.text("Department");
    if (company.isPresent() || department.isPresent()) {
      out.line(
          "ORG:"
              + CalendarText.escaped(company.orElse(""))
              + department.map(text -> ";" + CalendarText.escaped(text)).orElse(""));
    }
    out.text("TITLE", told.text("JobTitle"));
    out.text("ROLE", told.text("Profession"));
    out.text("X-EXCHANGE-OFFICE", told.text("OfficeLocation"));
    out.text("X-EXCHANGE-MILEAGE", told.text("Mileage"));
    out.texts("X-EXCHANGE-COMPANIES", told.strings("Companies"));
  }

  private void addresses() {
    List<Told> emails =
        told.all("EmailAddresses", "Entry").stream()
            .sorted((a, b) -> key(a).compareTo(key(b)))
            .toList();
    for (Told entry : emails) {
      int number = key(entry).chars().filter(Character::isDigit).findFirst().orElse('1') - '1';
      String address = entry.element().text().strip().replaceFirst("(?i)^smtp:", "");
      Optional<String> other =
          number < 0 || number > 2
              ? Optional.empty()
              : told.extended(Mapi.originalAddress(number)).filter(text -> text.contains("@"));
      String smtp = address.contains("@") ? address : other.orElse(address);
      if (!smtp.isEmpty()) {
        out.text("EMAIL;TYPE=INTERNET" + (number == 0 ? ",PREF" : ""), smtp);
      }
    }
    String postal = told.text("PostalAddressIndex").map(String::strip).orElse("");
    for (Told entry : told.all("PhysicalAddresses", "Entry")) {
      String value =
          Stream.of("Street", "City", "State", "PostalCode", "CountryOrRegion")
              .map(part -> entry.text(part).map(CalendarText::escaped).orElse(""))
              .collect(Collectors.joining(";"));
      if (!value.equals(";;;;")) {
        String type = ADDRESSES.getOrDefault(key(entry), "ADR;TYPE=POSTAL");
        String preferred = key(entry).equals(postal) ? ",PREF" : "";
        labelled(
            type + preferred + ":;;" + value,
            ADDRESSES.containsKey(key(entry)) ? Optional.empty() : Optional.of("Other"));
      }
    }
  }

  private static String key(Told entry) {
    return entry.element().attribute("Key").orElse("");
  }

  private void phone(Told entry) {
    String number = entry.element().text().strip();
    Phones.ALL.stream()
        .filter(phone -> phone.key().equals(key(entry)) && !number.isEmpty())
        .findFirst()
        .ifPresent(
            phone ->
                labelled(
                    "TEL;TYPE="
                        + String.join(",", phone.types())
                        + ":"
                        + CalendarText.escaped(number),
                    phone.label()));
  }

  /** A line with a label, which needs a group. */
  private void labelled(String line, Optional<String> label) {
    if (label.isEmpty()) {
      out.line(line);
      return;
    }
    String group = "exchange" + ++groups + ".";
    out.line(group + line).text(group + "X-ABLabel", label.get());
  }

  private void messengers() {
    told.all("ImAddresses", "Entry").stream()
        .map(entry -> entry.element().text().strip())
        .filter(address -> !address.isEmpty())
        .forEach(
            address ->
                out.line(
                    "IMPP:"
                        + (address.matches("[A-Za-z]{2,12}:\\S+") ? "" : "x-unknown:")
                        + CalendarText.escaped(address)));
  }

  private void dates() {
    day("BDAY", Mapi.BIRTHDAY, "Birthday");
    day("X-ANNIVERSARY", Mapi.ANNIVERSARY, "WeddingAnniversary");
  }

  private void day(String name, ExtendedField local, String field) {
    Optional<Instant> moment = told.extendedTime(local).or(() -> told.instant(field));
    moment.map(Told::day).ifPresent(date -> out.line(name + noYear(date) + ";VALUE=date:" + date));
  }

  private static String noYear(LocalDate date) {
    return date.getYear() == NO_YEAR ? ";X-APPLE-OMIT-YEAR=" + NO_YEAR : "";
  }

  private void people() {
    relation("Manager", told.text("Manager"));
    relation("Assistant", told.text("AssistantName"));
    relation("Spouse", told.text("SpouseName"));
    told.strings("Children").forEach(child -> relation("Child", Optional.of(child)));
  }

  private void relation(String label, Optional<String> name) {
    name.ifPresent(
        text ->
            labelled(
                "X-ABRELATEDNAMES:" + CalendarText.escaped(text),
                Optional.of("_$!<" + label + ">!$_")));
  }

  private void note() {
    told.child("Body")
        .filter(body -> !body.element().text().isBlank())
        .ifPresent(
            body ->
                out.text(
                    "NOTE",
                    body.element().attribute("BodyType").filter("HTML"::equals).isPresent()
                        ? HtmlText.toText(body.element().text())
                        : body.element().text().strip()));
  }

  private static boolean isPhoto(Attachment file) {
    return file.photo() || file.name().equalsIgnoreCase("ContactPicture.jpg");
  }

  private void photo(Attachment file) {
    List<String> types = new ArrayList<>();
    file.contentType()
        .filter(type -> type.startsWith("image/"))
        .map(type -> upper(type.substring("image/".length())))
        .filter(type -> type.matches("[A-Z0-9.+-]+"))
        .ifPresent(types::add);
    out.line(
        "PHOTO;ENCODING=b;TYPE="
            + types.stream().findFirst().orElse("JPEG")
            + ":"
            + Base64.getEncoder().encodeToString(file.content().toByteArray()));
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
