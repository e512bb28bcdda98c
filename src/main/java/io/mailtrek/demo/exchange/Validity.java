package io.mailtrek.demo.exchange;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What Exchange refuses in an item that is asked for, beside the order of its properties. */
final class Validity {
  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "EmailAddresses",
          Set.of("EmailAddress1", "EmailAddress2", "EmailAddress3"),
          "PhysicalAddresses",
          Set.of("Business", "Home", "Other"),
          "ImAddresses",
          Set.of("ImAddress1", "ImAddress2", "ImAddress3"),
          "PhoneNumbers",
          Set.of(
              "AssistantPhone",
              "BusinessFax",
              "BusinessPhone",
              "BusinessPhone2",
              "Callback",
              "CarPhone",
              "CompanyMainPhone",
              "HomeFax",
              "HomePhone",
              "HomePhone2",
              "Isdn",
              "MobilePhone",
              "OtherFax",
              "OtherTelephone",
              "Pager",
              "PrimaryPhone",
              "RadioPhone",
              "Telex",
              "TtyTddPhone"));

  private Validity() {}

  static void check(Xml item, ExchangeFolder folder) throws EwsFailure {
    if (folder.search()) {
      throw new EwsFailure("ErrorInvalidFolderTypeForOperation", "A search folder takes no items.");
    }
    switch (item.name()) {
      case "CalendarItem" ->
          in(folder, "IPF.Appointment", "ErrorCannotCreateCalendarItemInNonCalendarFolder");
      case "Contact", "DistributionList" ->
          in(folder, "IPF.Contact", "ErrorCannotCreateContactInNonContactFolder");
      case "Task" -> in(folder, "IPF.Task", "ErrorCannotCreateTaskInNonTaskFolder");
      default -> {
        // All folders take messages.
      }
    }
    for (Map.Entry<String, Set<String>> keys : KEYS.entrySet()) {
      Set<String> seen = new HashSet<>();
      for (Xml list : item.children(keys.getKey())) {
        for (Xml entry : list.children()) {
          String key = entry.attribute("Key");
          if (!keys.getValue().contains(key) || !seen.add(key)) {
            throw EwsFailure.schema("the key '" + key + "' in " + keys.getKey() + ".");
          }
        }
      }
    }
  }

  private static void in(ExchangeFolder folder, String folderClass, String code) throws EwsFailure {
    if (!folder.folderClass().startsWith(folderClass)) {
      throw new EwsFailure(code, "The folder '" + folder.displayName() + "' takes no such item.");
    }
  }
}
