package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.text.ContentLines;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one item by PUT (RFC 4791 §5.3.2, RFC 6352 §6.3.2), and never over another one. The name
 * of the resource is made of the item's key, so that a second try, whenever it comes, meets what
 * the first has written. Safe for use by many threads.
 */
final class Put {
  /** How often a collection may be made again, or another one be found to take the item. */
  private static final int MOST_CHANGES = 3;

  private final DavClient client;
  private final DestinationCollections collections;
  private final CopyPlaces copies;

  /**
   * @param copies where the destination was found to have items already
   */
  Put(DavClient client, DestinationCollections collections, CopyPlaces copies) {
    this.client = client;
    this.collections = collections;
    this.copies = copies;
  }

  /** Writes an item, or finds it written. */
  Delivered write(DestinationFolder folder, Delivery delivery) throws StoreException {
    boolean card = folder.itemType() == ItemType.CONTACT;
    Content whole = ContentLines.foldedBetweenCharacters(delivery.content());
    Content content = card ? whole : Scheduling.quiet(whole);
    client.traffic().admit(1, content.size());
    Optional<String> uid = uid(content);
    String name =
        Keys.resourceName(
            delivery.item().folder(),
            delivery.trace(),
            uid.filter(delivery.item().key().value()::equals).isPresent(),
            card);
    StoreException refusal = null;
    for (int i = 0; i < MOST_CHANGES; i++) {
      DavCollection collection = collections.of(folder);
      Optional<Href> copy = uid.flatMap(text -> copies.of(collection, text));
      if (copy.isPresent()) {
        return adopted(folder, delivery, content, copy.get());
      }
      Href href = collection.href().child(name);
      DavResponse answer = send(href, card, content);
      if (DavErrors.written(answer)) {
        return written(folder, href, answer);
      }
      if (DavErrors.there(answer)) {
        return there(folder, collection, href, delivery, content, answer);
      }
      refusal = refused(folder, delivery, answer);
      if (DavErrors.wrongComponent(answer)) {
        collections.split(folder, collection);
      } else if (missing(answer)) {
        // It is tried again even where it is there: another thread may have made it anew.
        collections.gone(collection);
      } else if (answer.status() != 403 || !collections.gone(collection)) {
        throw refusal;
      }
    }
    throw refusal;
  }

  private static boolean missing(DavResponse answer) {
    return answer.notThere() || answer.status() == 409;
  }

  /** A server that stumbles is asked once more. */
  private DavResponse send(Href href, boolean card, Content content) throws StoreException {
    DavRequest request =
        new DavRequest("PUT", client.at(href), Map.of(), content, DavRequest.LARGE)
            .with(
                "Content-Type", card ? "text/vcard; charset=utf-8" : "text/calendar; charset=utf-8")
            .with("If-None-Match", "*");
    DavResponse answer = client.send(request);
    return answer.status() >= 500 && answer.status() != 507 ? client.send(request) : answer;
  }

  /** A server that gives no ETag may have changed the item; at least it has to have it. */
  private Delivered written(DestinationFolder folder, Href href, DavResponse answer)
      throws StoreException {
    if (answer.header("ETag").isEmpty()) {
      Optional<Multistatus.Response> now =
          new Propfind(client).one(client.at(href), List.of(Dav.GETETAG));
      if (now.isEmpty()) {
        throw new PermanentException(
            "Writing to "
                + folder.path()
                + " at "
                + client.uri().server()
                + " was answered "
                + answer.status()
                + ", and then the item was not there");
      }
    }
    client.traffic().wentWell();
    return new Delivered(Keys.destinationId(href), false, 0);
  }

  private Delivered there(
      DestinationFolder folder,
      DavCollection collection,
      Href href,
      Delivery delivery,
      Content content,
      DavResponse answer)
      throws StoreException {
    Optional<Href> told = conflicting(answer);
    if (told.isPresent() || DavErrors.effectiveStatus(answer) == 412) {
      return adopted(folder, delivery, content, told.orElse(href));
    }
    Optional<String> uid = uid(content);
    if (uid.isPresent()) {
      for (DavCollection place : collections.sharing(collection)) {
        Optional<MultiGet.Read> found = UidQuery.find(client, place, folder.itemType(), uid.get());
        if (found.isPresent()) {
          return adopted(folder, delivery, content, found.get().resource().href());
        }
      }
    }
    throw refused(folder, delivery, answer);
  }

  /** RFC 4791 §5.3.2.1: the href is inside the precondition. */
  private Optional<Href> conflicting(DavResponse answer) {
    return answer.preconditions().stream()
        .flatMap(condition -> condition.children(Dav.HREF))
        .flatMap(href -> Href.of(href.text(), answer.request().uri()).stream())
        .findFirst();
  }

  private static Optional<String> uid(Content content) {
    return ItemScan.of(content).uid();
  }

  private Delivered adopted(DestinationFolder folder, Delivery delivery, Content content, Href href)
      throws StoreException {
    DavResponse answer = client.send(DavRequest.of("GET", client.at(href)));
    if (answer.status() != 200) {
      StoreException meaning =
          DavErrors.of(client, answer, "Reading what is there already in " + folder.path());
      throw meaning instanceof TransientException
          ? meaning
          : new PermanentException(Problem.DIFFERS, meaning.getMessage());
    }
    if (!SameItem.same(content, answer.content())) {
      throw new PermanentException(
          Problem.DIFFERS,
          "The item "
              + delivery.item().key()
              + " is in "
              + folder.path()
              + " at "
              + client.uri().server()
              + " already, and differs ("
              + href.path()
              + "). It is left as it is");
    }
    client.traffic().wentWell();
    return new Delivered(Keys.destinationId(href), true, 0);
  }

  private StoreException refused(DestinationFolder folder, Delivery delivery, DavResponse answer)
      throws StoreException {
    StoreException meaning =
        DavErrors.of(client, answer, "Writing " + delivery.item().key() + " to " + folder.path());
    if (meaning instanceof PermanentException permanent) {
      boolean contentMayBeWhy =
          permanent.problem() == Problem.FOLDER_REFUSED && DavErrors.effectiveStatus(answer) == 403;
      return contentMayBeWhy ? new PermanentException(permanent.getMessage()) : permanent;
    }
    // One item that a server stumbles over, and the server that does not work, look the same.
    return answer.status() == 500 && isWell(folder)
        ? new PermanentException(meaning.getMessage())
        : meaning;
  }

  private boolean isWell(DestinationFolder folder) throws StoreException {
    return CollectionList.one(client, collections.of(folder).href()).isPresent();
  }
}
