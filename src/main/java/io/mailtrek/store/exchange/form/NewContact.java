package io.mailtrek.store.exchange.form;

import io.mailtrek.store.Content;
import io.mailtrek.store.PermanentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A vCard of any version as a {@code t:Contact} ([MS-OXWSCONT] §2.2.4.3), or as a list where it is
 * a group. What Exchange has no room for goes into the notes, where people see it. For one thread.
 */
final class NewContact {
  private final Draft draft;
  private final Component card;
  private final Fields fields;

  private NewContact(Component card) {
    this.card = card;
    this.draft = new Draft(card, "Contact", NewContact::note);
    this.fields = draft.fields();
  }

  static NewItem of(Content content) throws PermanentException {
    Component card = Card.of(content);
    return NewList.isGroup(card) ? NewList.of(card) : new NewContact(card).item();
  }

  static BodyText note(Component card) {
    return new BodyText(
        card.all("NOTE")
            .map(line -> TextValue.of(line.value()).strip())
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n\n")),
        Optional.empty());
  }

  private NewItem item() {
    fields.text("ItemClass", "IPM.Contact");
    CommonFields.uid(draft);
    names();
    work();
    new ContactPlaces(draft).fill();
    new ContactPeople(draft).fill();
    fields.strings("Categories", card.texts("CATEGORIES"));
    ContactPhoto.of(draft);
    card.value("CLASS")
        .filter(word -> !word.equalsIgnoreCase("PUBLIC"))
        .ifPresent(
            word ->
                fields.text(
                    "Sensitivity",
                    word.equalsIgnoreCase("CONFIDENTIAL") ? "Confidential" : "Private"));
    draft.hold("NOTE", "CATEGORIES", "CLASS", "X-ABLABEL", "VERSION", "PRODID", "REV");
    return draft.finish(List.of());
  }

  private void names() {
    Optional<CardLine> name = CardLine.all(card, "N").stream().findFirst();
    Optional<String> surname = name.flatMap(line -> line.part(0));
    Optional<String> given = name.flatMap(line -> line.part(1));
    Optional<String> shown = card.text("FN").map(CommonFields::oneLine);
    Optional<String> company = organisation(0);
    Optional<String> fileAs =
        card.text("X-EVOLUTION-FILE-AS")
            .or(() -> card.text("X-FILE-AS"))
            .or(() -> surname.flatMap(last -> given.map(first -> last + ", " + first)))
            .or(() -> shown)
            .or(() -> surname)
            .or(() -> given)
            .or(() -> company);
    fields
        .text("FileAs", fileAs)
        .text("DisplayName", shown.or(() -> fileAs))
        .text("Surname", surname)
        .text("GivenName", given)
        .text("MiddleName", name.flatMap(line -> line.part(2)))
        .text("Generation", name.flatMap(line -> line.part(4)))
        .text("Initials", card.text("X-EXCHANGE-INITIALS"))
        .text("Nickname", card.text("NICKNAME"))
        .extended(Mapi.TITLE, name.flatMap(line -> line.part(3)))
        .extended(Mapi.YOMI_FIRST, card.text("X-PHONETIC-FIRST-NAME"))
        .extended(Mapi.YOMI_LAST, card.text("X-PHONETIC-LAST-NAME"))
        .extended(Mapi.YOMI_COMPANY, card.text("X-PHONETIC-ORG"));
    draft.hold(
        "N",
        "FN",
        "NICKNAME",
        "X-EVOLUTION-FILE-AS",
        "X-FILE-AS",
        "X-EXCHANGE-INITIALS",
        "X-PHONETIC-FIRST-NAME",
        "X-PHONETIC-LAST-NAME",
        "X-PHONETIC-ORG");
  }

  private Optional<String> organisation(int part) {
    return CardLine.all(card, "ORG").stream().findFirst().flatMap(line -> line.part(part));
  }

  private void work() {
    List<String> departments = new ArrayList<>();
    CardLine.all(card, "ORG").stream()
        .limit(1)
        .flatMap(line -> TextValue.parts(line.line().value()).stream().skip(1))
        .filter(text -> !text.isBlank())
        .forEach(departments::add);
    fields
        .text("CompanyName", organisation(0))
        .text("Department", Optional.of(String.join("; ", departments)))
        .text("JobTitle", card.text("TITLE"))
        .text("Profession", card.text("ROLE"))
        .text("OfficeLocation", card.text("X-EXCHANGE-OFFICE"))
        .text("Mileage", card.text("X-EXCHANGE-MILEAGE"))
        .strings("Companies", card.texts("X-EXCHANGE-COMPANIES"));
    Stream.of("ORG", "TITLE", "ROLE", "X-EXCHANGE-OFFICE", "X-EXCHANGE-MILEAGE")
        .flatMap(name -> card.line(name).stream())
        .forEach(draft::take);
    draft.hold("X-EXCHANGE-COMPANIES");
  }
}
