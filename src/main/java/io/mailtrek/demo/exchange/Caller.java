package io.mailtrek.demo.exchange;

import java.time.ZoneId;
import java.util.Optional;

/**
 * For whom an operation is done.
 *
 * @param mailbox whose folders and items it is about
 * @param zone where times are that have no zone
 */
record Caller(ExchangeOrganization organization, ExchangeMailbox mailbox, ZoneId zone) {

  /** The folder that a {@code t:FolderId} or {@code t:DistinguishedFolderId} is about. */
  ExchangeFolder folder(Xml id) throws EwsFailure {
    Optional<ExchangeFolder> found;
    if (id.name().equals("DistinguishedFolderId")) {
      String other = id.text("Mailbox", "EmailAddress");
      if (!other.isEmpty() && !other.equalsIgnoreCase(mailbox.address())) {
        throw new EwsFailure("ErrorAccessDenied", "Access is denied. Check credentials.");
      }
      found = mailbox.find(id.attribute("Id"));
    } else {
      found = mailbox.folderById(id.attribute("Id"));
    }
    return found.orElseThrow(
        () ->
            new EwsFailure(
                "ErrorFolderNotFound", "The specified folder could not be found in the store."));
  }

  /** The folder that the one element within an element names. */
  ExchangeFolder folderIn(Xml around) throws EwsFailure {
    if (around.children().size() != 1) {
      throw EwsFailure.schema(around.name() + " holds one folder id.");
    }
    return folder(around.children().get(0));
  }

  /** The item that a {@code t:ItemId}, or an id of an occurrence or of its series, is about. */
  StoredItem item(Xml id) throws EwsFailure {
    return switch (id.name()) {
      case "ItemId" -> byId(id.attribute("Id"));
      case "OccurrenceItemId" ->
          series(byId(id.attribute("RecurringMasterId")))
              .occurrence(Integer.parseInt(id.attribute("InstanceIndex")));
      case "RecurringMasterItemId" ->
          byId(id.attribute("OccurrenceId"))
              .master()
              .orElseThrow(
                  () ->
                      new EwsFailure(
                          "ErrorCalendarCannotUseIdForOccurrenceId",
                          "The item is no occurrence of a series."));
      default -> throw EwsFailure.schema("there is no id " + id.name() + ".");
    };
  }

  private StoredItem byId(String id) throws EwsFailure {
    return mailbox.item(id).orElseThrow(EwsFailure::itemNotFound);
  }

  static Series series(StoredItem item) throws EwsFailure {
    return item.series()
        .orElseThrow(
            () ->
                new EwsFailure(
                    "ErrorCalendarCannotUseIdForRecurringMasterId", "The item is no series."));
  }
}
