package io.mailtrek.store.exchange.form;

import io.mailtrek.store.xml.XmlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a person is found: EMAIL, TEL, ADR, IMPP and URL of a vCard as fields of Exchange. */
final class ContactPlaces {
  private static final int MOST = 3;
  private static final List<String> MESSENGERS =
      List.of(
          "IMPP",
          "X-AIM",
          "X-ICQ",
          "X-JABBER",
          "X-MSN",
          "X-SKYPE",
          "X-SKYPE-USERNAME",
          "X-YAHOO",
          "X-GTALK",
          "X-MS-IMADDRESS");

  private final Draft draft;
  private final Component card;

  ContactPlaces(Draft draft) {
    this.draft = draft;
    this.card = draft.source();
  }

  void fill() {
    emails();
    phones();
    addresses();
    messengers();
    pages();
  }

  private void emails() {
    XmlNode entries = Ews.element("EmailAddresses");
    int number = 1;
    for (CardLine line : CardLine.all(card, "EMAIL")) {
      draft.take(line.line());
      String address = line.text().replaceFirst("(?i)^mailto:", "");
      if (number > MOST) {
        noRoom("E-mail", address, line);
        continue;
      }
      entries.add(entry("EmailAddress" + number++, address));
    }
    add(entries);
  }

  /** What people see in the notes comes back to where there is room by what is kept of it. */
  private void noRoom(String what, String value, CardLine line) {
    draft.keep(line.line());
    draft.note(what + ": " + value);
    draft.lose(what + ": no room for more, it is in the notes");
  }

  private static XmlNode entry(String key, String value) {
    XmlNode entry = Ews.text("Entry", value);
    entry.attribute("Key", key);
    return entry;
  }

  private void add(XmlNode entries) {
    if (!entries.children().isEmpty()) {
      draft.fields().node(entries);
    }
  }

  private void phones() {
    Map<String, String> byKey = new LinkedHashMap<>();
    for (CardLine line : CardLine.all(card, "TEL")) {
      draft.take(line.line());
      String number = line.text().replaceFirst("(?i)^tel:", "");
      Phones.keys(line).stream()
          .filter(key -> !byKey.containsKey(key))
          .findFirst()
          .ifPresentOrElse(key -> byKey.put(key, number), () -> noRoom("Telephone", number, line));
    }
    XmlNode entries = Ews.element("PhoneNumbers");
    byKey.forEach((key, number) -> entries.add(entry(key, number)));
    add(entries);
  }

  private void addresses() {
    Map<String, XmlNode> byKey = new LinkedHashMap<>();
    Optional<String> postal = Optional.empty();
    for (CardLine line : CardLine.all(card, "ADR")) {
      draft.take(line.line());
      Set<String> types = line.types();
      String key = types.contains("HOME") ? "Home" : types.contains("WORK") ? "Business" : "Other";
      if (byKey.containsKey(key)) {
        key = "Other";
      }
      if (byKey.containsKey(key)) {
        noRoom("Address", address(line), line);
        continue;
      }
      byKey.put(key, physical(key, line));
      postal = line.preferred() && postal.isEmpty() ? Optional.of(key) : postal;
    }
    XmlNode entries = Ews.element("PhysicalAddresses");
    byKey.values().forEach(entries::add);
    add(entries);
    draft.fields().text("PostalAddressIndex", postal);
  }

  private static String address(CardLine line) {
    return Stream.of(0, 1, 2, 5, 3, 4, 6)
        .flatMap(part -> line.part(part).stream())
        .map(CommonFields::oneLine)
        .collect(Collectors.joining(", "));
  }

  /** RFC 2426 §3.2.1: post office box, extended address and street are one street at Exchange. */
  private static XmlNode physical(String key, CardLine line) {
    XmlNode entry = Ews.element("Entry");
    entry.attribute("Key", key);
    String street =
        Stream.of(2, 1, 0)
            .flatMap(part -> line.part(part).stream())
            .collect(Collectors.joining("\n"));
    part(entry, "Street", Optional.of(street));
    part(entry, "City", line.part(3));
    part(entry, "State", line.part(4));
    part(entry, "CountryOrRegion", line.part(6));
    part(entry, "PostalCode", line.part(5));
    return entry;
  }

  private static void part(XmlNode entry, String name, Optional<String> value) {
    value.filter(text -> !text.isBlank()).ifPresent(text -> entry.add(Ews.text(name, text)));
  }

  private void messengers() {
    XmlNode entries = Ews.element("ImAddresses");
    int number = 1;
    for (String name : MESSENGERS) {
      for (CardLine line : CardLine.all(card, name)) {
        draft.take(line.line());
        String address = line.text().replaceFirst("^x-unknown:", "");
        if (number > MOST) {
          noRoom("Messenger", address, line);
          continue;
        }
        entries.add(entry("ImAddress" + number++, address));
      }
    }
    add(entries);
  }

  private void pages() {
    Optional<CardLine> home =
        CardLine.all(card, "URL").stream()
            .filter(line -> line.types().contains("HOME"))
            .findFirst();
    Optional<CardLine> work =
        CardLine.all(card, "URL").stream()
            .filter(line -> !line.types().contains("HOME"))
            .findFirst();
    draft
        .fields()
        .text("BusinessHomePage", work.map(CardLine::text))
        .extended(Mapi.HOME_PAGE, home.map(CardLine::text));
    for (CardLine line : CardLine.all(card, "URL")) {
      draft.take(line.line());
      if (!Optional.of(line).equals(home) && !Optional.of(line).equals(work)) {
        noRoom("Web page", line.text(), line);
      }
    }
  }
}
