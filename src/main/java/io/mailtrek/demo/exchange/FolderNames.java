package io.mailtrek.demo.exchange;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The folders that each mailbox has from the beginning.
 *
 * @param names their names for people by those that are the same in all languages
 */
public record FolderNames(Map<String, String> names) {

  /** Of a mailbox that was first opened in English. */
  public static final FolderNames ENGLISH =
      of(
          "Inbox",
          "Drafts",
          "Sent Items",
          "Deleted Items",
          "Outbox",
          "Junk Email",
          "Calendar",
          "Contacts",
          "Tasks",
          "Notes",
          "Journal");

  /** Of a mailbox that was first opened in German. */
  public static final FolderNames GERMAN =
      of(
          "Posteingang",
          "Entwürfe",
          "Gesendete Elemente",
          "Gelöschte Elemente",
          "Postausgang",
          "Junk-E-Mail",
          "Kalender",
          "Kontakte",
          "Aufgaben",
          "Notizen",
          "Journal");

  private static FolderNames of(String... inOrder) {
    String[] distinguished = {
      "inbox",
      "drafts",
      "sentitems",
      "deleteditems",
      "outbox",
      "junkemail",
      "calendar",
      "contacts",
      "tasks",
      "notes",
      "journal"
    };
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < inOrder.length; i++) {
      names.put(distinguished[i], inOrder[i]);
    }
    return new FolderNames(names);
  }

  static String folderClass(String distinguished) {
    return switch (distinguished) {
      case "calendar" -> "IPF.Appointment";
      case "contacts" -> "IPF.Contact";
      case "tasks" -> "IPF.Task";
      case "notes" -> "IPF.StickyNote";
      case "journal" -> "IPF.Journal";
      default -> "IPF.Note";
    };
  }
}
