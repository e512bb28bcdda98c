package io.mailtrek.demo.exchange;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes items. Nothing is ever sent, whatever is asked for. */
final class CreateItem implements Operation {
  private static final Set<String> ANSWERED =
      Set.of("Message", "CalendarItem", "Contact", "DistributionList", "Task", "PostItem");

  @Override
  public Xml answer(Xml request, Caller caller) throws EwsFailure {
    Optional<Xml> saved = request.child("SavedItemFolderId");
    Answer answer = new Answer("CreateItem", "Items");
    for (Xml item : Requests.required(request, "Items").children()) {
      answer.add(
          () -> {
            if (!ANSWERED.contains(item.name()) && !item.name().equals("Item")) {
              throw new EwsFailure(
                  "ErrorInvalidItemForOperationCreateItem", "It can't be created: " + item.name());
            }
            checkSending(request, item);
            ExchangeFolder folder =
                saved.isPresent()
                    ? caller.folderIn(saved.get())
                    : caller.mailbox().folder(home(item.name()));
            StoredItem made = Creation.requested(folder, item, caller);
            return List.of(
                Xml.m("Items", Xml.t(made.element(), made.itemId()).add(attachments(made))));
          });
    }
    return answer.xml();
  }

  private static void checkSending(Xml request, Xml item) throws EwsFailure {
    if (item.name().equals("CalendarItem")
        && request.attribute("SendMeetingInvitations").isEmpty()) {
      throw new EwsFailure(
          "ErrorSendMeetingInvitationsRequired",
          "SendMeetingInvitations attribute is required for calendar items.");
    }
    if (item.name().equals("Message") && request.attribute("MessageDisposition").isEmpty()) {
      throw new EwsFailure(
          "ErrorMessageDispositionRequired",
          "Message save/send disposition is required for this type of item.");
    }
  }

  private static List<Xml> attachments(StoredItem made) {
    if (made.attachments().isEmpty() || made.mime().isPresent()) {
      return List.of();
    }
    Xml all = Xml.t("Attachments");
    made.attachments().forEach(a -> all.add(Xml.t(a.description().name(), Attachments.id(a))));
    return List.of(all);
  }

  private static String home(String element) {
    return switch (element) {
      case "CalendarItem" -> "calendar";
      case "Contact", "DistributionList" -> "contacts";
      case "Task" -> "tasks";
      case "PostItem" -> "inbox";
      default -> "drafts";
    };
  }
}
