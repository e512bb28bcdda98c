package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.xml.XmlWriting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * Reads contents: many at once by calendar-multiget (RFC 4791 §7.9) or addressbook-multiget (RFC
 * 6352 §8.7), and what does not come that way one by one by GET.
 */
final class MultiGet {
  private static final QName CALENDAR_MULTIGET = new QName(Dav.CALDAV, "calendar-multiget");
  private static final QName ADDRESSBOOK_MULTIGET = new QName(Dav.CARDDAV, "addressbook-multiget");
  private static final QName PROP = new QName(Dav.DAV, "prop");

  /** One item may be that large. */
  private static final long LARGEST = 64L << 20;

  private final DavClient client;
  private final DavCollection collection;

  MultiGet(DavClient client, DavCollection collection) {
    this.client = client;
    this.collection = collection;
  }

  /**
   * What became of one resource.
   *
   * @param content its bytes; empty where it is gone or can't be read
   * @param failure why it can't be read
   */
  record Read(Resource resource, Optional<Content> content, Optional<PermanentException> failure) {}

  /** Reads some, in their order. */
  List<Read> read(List<Resource> resources) throws StoreException {
    if (resources.size() == 1) {
      return List.of(get(resources.get(0)));
    }
    Map<String, Content> contents;
    try {
      contents = multiget(resources);
    } catch (PermanentException e) {
      // The answer was too large to be taken at once.
      List<Read> halves = new ArrayList<>(read(resources.subList(0, resources.size() / 2)));
      halves.addAll(read(resources.subList(resources.size() / 2, resources.size())));
      return halves;
    }
    List<Read> all = new ArrayList<>();
    for (Resource resource : resources) {
      Content content = contents.get(resource.href().path());
      all.add(
          content == null
              ? get(resource)
              : new Read(resource, Optional.of(content), Optional.empty()));
    }
    return all;
  }

  /** What the server gives of them; nothing where it stumbles over one. */
  private Map<String, Content> multiget(List<Resource> resources) throws StoreException {
    QName report = collection.addressBook() ? ADDRESSBOOK_MULTIGET : CALENDAR_MULTIGET;
    QName data = collection.addressBook() ? Dav.ADDRESS_DATA : Dav.CALENDAR_DATA;
    XmlWriting xml = Dav.body().open(report).open(PROP).empty(Dav.GETETAG).empty(data).close(PROP);
    resources.forEach(resource -> xml.text(Dav.HREF, resource.href().raw()));
    DavResponse answer =
        client.send(
            DavRequest.xml("REPORT", client.at(collection.href()), xml.close(report).bytes())
                .with("Depth", "1"));
    Map<String, Content> contents = new HashMap<>();
    if (answer.status() != 207) {
      return contents;
    }
    try {
      Multistatus.read(
          answer.body(),
          answer.request().uri(),
          response ->
              response
                  .property(data)
                  .filter(node -> node.trimmed().isPresent())
                  // Bytes that are no UTF-8, or a character that a fold takes apart: GET has them.
                  .filter(node -> node.text().indexOf('\uFFFD') < 0)
                  .ifPresent(
                      node -> contents.put(response.href().path(), XmlText.lines(node.text()))));
    } catch (IOException e) {
      // A character that XML can't have: GET brings the others and that one.
      return contents;
    }
    return contents;
  }

  /** Reads one (RFC 9110 §9.3.1). */
  Read get(Resource resource) throws StoreException {
    DavRequest request = DavRequest.of("GET", client.at(resource.href())).atMost(LARGEST);
    try {
      DavResponse answer = client.send(request);
      if (answer.status() >= 500) {
        answer = client.send(request);
      }
      if (answer.notThere()) {
        return new Read(resource, Optional.empty(), Optional.empty());
      }
      if (answer.status() == 200) {
        return new Read(resource, Optional.of(answer.content()), Optional.empty());
      }
      return new Read(resource, Optional.empty(), Optional.of(unreadable(resource, answer)));
    } catch (PermanentException e) {
      return new Read(resource, Optional.empty(), Optional.of(e));
    }
  }

  /**
   * Whether it is this resource only that can't be read.
   *
   * @throws TransientException when the server is not well
   */
  private PermanentException unreadable(Resource resource, DavResponse answer)
      throws StoreException {
    String what = "Reading " + resource.href().name() + " of " + collection.name();
    StoreException meaning = DavErrors.of(client, answer, what);
    if (meaning instanceof TransientException && (answer.status() != 500 || !isThere())) {
      throw meaning;
    }
    return new PermanentException(Problem.UNREADABLE, meaning.getMessage());
  }

  private boolean isThere() throws StoreException {
    return new Propfind(client)
        .one(client.at(collection.href()), List.of(Dav.RESOURCETYPE))
        .isPresent();
  }
}
