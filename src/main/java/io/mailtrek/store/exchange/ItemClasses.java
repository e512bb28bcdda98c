package io.mailtrek.store.exchange;

import io.mailtrek.store.ItemType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which items and folders of Exchange are of which type, by their classes (MS-OXOMSG §2). */
final class ItemClasses {

  /** The class of an item begins with one of these, alone or before a dot. */
  private static final List<Map.Entry<String, ItemType>> ITEMS =
      List.of(
          Map.entry("ipm.note", ItemType.MAIL),
          Map.entry("ipm.post", ItemType.MAIL),
          Map.entry("report", ItemType.MAIL),
          Map.entry("ipm.schedule", ItemType.MAIL),
          Map.entry("ipm.appointment", ItemType.CALENDAR),
          Map.entry("ipm.contact", ItemType.CONTACT),
          Map.entry("ipm.distlist", ItemType.CONTACT),
          Map.entry("ipm.task", ItemType.TASK),
          Map.entry("ipm.stickynote", ItemType.NOTE),
          Map.entry("ipm.activity", ItemType.JOURNAL));

  private static final Map<String, ItemType> FOLDERS =
      Map.of(
          "ipf.note", ItemType.MAIL,
          "ipf.appointment", ItemType.CALENDAR,
          "ipf.contact", ItemType.CONTACT,
          "ipf.task", ItemType.TASK,
          "ipf.stickynote", ItemType.NOTE,
          "ipf.journal", ItemType.JOURNAL);

  /** Folders of these classes are filled by programs out of others. */
  private static final List<String> DERIVED =
      List.of("ipf.contact.", "ipf.appointment.birthday", "ipf.note.socialconnector");

  private ItemClasses() {}

  /** The type of an item; empty where it has no form outside of Exchange. */
  static Optional<ItemType> ofItem(String itemClass) {
    String lower = itemClass.toLowerCase(Locale.ROOT);
    return ITEMS.stream()
        .filter(each -> is(lower, each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The type of the items of a folder; empty where it is not migrated. */
  static Optional<ItemType> ofFolder(String folderClass) {
    String lower = folderClass.toLowerCase(Locale.ROOT);
    if (lower.isEmpty() || lower.equals("ipf")) {
      return Optional.of(ItemType.MAIL);
    }
    if (DERIVED.stream().anyMatch(lower::startsWith)) {
      return Optional.empty();
    }
    return FOLDERS.entrySet().stream()
        .filter(each -> is(lower, each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The class of a new folder for items of a type. */
  static String folderClass(ItemType type) {
    return switch (type) {
      case MAIL -> "IPF.Note";
      case CALENDAR -> "IPF.Appointment";
      case CONTACT -> "IPF.Contact";
      case TASK -> "IPF.Task";
      case NOTE -> "IPF.StickyNote";
      case JOURNAL -> "IPF.Journal";
    };
  }

  /** The element that makes a folder for items of a type. */
  static String folderElement(ItemType type) {
    return switch (type) {
      case CALENDAR -> "CalendarFolder";
      case CONTACT -> "ContactsFolder";
      case TASK -> "TasksFolder";
      case MAIL, NOTE, JOURNAL -> "Folder";
    };
  }

  private static boolean is(String lower, String kind) {
    return lower.equals(kind) || lower.startsWith(kind + ".");
  }
}
