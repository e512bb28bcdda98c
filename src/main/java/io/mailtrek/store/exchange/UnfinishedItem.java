package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.type;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.exchange.form.Attachment;
import io.mailtrek.store.exchange.form.NewItem;
import io.mailtrek.store.exchange.form.OccurrenceChange;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An item that takes more than one operation to make, because it has attachments or is a series
 * with exceptions. Until all of it is there its {@link Fields#mailTrekKey} says that it is a part:
 * then it is not taken for a copy, and who makes the item goes on with it instead of making another
 * one.
 */
final class UnfinishedItem {
  private static final String PARTIAL = "partial:";

  private final Ews ews;
  private final String id;

  /** Whether something may be done already. */
  private final boolean begunBefore;

  private UnfinishedItem(Ews ews, String id, boolean begunBefore) {
    this.ews = ews;
    this.id = id;
    this.begunBefore = begunBefore;
  }

  /** Whether an item takes more than one operation. */
  static boolean needed(NewItem item) {
    return !item.attachments().isEmpty() || !item.changes().isEmpty();
  }

  /**
   * Makes an item; its id.
   *
   * @param key what it is known by when it is finished
   */
  static String make(Ews ews, ExchangeFolder folder, NewItem item, String key)
      throws StoreException {
    UnfinishedItem unfinished = begin(ews, folder, item, key);
    for (OccurrenceChange change : item.changes()) {
      unfinished.change(change);
    }
    unfinished.attach(unfinished.id, item.attachments());
    unfinished.finish(item.element().name().getLocalPart(), key);
    return unfinished.id;
  }

  private static UnfinishedItem begin(Ews ews, ExchangeFolder folder, NewItem item, String key)
      throws StoreException {
    String partial = PARTIAL + key;
    Optional<String> before =
        FindItem.all(ews, folder, Lookup.equal(Fields.mailTrekKey(), partial), List.of()).stream()
            .flatMap(found -> Nodes.id(found, "ItemId").stream())
            .findFirst();
    if (before.isPresent()) {
      return new UnfinishedItem(ews, before.get(), true);
    }
    XmlNode element = MarkedItem.of(item.element(), partial);
    EwsMessage answer = CreateItem.in(ews, folder, List.of(element), Map.of()).get(0);
    String id =
        Answers.item(answer)
            .flatMap(made -> Nodes.id(made, "ItemId"))
            .orElseThrow(() -> EwsErrors.of(answer, "Writing to " + folder.path()));
    return new UnfinishedItem(ews, id, false);
  }

  /** What Exchange knows it by. */
  String id() {
    return id;
  }

  private void change(OccurrenceChange change) throws StoreException {
    Occurrence occurrence = Occurrence.of(this, change.index());
    if (change.removed()) {
      occurrence.leaveOut(ews);
      return;
    }
    EwsMessage answer = UpdateItem.set(ews, occurrence.id(), change.updates());
    String changed =
        Answers.item(answer)
            .flatMap(item -> Nodes.id(item, "ItemId"))
            .orElseThrow(() -> EwsErrors.of(answer, "Changing an occurrence of a new series"));
    attach(changed, change.attachments());
  }

  private void attach(String owner, List<Attachment> attachments) throws StoreException {
    List<Attachment> missing = new ArrayList<>(attachments);
    if (begunBefore && !missing.isEmpty()) {
      for (String name : attached(owner)) {
        missing.stream()
            .filter(attachment -> attachment.name().equals(name))
            .findFirst()
            .ifPresent(missing::remove);
      }
    }
    CreateAttachment.to(ews, owner, missing);
  }

  private List<String> attached(String owner) throws StoreException {
    return only(owner, List.of(Fields.field("item:Attachments")))
        .child(type("Attachments"))
        .map(XmlNode::children)
        .orElse(List.of())
        .stream()
        .flatMap(attachment -> Nodes.value(attachment, "Name").stream())
        .toList();
  }

  private void finish(String itemElement, String key) throws StoreException {
    // Attachments and occurrences have given it another change key, which a server may want.
    XmlNode current = only(id, List.of()).child(type("ItemId")).orElseGet(() -> Nodes.itemId(id));
    EwsMessage answer =
        UpdateItem.set(
            ews, current, List.of(UpdateItem.setField(Fields.mailTrekKey(), itemElement, key)));
    if (!answer.success()) {
      throw EwsErrors.of(answer, "Finishing a new item");
    }
  }

  private XmlNode only(String item, List<XmlNode> properties) throws StoreException {
    EwsMessage answer = GetItem.properties(ews, List.of(item), properties).messages().get(0);
    return Answers.item(answer).orElseThrow(() -> EwsErrors.of(answer, "Looking at a new item"));
  }
}
