package io.mailtrek.store.dav;

import io.mailtrek.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.namespace.QName;

/** All resources of a collection, by PROPFIND. */
final class ResourceList {
  static final List<QName> PROPERTIES =
      List.of(Dav.GETETAG, Dav.GETCONTENTLENGTH, Dav.RESOURCETYPE);

  private ResourceList() {}

  /** Asks for them; they come in the order of their paths, which is the same each time. */
  static List<Resource> read(DavClient client, DavCollection collection) throws StoreException {
    Multistatus answer =
        new Propfind(client)
            .all(client.at(collection.href()), PROPERTIES, "Listing " + collection.name());
    Map<String, Resource> all = new TreeMap<>();
    for (Multistatus.Response response : answer.responses()) {
      if (isItem(response, collection)) {
        all.put(response.href().path(), new Resource(response.href(), size(response)));
      }
    }
    return new ArrayList<>(all.values());
  }

  /** Neither the collection itself nor one in it. */
  static boolean isItem(Multistatus.Response response, DavCollection collection) {
    return !response.href().same(collection.href())
        && !response.gone()
        && response.property(Dav.RESOURCETYPE).filter(t -> t.has(Dav.COLLECTION)).isEmpty();
  }

  static long size(Multistatus.Response response) {
    return response
        .text(Dav.GETCONTENTLENGTH)
        .filter(text -> text.matches("[0-9]{1,12}"))
        .map(Long::parseLong)
        .orElse(0L);
  }
}
