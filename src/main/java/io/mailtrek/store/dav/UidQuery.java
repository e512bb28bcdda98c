package io.mailtrek.store.dav;

import io.mailtrek.store.ItemType;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlWriting;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * Finds the resource with a UID in a collection: calendar-query (RFC 4791 §7.8), addressbook-query
 * (RFC 6352 §8.6).
 */
final class UidQuery {
  private static final QName CALENDAR_QUERY = new QName(Dav.CALDAV, "calendar-query");
  private static final QName ADDRESSBOOK_QUERY = new QName(Dav.CARDDAV, "addressbook-query");
  private static final QName PROP = new QName(Dav.DAV, "prop");

  private UidQuery() {}

  /** Looks; a server that can't has nothing. */
  static Optional<MultiGet.Read> find(
      DavClient client, DavCollection collection, ItemType type, String uid) throws StoreException {
    DavRequest request =
        DavRequest.xml("REPORT", client.at(collection.href()), body(collection, type, uid))
            .with("Depth", "1");
    DavResponse answer = client.send(request);
    if (answer.status() != 207) {
      return Optional.empty();
    }
    List<Resource> found;
    try {
      found =
          answer.multistatus().responses().stream()
              .filter(response -> ResourceList.isItem(response, collection))
              .map(response -> new Resource(response.href(), 0))
              .toList();
    } catch (IOException e) {
      return Optional.empty();
    }
    MultiGet reader = new MultiGet(client, collection);
    for (Resource resource : found) {
      MultiGet.Read read = reader.get(resource);
      if (read.content()
          .flatMap(content -> ItemScan.of(content).uid())
          .filter(uid::equals)
          .isPresent()) {
        return Optional.of(read);
      }
    }
    return Optional.empty();
  }

  private static byte[] body(DavCollection collection, ItemType type, String uid) {
    boolean cards = collection.addressBook();
    String space = cards ? Dav.CARDDAV : Dav.CALDAV;
    QName root = cards ? ADDRESSBOOK_QUERY : CALENDAR_QUERY;
    QName filter = new QName(space, "filter");
    QName property = new QName(space, "prop-filter");
    QName component = new QName(space, "comp-filter");
    XmlWriting xml = Dav.body().open(root).open(PROP).empty(Dav.GETETAG).close(PROP).open(filter);
    if (!cards) {
      xml.openNamed(component, "VCALENDAR").openNamed(component, DavCollection.component(type));
    }
    xml.openNamed(property, "UID").text(new QName(space, "text-match"), uid).close(property);
    if (!cards) {
      xml.close(component).close(component);
    }
    return xml.close(filter).close(root).bytes();
  }
}
