package io.mailtrek.store.dav;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlWriting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/** The REPORT sync-collection (RFC 6578 §3): what has changed in a collection since a token. */
final class SyncCollection {
  private static final QName LEVEL = new QName(Dav.DAV, "sync-level");
  private static final QName PROP = new QName(Dav.DAV, "prop");

  /** A server that goes on for ever is not believed. */
  private static final int MOST_PARTS = 10_000;

  private SyncCollection() {}

  /**
   * What has changed.
   *
   * @param changed what is new or has new content
   * @param removed how many are gone
   */
  record Changes(List<Resource> changed, int removed) {}

  /**
   * Asks for changes.
   *
   * @return empty when the server does not know the token any more
   */
  static Optional<Changes> since(DavClient client, DavCollection collection, String token)
      throws StoreException {
    String what = "Asking what is new in " + collection.name();
    Map<String, Resource> changed = new LinkedHashMap<>();
    Map<String, Boolean> removed = new LinkedHashMap<>();
    String next = token;
    for (int part = 0; part < MOST_PARTS; part++) {
      DavResponse answer = client.send(request(client, collection, next));
      if ((answer.status() >= 400 && answer.status() < 500)
          || answer.status() == DavErrors.INSUFFICIENT) {
        // RFC 6578 §3.2: valid-sync-token is not met, or so much has changed that the server does
        // not tell it; or the server can't do this after all.
        return Optional.empty();
      }
      if (answer.status() != 207) {
        throw DavErrors.of(client, answer, what);
      }
      Multistatus status = Answers.multistatus(client, answer, what);
      boolean more = false;
      for (Multistatus.Response response : status.responses()) {
        int told = response.status().orElse(200);
        boolean own = response.href().same(collection.href());
        if (told == DavErrors.INSUFFICIENT) {
          more = true;
        } else if (own && told >= 400) {
          // Nothing is told of what has changed in it. Listing all of it does, or says why not.
          return Optional.empty();
        } else if (!own && response.gone()) {
          removed.put(response.href().path(), true);
          changed.remove(response.href().path());
        } else if (ResourceList.isItem(response, collection)) {
          changed.put(
              response.href().path(), new Resource(response.href(), ResourceList.size(response)));
        }
      }
      if (!more || status.syncToken().isEmpty() || status.syncToken().get().equals(next)) {
        List<Resource> sorted = new ArrayList<>(changed.values());
        sorted.sort(Comparator.comparing(resource -> resource.href().path()));
        return more ? Optional.empty() : Optional.of(new Changes(sorted, removed.size()));
      }
      next = status.syncToken().get();
    }
    return Optional.empty();
  }

  private static DavRequest request(DavClient client, DavCollection collection, String token) {
    XmlWriting xml =
        Dav.body()
            .open(Dav.SYNC_COLLECTION)
            .text(Dav.SYNC_TOKEN, token)
            .text(LEVEL, "1")
            .open(PROP);
    ResourceList.PROPERTIES.forEach(xml::empty);
    byte[] body = xml.close(PROP).close(Dav.SYNC_COLLECTION).bytes();
    return DavRequest.xml("REPORT", client.at(collection.href()), body).with("Depth", "0");
  }
}
