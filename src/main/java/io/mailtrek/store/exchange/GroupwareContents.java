package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.type;

import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.UnsupportedException;
import io.mailtrek.store.exchange.form.Attachment;
import io.mailtrek.store.exchange.form.ExchangeItem;
import io.mailtrek.store.exchange.form.Interchange;
import io.mailtrek.store.exchange.form.Owner;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads events, tasks, contacts, notes and journal entries by their properties, with their
 * attachments, and of a series also the occurrences that differ from it.
 */
final class GroupwareContents implements ContentKind {
  private static final int MOST = 25;

  private final Ews ews;
  private final ItemType type;
  private final Owner owner;
  private final List<XmlNode> properties;

  GroupwareContents(Ews ews, ItemType type, Owner owner) {
    this.ews = ews;
    this.owner = owner;
    this.type = type;
    this.properties = new ArrayList<>(Interchange.properties(type));
    if (properties.stream().noneMatch(GroupwareContents::isItemClass)) {
      properties.add(Fields.field(Fields.ITEM_CLASS));
    }
  }

  private static boolean isItemClass(XmlNode property) {
    return property.attribute("FieldURI").filter(Fields.ITEM_CLASS::equals).isPresent();
  }

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public void read(List<ReadRequest> requests) throws StoreException {
    EwsAnswer answer = GetItem.properties(ews, ReadRequest.ids(requests), properties);
    Map<ReadRequest, XmlNode> found = new LinkedHashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      ReadRequest request = requests.get(i);
      Optional<XmlNode> element = request.element(answer.messages().get(i));
      if (element.isPresent()) {
        Optional<UnsupportedException> other = MailContents.otherThan(type, request, element.get());
        other.ifPresentOrElse(request::fail, () -> found.put(request, element.get()));
      }
    }
    List<List<Attachment>> attachments = GetAttachment.all(ews, new ArrayList<>(found.values()));
    int index = 0;
    for (Map.Entry<ReadRequest, XmlNode> each : found.entrySet()) {
      convert(each.getKey(), each.getValue(), attachments.get(index++));
    }
  }

  private void convert(ReadRequest request, XmlNode element, List<Attachment> attachments)
      throws StoreException {
    ExchangeItem item = new ExchangeItem(element, attachments, occurrences(element));
    try {
      request.complete(Interchange.of(type, item, owner));
    } catch (PermanentException e) {
      request.fail(e);
    } catch (RuntimeException e) {
      // What is odd beyond understanding fails alone, not with its mailbox.
      request.fail(
          new PermanentException(
              Problem.UNREADABLE,
              "The item "
                  + request.item().key()
                  + " in "
                  + request.item().folder()
                  + " can't be given another form: "
                  + e));
    }
  }

  private List<ExchangeItem> occurrences(XmlNode series) throws StoreException {
    List<String> ids =
        series.child(type("ModifiedOccurrences")).stream()
            .flatMap(all -> all.children(type("Occurrence")))
            .flatMap(occurrence -> Nodes.id(occurrence, "ItemId").stream())
            .toList();
    List<XmlNode> elements = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += MOST) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST));
      for (EwsMessage answer : GetItem.properties(ews, some, properties).messages()) {
        elements.add(
            Answers.item(answer)
                .orElseThrow(() -> EwsErrors.of(answer, "Reading an occurrence of a series")));
      }
    }
    List<List<Attachment>> attachments = GetAttachment.all(ews, elements);
    List<ExchangeItem> all = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      all.add(new ExchangeItem(elements.get(i), attachments.get(i), List.of()));
    }
    return all;
  }
}
