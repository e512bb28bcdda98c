package io.mailtrek.demo.exchange;

import java.util.List;

/** Takes items away, and lets occurrences not take place. */
final class DeleteItem implements Operation {

  @Override
  public Xml answer(Xml request, Caller caller) throws EwsFailure {
    String type = request.attribute("DeleteType");
    if (type.isEmpty()) {
      throw EwsFailure.schema("DeleteType is missing in DeleteItem.");
    }
    Answer answer = new Answer("DeleteItem");
    for (Xml id : Requests.required(request, "ItemIds").children()) {
      answer.add(
          () -> {
            StoredItem item = caller.item(id);
            check(request, item);
            if (item.master().isPresent()) {
              StoredItem master = item.master().get();
              Caller.series(master).delete(item);
              master.folder().touch(master, false);
            } else if (type.equals("MoveToDeletedItems")) {
              item.folder().move(item, caller.mailbox().folder("deleteditems"));
            } else {
              item.folder().remove(item);
            }
            return List.of();
          });
    }
    return answer.xml();
  }

  private static void check(Xml request, StoredItem item) throws EwsFailure {
    if (item.element().equals("CalendarItem")
        && request.attribute("SendMeetingCancellations").isEmpty()) {
      throw new EwsFailure(
          "ErrorSendMeetingCancellationsRequired",
          "SendMeetingCancellations attribute is required for calendar items.");
    }
    if (item.element().equals("Task") && request.attribute("AffectedTaskOccurrences").isEmpty()) {
      throw new EwsFailure(
          "ErrorAffectedTaskOccurrencesRequired",
          "AffectedTaskOccurrences attribute is required for tasks.");
    }
  }
}
