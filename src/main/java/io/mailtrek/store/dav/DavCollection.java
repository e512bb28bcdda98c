package io.mailtrek.store.dav;

import io.mailtrek.store.FolderProperties;
import io.mailtrek.store.ItemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A calendar (RFC 4791 §4.2) or an address book (RFC 6352 §5.2).
 *
 * @param href where it is
 * @param name its display name, made unique among those of its kind
 * @param addressBook which of the two it is
 * @param properties what it is beside its name
 * @param version what changes with its content: the sync-token or the ctag, empty where it tells
 *     neither
 * @param syncs whether it tells what has changed since a sync-token (RFC 6578)
 * @param writable whether something may be added to it, as far as it tells
 */
record DavCollection(
    Href href,
    String name,
    boolean addressBook,
    FolderProperties properties,
    String version,
    boolean syncs,
    boolean writable) {
  /** Begins a version that is a sync-token; a ctag has another beginning. */
  static final String TOKEN = "sync-token ";

  static final String CTAG = "ctag ";

  private static final List<String> ALL = List.of("VEVENT", "VTODO", "VJOURNAL");

  DavCollection named(String other) {
    return new DavCollection(href, other, addressBook, properties, version, syncs, writable);
  }

  /**
   * Its version with a mark of where it is: many servers count the versions of each collection by
   * itself, so those of another one that has got its name may look the same.
   */
  String state() {
    return version.isEmpty() ? "" : mark() + version;
  }

  /** The sync-token of a state; empty where it is that of another collection, or has none. */
  Optional<String> token(String state) {
    String before = mark() + TOKEN;
    return state.startsWith(before)
        ? Optional.of(state.substring(before.length()))
        : Optional.empty();
  }

  private String mark() {
    return Keys.mark(href) + " ";
  }

  /** The types of items that may be in it. */
  List<ItemType> itemTypes() {
    if (addressBook) {
      return List.of(ItemType.CONTACT);
    }
    return itemTypes(properties.components());
  }

  /** The types of items that a calendar takes; no components are all. */
  static List<ItemType> itemTypes(Set<String> components) {
    List<ItemType> types = new ArrayList<>();
    ALL.stream()
        .filter(component -> components.isEmpty() || components.contains(component))
        .flatMap(DavCollection::typesOf)
        .forEach(types::add);
    return types;
  }

  private static Stream<ItemType> typesOf(String component) {
    return switch (component) {
      case "VEVENT" -> Stream.of(ItemType.CALENDAR);
      case "VTODO" -> Stream.of(ItemType.TASK);
      default -> Stream.of(ItemType.JOURNAL, ItemType.NOTE);
    };
  }

  /** Whether it takes items of a type. */
  boolean takes(ItemType type) {
    return itemTypes().contains(type);
  }

  /** The component that an item of a type is. */
  static String component(ItemType type) {
    return switch (type) {
      case CALENDAR -> "VEVENT";
      case TASK -> "VTODO";
      case JOURNAL, NOTE -> "VJOURNAL";
      case CONTACT -> "VCARD";
      case MAIL -> throw new IllegalArgumentException("A DAV server holds no mail");
    };
  }
}
