package io.mailtrek.demo.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names by which programs speak of properties: {@code item:Subject}. */
final class Fields {
  private static final Map<String, Set<String>> KINDS =
      Map.ofEntries(
          Map.entry("item", Set.of("Item")),
          Map.entry("message", Set.of("Message")),
          Map.entry("calendar", Set.of("CalendarItem")),
          Map.entry("contacts", Set.of("Contact", "DistributionList")),
          Map.entry("task", Set.of("Task")),
          Map.entry("distributionlist", Set.of("DistributionList")),
          Map.entry("postitem", Set.of("PostItem")),
          Map.entry("meeting", Set.of("MeetingRequest")),
          Map.entry("meetingRequest", Set.of("MeetingRequest")));
  private static final Map<String, String> LISTS =
      Map.of(
          "contacts:EmailAddress", "EmailAddresses",
          "contacts:ImAddress", "ImAddresses",
          "contacts:PhoneNumber", "PhoneNumbers",
          "contacts:PhysicalAddress:Street", "PhysicalAddresses",
          "contacts:PhysicalAddress:City", "PhysicalAddresses",
          "contacts:PhysicalAddress:State", "PhysicalAddresses",
          "contacts:PhysicalAddress:CountryOrRegion", "PhysicalAddresses",
          "contacts:PhysicalAddress:PostalCode", "PhysicalAddresses",
          "item:InternetMessageHeader", "InternetMessageHeaders");

  private Fields() {}

  /** The element of a {@code t:FieldURI}. */
  static String property(Xml path) throws EwsFailure {
    String uri = path.attribute("FieldURI");
    int colon = uri.indexOf(':');
    String name = uri.substring(colon + 1);
    for (String element : KINDS.getOrDefault(uri.substring(0, Math.max(colon, 0)), Set.of())) {
      if (SchemaOrder.of(element).contains(name)) {
        return name;
      }
    }
    throw EwsFailure.schema("the FieldURI '" + uri + "' is invalid.");
  }

  /** Of a list with keys, the entries that are asked for. */
  static Optional<Xml> indexed(StoredItem item, String name, List<Xml> paths) {
    Xml list = Xml.t(name);
    for (Xml path : paths) {
      if (name.equals(list(path))) {
        entry(item, path).ifPresent(entry -> list.add(entry.copy()));
      }
    }
    return list.children().isEmpty() ? Optional.empty() : Optional.of(list);
  }

  /** The entry that a {@code t:IndexedFieldURI} is about. */
  static Optional<Xml> entry(StoredItem item, Xml path) {
    String key = path.attribute("FieldIndex");
    Optional<Xml> list = item.property(list(path));
    return list.stream()
        .flatMap(l -> l.children().stream())
        .filter(entry -> entry.attribute("Key").equals(key))
        .findFirst();
  }

  /** The list that a {@code t:IndexedFieldURI} is about. */
  static String list(Xml path) {
    return LISTS.getOrDefault(path.attribute("FieldURI"), "");
  }
}
