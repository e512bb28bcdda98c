package io.mailtrek.demo.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Changes items; an occurrence that is changed becomes one that differs from its series. */
final class UpdateItem implements Operation {

  @Override
  public Xml answer(Xml request, Caller caller) throws EwsFailure {
    if (request.attribute("ConflictResolution").isEmpty()) {
      throw EwsFailure.schema("ConflictResolution is missing in UpdateItem.");
    }
    Answer answer = new Answer("UpdateItem", "Items");
    for (Xml change : Requests.required(request, "ItemChanges").children()) {
      answer.add(() -> update(request, change, caller));
    }
    return answer.xml();
  }

  private static List<Xml> update(Xml request, Xml change, Caller caller) throws EwsFailure {
    if (change.children().size() != 2) {
      throw EwsFailure.schema("an ItemChange holds an id and Updates.");
    }
    StoredItem item = caller.item(change.children().get(0));
    if (item.element().equals("CalendarItem")
        && request.attribute("SendMeetingInvitationsOrCancellations").isEmpty()) {
      throw new EwsFailure(
          "ErrorSendMeetingInvitationsOrCancellationsRequired",
          "SendMeetingInvitationsOrCancellations attribute is required for calendar items.");
    }
    for (Xml one : Requests.required(change, "Updates").children()) {
      apply(one, item, caller);
    }
    Defaults.settle(item);
    if (item.master().isPresent()) {
      StoredItem master = item.master().get();
      Caller.series(master).change(item);
      item.change(item.changed(), false);
      master.folder().touch(master, false);
    } else {
      item.folder().touch(item, onlyReadFlag(change));
    }
    List<Xml> content = new ArrayList<>();
    content.add(Xml.m("Items", Xml.t(item.element(), item.itemId())));
    content.add(Xml.m("ConflictResults", Xml.t("Count", "0")));
    return content;
  }

  private static void apply(Xml update, StoredItem item, Caller caller) throws EwsFailure {
    if (update.children().isEmpty()) {
      throw EwsFailure.schema(update.name() + " is empty.");
    }
    Xml path = update.children().get(0);
    switch (update.name()) {
      case "SetItemField" -> {
        Xml value = value(update);
        if (SchemaOrder.readOnly(value.name())) {
          throw new EwsFailure(
              "ErrorInvalidPropertySet", "Set action is invalid for property " + value.name());
        }
        if (path.name().equals("IndexedFieldURI")) {
          setEntry(item, path, value);
        } else {
          if (path.name().equals("FieldURI") && !Fields.property(path).equals(value.name())) {
            throw new EwsFailure(
                "ErrorUpdatePropertyMismatch", "The path is not that of the property.");
          }
          Creation.apply(item, value, caller.zone());
        }
      }
      case "DeleteItemField" -> {
        switch (path.name()) {
          case "FieldURI" -> item.properties().remove(Fields.property(path));
          case "ExtendedFieldURI" -> item.extendedProperties().remove(PropertyName.of(path));
          default ->
              Fields.entry(item, path)
                  .ifPresent(
                      entry ->
                          item.property(Fields.list(path)).orElseThrow().children().remove(entry));
        }
      }
      default ->
          throw new EwsFailure(
              "ErrorInvalidPropertyAppend", "Append action is not supported for the property.");
    }
  }

  /** The one property within the item that comes with a path. */
  private static Xml value(Xml update) throws EwsFailure {
    if (update.children().size() != 2 || update.children().get(1).children().size() != 1) {
      throw new EwsFailure("ErrorIncorrectUpdatePropertyCount", "An update sets one property.");
    }
    return update.children().get(1).children().get(0);
  }

  private static void setEntry(StoredItem item, Xml path, Xml list) {
    Fields.entry(item, path)
        .ifPresent(
            entry -> item.property(Fields.list(path)).orElseThrow().children().remove(entry));
    Xml all = item.property(list.name()).orElseGet(() -> Xml.t(list.name()));
    list.children().forEach(entry -> all.add(entry.copy()));
    item.set(all);
  }

  private static boolean onlyReadFlag(Xml change) {
    return change.child("Updates").stream()
        .flatMap(updates -> updates.children().stream())
        .allMatch(
            update ->
                Set.of("message:IsRead", "postitem:IsRead")
                    .contains(update.children().get(0).attribute("FieldURI")));
  }
}
