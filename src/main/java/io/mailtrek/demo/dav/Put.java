package io.mailtrek.demo.dav;

import java.util.Optional;
import javax.xml.namespace.QName;

/** PUT of an item (RFC 4791 §5.3.2, RFC 6352 §6.3.2) with their preconditions. */
final class Put implements DavHandler {
  private static final String IF_NONE_MATCH = "if-none-match";

  private final DavTree tree;

  Put(DavTree tree) {
    this.tree = tree;
  }

  @Override
  public DavReply handle(DavRequest request) {
    Optional<DavCollection> parent = tree.parent(request.path());
    if (parent.isEmpty()) {
      return DavReply.of(409, "The collection does not exist");
    }
    DavCollection collection = parent.get();
    if (collection.readOnly()) {
      return DavReply.refused(403, DavName.NEED_PRIVILEGES);
    }
    String name = request.path().names().get(4);
    Optional<DavResource> present = collection.resource(name);
    if (present.isPresent() && request.header(IF_NONE_MATCH).isPresent()) {
      return DavReply.of(412, "There is such an item");
    }
    Optional<String> wanted = request.header("if-match");
    if (wanted.isPresent() && !wanted.equals(present.map(DavResource::etag))) {
      return DavReply.of(412, "The item is another");
    }
    ItemText item = new ItemText(request.body());
    Optional<DavReply> refusal = refusal(collection, name, item);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    DavResource stored = collection.put(name, request.body());
    tree.mail(Scheduling.of(item));
    return DavReply.of(present.isPresent() ? 204 : 201).with("ETag", stored.etag());
  }

  private static Optional<DavReply> refusal(DavCollection collection, String name, ItemText item) {
    boolean cards = collection.addressBook();
    if (!item.outermost().equals(cards ? "VCARD" : "VCALENDAR")) {
      return Optional.of(refused(cards, "valid-" + (cards ? "address" : "calendar") + "-data"));
    }
    if (!cards
        && (item.components().isEmpty()
            || !collection.components().containsAll(item.components()))) {
      return Optional.of(refused(false, "supported-calendar-component"));
    }
    if (item.uid().isEmpty() || !item.lines("METHOD").isEmpty()) {
      return Optional.of(
          refused(cards, "valid-" + (cards ? "address-data" : "calendar-object-resource")));
    }
    return collection.resources().stream()
        .filter(other -> !other.name().equals(name))
        .filter(other -> other.uid().equals(item.uid()))
        .findFirst()
        .map(
            other ->
                DavReply.refused(
                    403,
                    new QName(cards ? DavName.CARDDAV : DavName.CALDAV, "no-uid-conflict"),
                    XmlText.href(collection.path().child(other.name(), false))));
  }

  private static DavReply refused(boolean cards, String precondition) {
    return DavReply.refused(403, new QName(cards ? DavName.CARDDAV : DavName.CALDAV, precondition));
  }
}
