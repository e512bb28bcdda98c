package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.type;

import io.mailtrek.store.Content;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.UnsupportedException;
import io.mailtrek.store.xml.XmlNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads messages in their MIME form, as Exchange makes it anew each time. */
final class MailContents implements ContentKind {
  /** Exchange has no MIME form of the message, but it has the message. */
  private static final Set<String> NO_MIME =
      Set.of(
          "ErrorUnsupportedMimeConversion",
          "ErrorContentConversionFailed",
          "ErrorMimeContentConversionFailed");

  private static final int MOST = 50;

  private final Ews ews;

  MailContents(Ews ews) {
    this.ews = ews;
  }

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public void read(List<ReadRequest> requests) throws StoreException {
    EwsAnswer answer =
        GetItem.mime(ews, ReadRequest.ids(requests), List.of(Fields.field(Fields.ITEM_CLASS)));
    for (int i = 0; i < requests.size(); i++) {
      ReadRequest request = requests.get(i);
      EwsMessage message = answer.messages().get(i);
      if (NO_MIME.contains(message.code())) {
        byProperties(request);
      } else if (request.element(message).isPresent()) {
        take(request, request.element(message).get(), answer);
      }
    }
  }

  private void take(ReadRequest request, XmlNode element, EwsAnswer answer) throws StoreException {
    Optional<UnsupportedException> other = otherThan(ItemType.MAIL, request, element);
    if (other.isPresent()) {
      request.fail(other.get());
      return;
    }
    Optional<Content> mime = element.child(type("MimeContent")).flatMap(answer::content);
    if (mime.isPresent()) {
      request.complete(mime.get());
    } else {
      byProperties(request);
    }
  }

  private void byProperties(ReadRequest request) throws StoreException {
    EwsMessage message =
        GetItem.properties(ews, List.of(request.id()), PlainMessage.PROPERTIES).messages().get(0);
    Optional<XmlNode> element = request.element(message);
    if (element.isPresent()) {
      Optional<UnsupportedException> other = otherThan(ItemType.MAIL, request, element.get());
      if (other.isPresent()) {
        request.fail(other.get());
      } else {
        request.complete(
            PlainMessage.of(element.get(), GetAttachment.all(ews, List.of(element.get())).get(0)));
      }
    }
  }

  /** Why an item is not read as one of a type; empty where it is one. */
  static Optional<UnsupportedException> otherThan(
      ItemType type, ReadRequest request, XmlNode element) {
    String itemClass = Nodes.value(element, "ItemClass").orElse("IPM");
    if (ItemClasses.ofItem(itemClass).filter(type::equals).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new UnsupportedException(
            itemClass,
            "The item "
                + request.item().key()
                + " in "
                + request.item().folder()
                + " is of the class "
                + itemClass
                + ", which has no form as "
                + type.word()
                + " outside of Exchange. It moves between two Exchange servers"));
  }
}
