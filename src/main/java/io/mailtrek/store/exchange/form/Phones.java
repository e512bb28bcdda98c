package io.mailtrek.store.exchange.form;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The telephones of a contact: the keys of Exchange, and TEL (RFC 2426 §3.3.1) of vCards. */
final class Phones {
  /**
   * One of them.
   *
   * @param key at Exchange
   * @param types of TEL
   * @param label in place of a type that vCard does not know (X-ABLabel)
   */
  record Phone(String key, List<String> types, Optional<String> label) {}

  static final List<Phone> ALL =
      List.of(
          typed("PrimaryPhone", "Primary"),
          phone("BusinessPhone", "WORK", "VOICE"),
          phone("BusinessPhone2", "WORK", "VOICE"),
          phone("HomePhone", "HOME", "VOICE"),
          phone("HomePhone2", "HOME", "VOICE"),
          phone("MobilePhone", "CELL"),
          phone("BusinessMobile", "WORK", "CELL"),
          phone("BusinessFax", "WORK", "FAX"),
          phone("HomeFax", "HOME", "FAX"),
          phone("OtherFax", "FAX"),
          phone("Pager", "PAGER"),
          phone("CarPhone", "CAR"),
          phone("Isdn", "ISDN"),
          phone("OtherTelephone", "VOICE"),
          typed("AssistantPhone", "Assistant"),
          typed("Callback", "Callback"),
          typed("CompanyMainPhone", "Company"),
          typed("RadioPhone", "Radio"),
          typed("Telex", "Telex"),
          typed("TtyTddPhone", "TTY/TDD"),
          typed("IPPhone", "IP"),
          typed("Mms", "MMS"),
          typed("Msn", "MSN"));

  /** Later versions of Exchange than this is written for have these. */
  private static final Set<String> NEW = Set.of("BusinessMobile", "IPPhone", "Mms", "Msn");

  private Phones() {}

  private static Phone phone(String key, String... types) {
    return new Phone(key, List.of(types), Optional.empty());
  }

  private static Phone typed(String key, String label) {
    return new Phone(key, List.of("VOICE"), Optional.of(label));
  }

  /** The keys for a line, the best one first; the others are for when it is taken. */
  static List<String> keys(CardLine line) {
    Optional<String> labelled =
        line.label()
            .flatMap(
                label ->
                    ALL.stream()
                        .filter(phone -> !NEW.contains(phone.key()))
                        .filter(phone -> phone.label().filter(label::equalsIgnoreCase).isPresent())
                        .map(Phone::key)
                        .findFirst());
    if (labelled.isPresent()) {
      return List.of(labelled.get(), "OtherTelephone");
    }
    Set<String> types = line.types();
    boolean work = types.contains("WORK");
    boolean home = types.contains("HOME");
    if (types.contains("FAX")) {
      return work
          ? List.of("BusinessFax", "OtherFax")
          : home ? List.of("HomeFax", "OtherFax") : List.of("OtherFax", "BusinessFax");
    }
    if (types.contains("PAGER")) {
      return List.of("Pager");
    }
    if (types.contains("CELL") || types.contains("IPHONE")) {
      return List.of("MobilePhone", "OtherTelephone", "PrimaryPhone");
    }
    if (types.contains("CAR")) {
      return List.of("CarPhone", "OtherTelephone");
    }
    if (types.contains("ISDN")) {
      return List.of("Isdn", "OtherTelephone");
    }
    if (types.contains("MAIN")) {
      return List.of("CompanyMainPhone", "OtherTelephone");
    }
    return work
        ? List.of("BusinessPhone", "BusinessPhone2", "OtherTelephone")
        : home
            ? List.of("HomePhone", "HomePhone2", "OtherTelephone")
            : List.of("OtherTelephone", "PrimaryPhone", "HomePhone", "HomePhone2");
  }
}
